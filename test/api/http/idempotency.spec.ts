import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CREATES_EXTENSION } from "../../../server/src/platform/authz.ts";
import { buildDossierSchema } from "../../../server/src/schema.ts";
import { getNamedType, isInputObjectType } from "graphql";
import type { Answer, Client } from "../../support/client.ts";
import { samplePhotograph } from "../../support/photographs/sample-photographs.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let agent: Client;
let agentId: string;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  const { me } = await agent.query<{ me: { staff: { id: string } } }>("{ me { staff { id } } }");
  agentId = me.staff.id.slice(me.staff.id.indexOf("_") + 1);
});
afterAll(() => server.stop());

interface Created {
  createCustomer: {
    customer: { id: string; number: string; name: string } | null;
    errors: { code: string; path: string[]; message: string }[];
  };
}

const CREATE = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { customer { id number name } errors { code path message } } }`;

const create = (input: object, client = agent): Promise<Answer<Created>> =>
  client.send<Created>(CREATE, { input });
const codesOf = ({ data }: Answer<Created>): string[] =>
  (data?.createCustomer.errors ?? []).map(({ code }) => code);
const isReplay = ({ headers }: Pick<Answer<unknown>, "headers">): boolean =>
  headers.get("idempotent-replayed") === "true";
const customersNamed = async (name: string): Promise<number> =>
  (
    await server.database.query<{ count: number }>(
      `select count(*)::integer as count from customer where name = '${name}'`,
    )
  )[0]?.count ?? 0;

/** Holds a key as a request in flight does, until it is told to let go. */
async function holdKey(operation: string, key: string): Promise<() => Promise<void>> {
  const holder = new pg.Client(server.database.superuserUrl);
  await holder.connect();
  await holder.query("begin");
  await holder.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `${agentId}|${operation}|${key}`,
  ]);
  return () => holder.end();
}

describe("T43 a create sent again under its idempotency key", () => {
  test("has the same one effect and the same answer, and says that it is a repetition", async () => {
    const input = { name: "周一诺", idempotencyKey: randomUUID() };
    const first = await create(input);
    const second = await create(input);
    expect(second.data).toEqual(first.data);
    expect([isReplay(first), isReplay(second)]).toEqual([false, true]);
    expect(await customersNamed("周一诺")).toBe(1);
  });

  test("with other content is refused, and makes nothing", async () => {
    const idempotencyKey = randomUUID();
    await create({ name: "吴一", idempotencyKey });
    expect(codesOf(await create({ name: "吴二", idempotencyKey }))).toEqual(["IDEMPOTENCY_MISMATCH"]);
    expect(await customersNamed("吴二")).toBe(0);
  });

  test("while the first is in flight is 409 with Retry-After, and the same answer later", async () => {
    const input = { name: "郑在途", idempotencyKey: randomUUID() };
    const letGo = await holdKey("createCustomer", input.idempotencyKey);
    const during = await create(input);
    expect([during.status, during.headers.get("retry-after"), during.data]).toEqual([409, "1", null]);
    expect(during.errors[0]?.extensions?.["code"]).toBe("IDEMPOTENCY_IN_FLIGHT");
    await letGo();
    expect((await create(input)).data?.createCustomer.customer?.name).toBe("郑在途");
  });

  test("five times at once makes one record; whoever hears 409 asks again and hears the same", async () => {
    const input = { name: "冯五次", idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(input)));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const numbers = [...answers, await create(input)]
      .filter(({ status }) => status === 200)
      .map(({ data }) => data?.createCustomer.customer?.number);
    expect(new Set(numbers).size).toBe(1);
    expect(await customersNamed("冯五次")).toBe(1);
  });

  test("of another person, or for another kind of record, is another request", async () => {
    const input = { name: "褚同键", idempotencyKey: randomUUID() };
    await create(input);
    const other = await create(input, await server.as("ADMINISTRATOR"));
    expect([other.data?.createCustomer.errors, isReplay(other)]).toEqual([[], false]);
    expect(await customersNamed("褚同键")).toBe(2);
  });

  test("is refused as before, without a value kept, and once mended under a new key it is done", async () => {
    const externalRefs = [{ system: "erp", id: "T43" }];
    await create({ name: "卫先到", externalRefs });
    const input = { name: "卫后到", externalRefs, idempotencyKey: randomUUID() };
    const refused = await create(input);
    const again = await create(input);
    expect([codesOf(refused), codesOf(again)]).toEqual([["ALREADY_TAKEN"], ["ALREADY_TAKEN"]]);
    expect([isReplay(refused), isReplay(again)]).toEqual([false, true]);
    expect(again.data?.createCustomer.errors[0]?.message).toContain("幂等键");
    const kept = await server.database.query(
      `select refusals::text from idempotency where key = '${input.idempotencyKey}'`,
    );
    expect(JSON.stringify(kept)).not.toContain("卫");
    expect(codesOf(await create({ name: "卫后到", idempotencyKey: randomUUID() }))).toEqual([]);
  });

  test("that had a slip in the typing may be mended under the same key", async () => {
    const idempotencyKey = randomUUID();
    expect(codesOf(await create({ name: "蒋", phone: "123", idempotencyKey }))).toEqual(["INVALID_VALUE"]);
    expect(codesOf(await create({ name: "蒋", phone: "13800005678", idempotencyKey }))).toEqual([]);
  });

  test("a day later is a new request", async () => {
    const input = { name: "沈隔日", idempotencyKey: randomUUID() };
    await create(input);
    await server.database.query(
      `update idempotency set created_at = created_at - interval '25 hours' where key = '${input.idempotencyKey}'`,
    );
    expect(isReplay(await create(input))).toBe(false);
    expect(isReplay(await create(input))).toBe(true);
    expect(await customersNamed("沈隔日")).toBe(2);
  });

  test("takes a key of up to 255 characters", async () => {
    expect(codesOf(await create({ name: "韩", idempotencyKey: "k".repeat(255) }))).toEqual([]);
    expect(codesOf(await create({ name: "韩", idempotencyKey: "k".repeat(256) }))).toEqual(["TOO_LONG"]);
  });
});

describe("T43 an upload sent again under its Idempotency-Key", () => {
  const send = async (path: string, body: Buffer<ArrayBuffer>, key: string) => {
    const headers = { "content-type": "application/octet-stream", "idempotency-key": key };
    const answer = await agent.request(path, { method: "POST", headers, body });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as object };
  };

  test("is one photograph", async () => {
    const key = randomUUID();
    const path = "/files/complaint-photographs?name=1.jpg";
    const first = await send(path, samplePhotograph("phone.jpg"), key);
    const second = await send(path, samplePhotograph("phone.jpg"), key);
    expect([first.status, isReplay(first)]).toEqual([201, false]);
    expect([second.status, isReplay(second), second.body]).toEqual([201, true, first.body]);
    const other = await send("/files/complaint-photographs?name=2.jpg", samplePhotograph("phone.jpg"), key);
    expect([other.status, JSON.stringify(other.body)]).toEqual([
      422,
      expect.stringContaining("IDEMPOTENCY_MISMATCH"),
    ]);
    const letGo = await holdKey("uploadPhotograph", "held");
    const during = await send(path, samplePhotograph("phone.jpg"), "held");
    expect([during.status, during.headers.get("retry-after")]).toEqual([409, "1"]);
    await letGo();
  });

  test("is one import, where without the key it would be a duplicate", async () => {
    const key = randomUUID();
    const sheet = Buffer.from("姓名,客户ID\n钱幂等,qian_once\n");
    const first = await send("/files/imports?name=a.csv", sheet, key);
    const second = await send("/files/imports?name=a.csv", sheet, key);
    expect([first.status, isReplay(first)]).toEqual([201, false]);
    expect([second.status, isReplay(second), second.body]).toEqual([201, true, first.body]);
    expect((await send("/files/imports?name=a.csv", sheet, randomUUID())).status).toBe(409);
  });
});

test("T43 every mutation that makes a record takes an idempotency key, and no other does", () => {
  const mutations = Object.values(buildDossierSchema().getMutationType()?.getFields() ?? {});
  const withKey = mutations.filter(({ args }) =>
    args.some(({ type }) => {
      const input = getNamedType(type);
      return isInputObjectType(input) && "idempotencyKey" in input.getFields();
    }),
  );
  const creating = mutations.filter(({ extensions }) => extensions[CREATES_EXTENSION] === true);
  expect(withKey.map(({ name }) => name).sort()).toEqual(creating.map(({ name }) => name).sort());
  const named = mutations.filter(({ name }) =>
    /^(add|create|record|write|file|upsert|handOver|prepare)[A-Z]/.test(name),
  );
  // Photographs are uploaded before, each under its own key; this one only says which belong to the complaint.
  const attaching = ["addComplaintPhotographs"];
  expect(
    named
      .map(({ name }) => name)
      .filter((name) => !attaching.includes(name))
      .sort(),
  ).toEqual(creating.map(({ name }) => name).sort());
});
