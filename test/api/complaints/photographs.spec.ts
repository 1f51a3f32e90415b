import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  addCustomer,
  codesOf,
  done,
  eventsOf,
  file,
  takeTo,
  type Complaint,
  patiently,
} from "./complaint-calls.ts";
import { add, idsOf, photographsOf, remove, upload, uploadSome } from "./photograph-calls.ts";

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
describe("CMP-12 a complaint is filed with photographs", () => {
  test("in the order given, once however often the request is sent", async () => {
    const photographs = await uploadSome(agent, 3);
    const photographIds = idsOf(photographs).toReversed();
    const input = { customerId, photographIds, idempotencyKey: randomUUID() };
    const send = () => done(patiently(() => file(agent, input)));
    const [first, second] = await Promise.all([send(), send()]);
    expect(second.id).toBe(first.id);
    expect(idsOf(await photographsOf(agent, first.id))).toEqual(photographIds);
  });

  test.each([
    ["somebody else's", async () => idsOf([await upload(colleague)])],
    ["one that nobody knows", () => Promise.resolve([`ComplaintPhotograph_${randomUUID()}`])],
    ["what is no photograph", () => Promise.resolve([customerId])],
  ] as const)("not with %s, and then it is not filed at all", async (_, others) => {
    const own = await upload(agent);
    const before = await server.database.query("select 1 from complaint");
    const refused = await file(agent, { customerId, photographIds: [own.id, ...(await others())] });
    expect(codesOf(refused)).toEqual(["NOT_FOUND photographIds"]);
    expect(await server.database.query("select 1 from complaint")).toHaveLength(before.length);
    expect(await photographsOf(agent, complaint.id)).toEqual([]);
  });

  test("not with one that another complaint has, also not two at once with the same", async () => {
    const photograph = await upload(agent);
    const input = { customerId, photographIds: [photograph.id, photograph.id] };
    const both = await Promise.all([file(agent, input), file(agent, input)]);
    expect(both.flatMap(codesOf)).toEqual(["NOT_FOUND photographIds"]);
  });

  test("not with more than nine", async () => {
    const photographIds = idsOf(await uploadSome(agent, 10));
    expect(codesOf(await file(agent, { customerId, photographIds }))).toEqual([
      "INVALID_VALUE photographIds",
    ]);
    const nine = await done(file(agent, { customerId, photographIds: photographIds.slice(0, 9) }));
    expect(await photographsOf(viewer, nine.id)).toHaveLength(9);
  });
});

describe("CMP-12 photographs are added to a complaint and removed", () => {
  test("which its history tells once, and the live feed too", async () => {
    const [first, second] = await uploadSome(agent, 2);
    const ids = [first?.id ?? "", second?.id ?? ""];
    await add(agent, complaint.id, ids);
    const again = await add(agent, complaint.id, ids);
    expect(again).toMatchObject({ complaint: { photographs: [first, second] }, errors: [] });
    const removed = await remove(colleague, complaint.id, ids[0] ?? "");
    expect(removed).toMatchObject({ complaint: { photographs: [second] }, errors: [] });
    await remove(colleague, complaint.id, ids[0] ?? "");
    const events = await eventsOf(agent, complaint.id);
    expect(events.map(({ kind, text }) => [kind, text])).toEqual([
      ["PHOTOGRAPH_REMOVED", "第1张.jpg"],
      ["PHOTOGRAPHS_ADDED", null],
      ["FILED", complaint.description],
    ]);
    const told = await server.database.query(
      "select 1 from outbox_event where record_id = $1 and name = 'COMPLAINT_PHOTOGRAPHS_CHANGED'",
      [bareId(complaint.id)],
    );
    expect(told).toHaveLength(2);
  });

  test("one after another, which is one line of what happened until somebody else does something", async () => {
    const kinds = async () => (await eventsOf(agent, complaint.id)).map(({ kind }) => kind);
    for (const { id } of await uploadSome(agent, 3)) await add(agent, complaint.id, [id]);
    expect(await kinds()).toEqual(["PHOTOGRAPHS_ADDED", "FILED"]);
    await add(colleague, complaint.id, [(await upload(colleague)).id]);
    await add(agent, complaint.id, [(await upload(agent)).id]);
    expect(await kinds()).toEqual(["PHOTOGRAPHS_ADDED", "PHOTOGRAPHS_ADDED", "PHOTOGRAPHS_ADDED", "FILED"]);
    expect(await photographsOf(agent, complaint.id)).toHaveLength(5);
  });

  test("a removed one is hidden from everybody, also its uploader, and kept", async () => {
    const photograph = await upload(agent);
    await add(agent, complaint.id, [photograph.id]);
    await remove(agent, complaint.id, photograph.id);
    expect(await Promise.all([agent, colleague].map((one) => show(one, photograph.url)))).toEqual([404, 404]);
    expect((await add(agent, complaint.id, [photograph.id])).errors).toMatchObject([{ code: "NOT_FOUND" }]);
    const kept = await server.database.query(
      "select 1 from complaint_photograph_content where photograph_id = $1",
      [bareId(photograph.id)],
    );
    expect(kept).toHaveLength(1);
  });

  test("T46 never more than nine, also when two add at the same moment", async () => {
    const photographs = await uploadSome(agent, 6);
    const others = await uploadSome(colleague, 6);
    const both = await Promise.all([
      add(agent, complaint.id, idsOf(photographs)),
      add(colleague, complaint.id, idsOf(others)),
    ]);
    expect(both.flatMap(({ errors }) => errors)).toMatchObject([
      { code: "INVALID_VALUE", path: ["photographIds"] },
    ]);
    expect(await photographsOf(agent, complaint.id)).toHaveLength(6);
  });

  test("not while it is closed, and again when it is reopened", async () => {
    const photograph = await upload(agent);
    await add(agent, complaint.id, [photograph.id]);
    const closed = await takeTo(agent, complaint, "CLOSED");
    const refused = { errors: [{ code: "WRONG_STATE", path: ["complaintId"] }] };
    expect(await add(agent, closed.id, [(await upload(agent)).id])).toMatchObject(refused);
    expect(await remove(agent, closed.id, photograph.id)).toMatchObject(refused);
    expect(await show(viewer, photograph.url)).toBe(200);
  });

  test("not from another complaint, not nothing, not to an unknown one", async () => {
    const photograph = await upload(agent);
    const other = await done(file(agent, { customerId, photographIds: [photograph.id] }));
    expect((await remove(agent, complaint.id, photograph.id)).errors).toMatchObject([
      { code: "NOT_FOUND", path: ["photographId"] },
    ]);
    expect((await add(agent, complaint.id, [photograph.id])).errors).toMatchObject([
      { code: "NOT_FOUND", path: ["photographIds"] },
    ]);
    expect((await add(agent, complaint.id, [])).errors).toMatchObject([{ code: "REQUIRED" }]);
    expect((await add(agent, `Complaint_${randomUUID()}`, [photograph.id])).errors).toMatchObject([
      { code: "NOT_FOUND", path: ["complaintId"] },
    ]);
    expect(idsOf(await photographsOf(agent, other.id))).toEqual([photograph.id]);
  });

  test("by nobody who only looks", async () => {
    const photograph = await upload(agent);
    for (const mutation of [
      `addComplaintPhotographs(input: { complaintId: "${complaint.id}", photographIds: ["${photograph.id}"] }) { errors { code } }`,
      `removeComplaintPhotograph(input: { complaintId: "${complaint.id}", photographId: "${photograph.id}" }) { errors { code } }`,
    ]) {
      const { errors } = await viewer.send(`mutation { ${mutation} }`);
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
    }
  });

  test("DOS-2.7 and a list of complaints reads them all in one statement, never their bytes", async () => {
    for (let index = 0; index < 3; index += 1) {
      const photographIds = idsOf(await uploadSome(agent, 2));
      await done(file(agent, { customerId, photographIds }));
    }
    const statements = async (selection: string): Promise<number> => {
      const sofar = async (): Promise<number> => {
        const metrics = await (await server.visitor().request("/metrics")).text();
        return Number(/^dossier_database_statements_total (\d+)$/m.exec(metrics)?.[1]);
      };
      const counts: number[] = [];
      for (let time = 0; time < 3; time += 1) {
        const before = await sofar();
        await agent.query(`{ complaints(first: 50) { nodes { id ${selection} } } }`);
        counts.push((await sofar()) - before);
      }
      return Math.min(...counts);
    };
    const without = await statements("");
    expect(await statements("photographs { id url uploadedAt }")).toBe(without + 1);
  });
});
