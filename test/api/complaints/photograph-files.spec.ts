import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import {
  jpegOfSize,
  OTHER_FILES,
  OWNER,
  samplePhotograph,
} from "../../support/photographs/sample-photographs.ts";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { addCustomer, done, file, type Complaint } from "./complaint-calls.ts";
import { add, send, upload, uploadSome } from "./photograph-calls.ts";

let server: TestServer;
let agent: Client;
let colleague: Client;
let viewer: Client;
let customerId: string;
let complaint: Complaint;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  colleague = await server.as("ADMINISTRATOR");
  viewer = await server.as("VIEWER");
  customerId = await addCustomer(agent);
});
afterAll(() => server.stop());
beforeEach(async () => {
  complaint = await done(file(agent, { customerId }));
});

const bareId = (id: string): string => id.slice(id.indexOf("_") + 1);
const show = async (client: Pick<Client, "request">, url: string): Promise<number> =>
  (await client.request(url)).status;
const errorOf = async (response: Response) => {
  const body = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return { status: response.status, code: body.errors[0]?.extensions.code, message: body.errors[0]?.message };
};

describe("DOS-3.1 a photograph is uploaded", () => {
  test("and looked at by its uploader only, until it belongs to a complaint", async () => {
    const photograph = await upload(agent);
    expect(await Promise.all([agent, colleague, viewer].map((one) => show(one, photograph.url)))).toEqual([
      200, 404, 404,
    ]);
    await add(agent, complaint.id, [photograph.id]);
    expect(await Promise.all([agent, colleague, viewer].map((one) => show(one, photograph.url)))).toEqual([
      200, 200, 200,
    ]);
    expect(await show(server.visitor(), photograph.url)).toBe(401);
  });

  test("by agents and administrators, not by viewers and strangers", async () => {
    const bytes = samplePhotograph("phone.jpg");
    const senders = [colleague, agent, viewer, server.visitor()];
    const answers = await Promise.all(senders.map((sender) => send(sender, bytes)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 403, 401]);
  });

  test("by a program with its key, which files a complaint with it", async () => {
    const { secret } = await createKey(colleague, { role: "AGENT" });
    const program = new Program(server.address, secret);
    const photograph = await upload(program);
    expect(await show(program, photograph.url)).toBe(200);
    expect(await show(agent, photograph.url)).toBe(404);
    const { data } = await program.send<{ fileComplaint: { complaint: { photographs: { id: string }[] } } }>(
      `mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { complaint { photographs { id } } } }`,
      {
        input: { customerId, category: "DELIVERY", description: "外箱压坏", photographIds: [photograph.id] },
      },
    );
    expect(data?.fileComplaint.complaint.photographs).toEqual([{ id: photograph.id }]);
    expect(await show(agent, photograph.url)).toBe(200);
    const stranger = new Program(server.address, `${secret}x`);
    expect((await send(stranger, samplePhotograph("phone.jpg"))).status).toBe(401);
  });

  test.each([
    ["image/png", "screenshot.png", "image/png"],
    ["image/svg+xml", "phone.webp", "image/webp"],
    ["application/octet-stream", "progressive.jpg", "image/jpeg"],
  ] as const)("whatever its sender calls it: %s for %s is %s", async (type, name, mediaType) => {
    const response = await send(agent, samplePhotograph(name), { type, name: "发票.pdf" });
    const { photograph } = (await response.json()) as { photograph: { mediaType: string; fileName: string } };
    expect(photograph.mediaType).toBe(mediaType);
    expect(photograph.fileName).toMatch(/^发票\.(png|webp|jpg)$/);
  });

  test("T23 under a name that hides nothing", async () => {
    const wanted = [
      ["../../etc/passwd", "passwd.jpg"],
      ["C:\\照片\\裂痕.HEIC", "裂痕.jpg"],
      ["发票\u202Egpj.exe", "发票gpj.jpg"],
      ['a"\r\nset-cookie: x=1;.jpg', "aset-cookie x=1.jpg"],
      ["", "照片.jpg"],
      [`${"长".repeat(300)}.jpeg`, `${"长".repeat(80)}.jpg`],
    ];
    for (const [name = "", kept = ""] of wanted) expect((await upload(agent, name)).fileName).toBe(kept);
  });
});

describe("DOS-3.1 what is no photograph is refused, and says what to do", () => {
  test.each([
    ["gif", 415, "ANIMATED"],
    ["heic", 415, "HEIC"],
    ["video", 415, "VIDEO"],
    ["svg", 415, "WEB_PAGE"],
    ["html", 415, "WEB_PAGE"],
    ["pdf", 415, "DOCUMENT"],
    ["text", 415, "NOT_A_PHOTOGRAPH"],
  ] as const)("%s: %i %s", async (kind, status, code) => {
    const response = await send(agent, Buffer.from(OTHER_FILES[kind]), { type: "image/jpeg" });
    expect(await errorOf(response)).toMatchObject({ status, code });
  });

  test("too large, too many pixels, empty, cut short", async () => {
    const cut = samplePhotograph("phone.jpg").subarray(0, -20);
    const refusals = await Promise.all(
      [Buffer.alloc(8 * 1024 * 1024 + 1), jpegOfSize(60_000, 60_000), Buffer.alloc(0), Buffer.from(cut)].map(
        async (bytes) => errorOf(await send(agent, bytes)),
      ),
    );
    expect(refusals.map(({ status, code }) => [status, code])).toEqual([
      [413, "TOO_LARGE"],
      [413, "TOO_MANY_PIXELS"],
      [400, "EMPTY_FILE"],
      [400, "CUT_SHORT"],
    ]);
  });

  test("in the caller's language, also when it is not even called a picture", async () => {
    const heic = Buffer.from(OTHER_FILES.heic);
    expect((await errorOf(await send(agent, heic))).message).toContain("另存为 JPEG");
    expect((await errorOf(await send(agent, heic, { language: "en" }))).message).toContain("save it as JPEG");
    const form = await send(agent, Buffer.from("<b>"), { type: "text/html" });
    expect(await errorOf(form)).toMatchObject({ status: 415, code: "NOT_A_PHOTOGRAPH" });
  });

  test("and leaves nothing behind", async () => {
    const count = async () =>
      (await server.database.query<{ count: string }>("select count(*) from complaint_photograph_content"))[0]
        ?.count;
    const before = await count();
    for (const bytes of Object.values(OTHER_FILES)) await send(agent, Buffer.from(bytes));
    expect(await count()).toBe(before);
  });
});

describe("T17 T23 a photograph goes out", () => {
  test("without place, owner and camera, and lies sealed in the database", async () => {
    const photograph = await upload(agent);
    const shown = Buffer.from(await (await agent.request(photograph.url)).arrayBuffer());
    expect(shown.length).toBe(photograph.byteSize);
    expect(shown.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const [stored] = await server.database.query<{ content: Buffer }>(
      "select content from complaint_photograph_content where photograph_id = $1",
      [bareId(photograph.id)],
    );
    expect(stored?.content.length).toBe(shown.length + 33);
    expect(stored?.content.includes(shown.subarray(20, 60))).toBe(false);
    for (const trace of [OWNER, "PhoneMaker", "GPS"]) expect(shown.includes(trace)).toBe(false);
  });

  test("as a picture and nothing else, kept by nobody but the reader's browser", async () => {
    const photograph = await upload(agent, "箱子 (1)*'破'.jpg");
    const { headers } = await agent.request(photograph.url, { headers: { range: "bytes=0-1" } });
    const name = "%E7%AE%B1%E5%AD%90%20%281%29%27%E7%A0%B4%27.jpg";
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": String(photograph.byteSize),
      "content-disposition": `inline; filename*=UTF-8''${name}`,
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-cache",
      "accept-ranges": "none",
    });
    const again = await agent.request(photograph.url, {
      headers: { "if-none-match": headers.get("etag") ?? "" },
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("T14 to nobody who may not see it: unknown, another's and nonsense answer alike", async () => {
    const photograph = await upload(agent);
    const etag = (await agent.request(photograph.url)).headers.get("etag") ?? "";
    const answers = await Promise.all(
      [photograph.url, `/files/complaint-photographs/${randomUUID()}`, "/files/complaint-photographs/x"].map(
        async (url) => {
          const answer = await colleague.request(url, { headers: { "if-none-match": etag } });
          const { errors } = (await answer.json()) as { errors: { message: string }[] };
          return [answer.status, errors[0]?.message, answer.headers.get("etag")];
        },
      ),
    );
    expect(answers).toEqual(Array.from({ length: 3 }, () => [404, "没有这个地址。", null]));
  });

  test("T65 not at all when its bytes were moved to another row", async () => {
    const [one, other] = [await upload(agent), await upload(agent)];
    await server.database.query(
      `update complaint_photograph_content as moved set content = other.content
       from complaint_photograph_content as other where moved.photograph_id = $1 and other.photograph_id = $2`,
      [bareId(one.id), bareId(other.id)],
    );
    expect(await errorOf(await agent.request(one.url))).toMatchObject({
      status: 500,
      code: "DATA_INTEGRITY",
    });
  });
});

describe("DOS-3.1 photographs that nobody attaches", () => {
  test("are at most twenty of a person: one more takes the place of the oldest", async () => {
    const attached = await upload(agent);
    await add(agent, complaint.id, [attached.id]);
    const waiting = await uploadSome(agent, 20);
    const more = await Promise.all([upload(agent), upload(agent), upload(agent)]);
    const shown = async (photographs: { url: string }[]) =>
      Promise.all(photographs.map(({ url }) => show(agent, url)));
    expect(await shown(waiting)).toEqual([404, 404, 404, ...Array.from({ length: 17 }, () => 200)]);
    expect(await shown([attached, ...more])).toEqual([200, 200, 200, 200]);
  });

  test("are gone a day later, at anybody's next upload", async () => {
    const [old, attached] = await uploadSome(agent, 2);
    await add(agent, complaint.id, [attached?.id ?? ""]);
    await server.database.query(
      "update complaint_photograph set uploaded_at = uploaded_at - interval '25 hours' where id in ($1, $2)",
      [bareId(old?.id ?? ""), bareId(attached?.id ?? "")],
    );
    await upload(colleague);
    expect(await show(agent, old?.url ?? "")).toBe(404);
    expect(await show(agent, attached?.url ?? "")).toBe(200);
    const left = await server.database.query(
      "select 1 from complaint_photograph_content where photograph_id = $1",
      [bareId(old?.id ?? "")],
    );
    expect(left).toEqual([]);
  });
});
