import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeOf, fromBase32, stepAt } from "../../../server/src/modules/access/totp.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type Person, type Role, type TestServer } from "../../support/server.ts";
import { cookieOf, Subscriber } from "../live/subscriber.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const STATE =
  "{ me { assurance permissions staff { email } secondFactor { confirmed required recoveryCodesLeft } } }";

interface Me {
  assurance: string;
  permissions: string[];
  staff: { email: string };
  secondFactor: { confirmed: boolean; required: boolean; recoveryCodesLeft: number };
}
const me = async (client: Client): Promise<Me | null> => (await client.query<{ me: Me | null }>(STATE)).me;

/** Somebody with an authenticator and recovery codes, signed in with both. */
interface Equipped extends Person {
  secret: Buffer;
  recoveryCodes: string[];
  client: Client;
}

async function begin(client: Client, proof: object): Promise<{ setup: string; secret: string; uri: string }> {
  const response = await client.post("/auth/second-factor/begin", proof);
  expect(response.status).toBe(200);
  return (await response.json()) as { setup: string; secret: string; uri: string };
}

const codeNow = (secret: Buffer, stepsAway = 0): string => codeOf(secret, stepAt(new Date()) + stepsAway);

async function equip(role: Role): Promise<Equipped> {
  const person = await server.addPerson(role);
  const client = server.visitor();
  await client.enterPassword(person.email, person.password);
  const { setup, secret } = await begin(client, { password: person.password });
  const bytes = fromBase32(secret);
  const confirmed = await client.post("/auth/second-factor/confirm", { setup, code: codeNow(bytes, -1) });
  expect(confirmed.status).toBe(200);
  const { recoveryCodes } = (await confirmed.json()) as { recoveryCodes: string[] };
  return { ...person, secret: bytes, recoveryCodes, client };
}

async function withPassword({ email, password }: Person): Promise<Client> {
  const client = server.visitor();
  expect((await client.enterPassword(email, password)).status).toBe(200);
  return client;
}

const verify = (client: Client, proof: object): Promise<Response> =>
  client.post("/auth/second-factor/verify", proof);

async function refusalOf(response: Response): Promise<{ status: number; code: string }> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return { status: response.status, code: errors[0]?.extensions.code ?? "" };
}

const idOf = async (email: string): Promise<string> => {
  const [row] = await server.database.query<{ id: string }>("select id from staff_member where email = $1", [
    email,
  ]);
  return row?.id ?? "";
};

describe("DOS-5.1 an administrator's second factor", () => {
  test("is not asked of the first one at the first sign-in, which lasts a day, and must be set up at the second", async () => {
    const person = server.administrator;
    const first = await withPassword(person);
    expect(await me(first)).toMatchObject({
      assurance: "FULL",
      secondFactor: { confirmed: false, required: true },
    });
    expect((await first.send("{ staff { id } }")).errors).toEqual([]);

    const second = await withPassword(person);
    expect(await me(second)).toMatchObject({ assurance: "SECOND_FACTOR_TO_SET_UP", permissions: [] });
    await server.database.query(
      `update auth.session set "createdAt" = now() - interval '1 day' where "userId" = $1`,
      [await idOf(person.email)],
    );
    expect(await me(first)).toMatchObject({ assurance: "SECOND_FACTOR_TO_SET_UP" });
  });

  test("T18 is set up before anything else by whom somebody else made", async () => {
    const client = await withPassword(await server.addPerson("ADMINISTRATOR"));
    expect(await me(client)).toMatchObject({ assurance: "SECOND_FACTOR_TO_SET_UP", permissions: [] });
    const { errors } = await client.send("{ staff { id } }");
    expect(errors[0]?.extensions).toMatchObject({ code: "FORBIDDEN", reason: "SECOND_FACTOR_TO_SET_UP" });
  });

  test("T18 is set up before anything else by whom somebody else gave the role, also in the running session", async () => {
    const person = await server.addPerson("AGENT");
    const client = await withPassword(person);
    expect(await me(client)).toMatchObject({ assurance: "FULL" });
    const staffId = `StaffMember_${await idOf(person.email)}`;
    const administrator = await server.as("ADMINISTRATOR");
    await administrator.query(
      "mutation ($input: ChangeStaffRoleInput!) { changeStaffRole(input: $input) { errors { code } } }",
      { input: { staffId, expectedVersion: 1, role: "ADMINISTRATOR" } },
    );
    expect(await me(client)).toMatchObject({ assurance: "SECOND_FACTOR_TO_SET_UP", permissions: [] });
  });

  test("is set up with the password and a code, which gives the session a new token and ends the others", async () => {
    const person = await server.addPerson("ADMINISTRATOR");
    const [elsewhere, client] = [await withPassword(person), await withPassword(person)];
    const before = client.heldCookies();
    expect(await refusalOf(await client.post("/auth/second-factor/begin", { password: "wrong" }))).toEqual({
      status: 400,
      code: "WRONG_PASSWORD",
    });
    const { setup, secret, uri } = await begin(client, { password: person.password });
    expect(uri).toContain(encodeURIComponent(person.email));
    expect(
      await refusalOf(await client.post("/auth/second-factor/confirm", { setup, code: "000000" })),
    ).toEqual({
      status: 400,
      code: "WRONG_CODE",
    });
    const code = codeNow(fromBase32(secret));
    const confirmed = await client.post("/auth/second-factor/confirm", { setup, code });
    expect(((await confirmed.json()) as { recoveryCodes: string[] }).recoveryCodes).toHaveLength(10);
    expect(await me(client)).toMatchObject({
      assurance: "FULL",
      secondFactor: { confirmed: true, recoveryCodesLeft: 10 },
    });
    expect(await me(elsewhere)).toBeNull();
    expect(client.heldCookies()).not.toEqual(before);
    const [row] = await server.database.query<{ row: string }>(
      "select second_factor::text as row from second_factor where staff_id = $1",
      [await idOf(person.email)],
    );
    expect(row?.row).not.toContain(fromBase32(secret).toString("hex"));
  });

  test("T25 the token from before the second step opens nothing afterwards", async () => {
    const { client: _, secret, ...person } = await equip("AGENT");
    const client = await withPassword(person);
    const stolen = cookieOf(client);
    expect((await verify(client, { code: codeNow(secret) })).status).toBe(200);
    expect((await client.send(STATE, {}, { cookie: stolen })).data).toEqual({ me: null });
    expect((await me(client))?.assurance).toBe("FULL");
  });

  test("a set-up of another session, or one that is over, is none", async () => {
    const person = await server.addPerson("AGENT");
    const [one, other] = [await withPassword(person), await withPassword(person)];
    const { setup, secret } = await begin(one, { password: person.password });
    const typed = { setup, code: codeNow(fromBase32(secret)) };
    expect(await refusalOf(await other.post("/auth/second-factor/confirm", typed))).toMatchObject({
      code: "SETUP_OVER",
    });
    expect((await one.post("/auth/second-factor/confirm", typed)).status).toBe(200);
    expect(await refusalOf(await one.post("/auth/second-factor/confirm", typed))).toMatchObject({
      code: "SETUP_OVER",
    });
  });

  test("can be set up by anybody, and removed where the role does not ask for it", async () => {
    const [agent, administrator] = [await equip("AGENT"), await equip("ADMINISTRATOR")];
    const remove = (client: Client, recoveryCode: string | undefined): Promise<Response> =>
      client.post("/auth/second-factor/remove", { recoveryCode });
    expect((await remove(agent.client, "AAAA-AAAA-AAAA-AAAA")).status).toBe(400);
    expect((await remove(agent.client, agent.recoveryCodes[0])).status).toBe(200);
    expect((await me(await withPassword(agent)))?.assurance).toBe("FULL");
    expect(await refusalOf(await remove(administrator.client, administrator.recoveryCodes[0]))).toMatchObject(
      {
        code: "NOT_ALLOWED",
      },
    );
  });

  test("is replaced by whoever shows a code of it; the password alone is not enough", async () => {
    const { client, password, recoveryCodes } = await equip("AGENT");
    expect((await client.post("/auth/second-factor/begin", { password })).status).toBe(400);
    const { setup, secret } = await begin(client, { recoveryCode: recoveryCodes[3] });
    const code = codeNow(fromBase32(secret));
    expect((await client.post("/auth/second-factor/confirm", { setup, code })).status).toBe(200);
  });
});

describe("DOS-5.1 with the password alone, where more is asked for", () => {
  test("nothing may be done: no query, no mutation, no file, no socket, no step-up", async () => {
    const client = await withPassword(await equip("ADMINISTRATOR"));
    expect(await me(client)).toMatchObject({ assurance: "SECOND_FACTOR_MISSING", permissions: [] });
    for (const document of [
      "{ customers(first: 1) { nodes { id } } }",
      "{ staff { id } }",
      'mutation { changeOwnPassword(input: { currentPassword: "x", newPassword: "y" }) { changed } }',
    ]) {
      const { errors } = await client.send(document);
      expect(errors[0]?.extensions).toMatchObject({ code: "FORBIDDEN", reason: "SECOND_FACTOR_MISSING" });
    }
    const { errors } = await client.send("{ __schema { queryType { name } } }");
    expect(errors).not.toEqual([]);
    const file = await client.request("/files/imports/DR-000001/problems.xlsx");
    expect(await refusalOf(file)).toEqual({ status: 403, code: "FORBIDDEN" });
    expect((await client.post("/auth/step-up", { code: "123456" })).status).toBe(403);
    expect((await client.post("/auth/second-factor/new-recovery-codes", { code: "123456" })).status).toBe(
      403,
    );
    const socket = new Subscriber(server.address, { cookie: cookieOf(client), origin: server.address });
    await socket.begin();
    expect((await socket.end()).code).toBe(4401);
  });

  test("waits a quarter of an hour for the code, and is over then", async () => {
    const person = await equip("AGENT");
    const client = await withPassword(person);
    await server.database.query(
      `update auth.session set "createdAt" = now() - interval '16 minutes' where "userId" = $1`,
      [await idOf(person.email)],
    );
    expect(await me(client)).toBeNull();
  });

  test.each(["begin", "confirm", "verify", "new-recovery-codes", "remove"])(
    "a stranger is told to sign in by /auth/second-factor/%s",
    async (step) => {
      expect(await refusalOf(await server.visitor().post(`/auth/second-factor/${step}`, {}))).toEqual({
        status: 401,
        code: "UNAUTHENTICATED",
      });
    },
  );
});

describe("T27 guessing and repeating codes", () => {
  test("a code that let somebody in lets nobody in again, nor does an earlier one", async () => {
    const person = await equip("AGENT");
    const code = codeNow(person.secret);
    expect((await verify(await withPassword(person), { code })).status).toBe(200);
    const again = await withPassword(person);
    expect(await refusalOf(await verify(again, { code }))).toEqual({ status: 400, code: "CODE_USED" });
    expect((await verify(again, { code: codeNow(person.secret, -1) })).status).toBe(400);
    expect((await me(again))?.permissions).toEqual([]);
  });

  test("of fifty at once with the same code exactly one gets in", async () => {
    const person = await equip("AGENT");
    const client = await withPassword(person);
    const cookie = cookieOf(client);
    const body = JSON.stringify({ code: codeNow(person.secret, 1) });
    const headers = { "content-type": "application/json", cookie };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        server.visitor().request("/auth/second-factor/verify", { method: "POST", headers, body }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("of fifty at once with the same recovery code exactly one gets in, and it counts once", async () => {
    const person = await equip("AGENT");
    const sessions = await Promise.all(Array.from({ length: 5 }, () => withPassword(person)));
    const proof = { recoveryCode: person.recoveryCodes[0]?.toLowerCase().replaceAll("-", " ") };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => verify(sessions[index % 5] as Client, proof)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [{ left } = { left: 0 }] = await server.database.query<{ left: number }>(
      "select count(*)::integer as left from recovery_code where staff_id = $1 and used_at is null",
      [await idOf(person.email)],
    );
    expect(left).toBe(9);
  });

  test("five wrong codes end the session, ten lock the second factor, also for the right code", async () => {
    const person = await equip("AGENT");
    const wrong = codeOf(person.secret, 1);
    const first = await withPassword(person);
    for (let attempt = 1; attempt <= 5; attempt += 1)
      expect((await verify(first, { code: wrong })).status).toBe(400);
    expect(await refusalOf(await verify(first, { code: codeNow(person.secret) }))).toMatchObject({
      status: 401,
    });

    const second = await withPassword(person);
    const together = await Promise.all(Array.from({ length: 20 }, () => verify(second, { code: wrong })));
    expect(together.filter(({ status }) => status === 400)).toHaveLength(5);
    const locked = await verify(await withPassword(person), { code: codeNow(person.secret) });
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(800);
    const recovery = await verify(await withPassword(person), { recoveryCode: person.recoveryCodes[0] });
    expect(recovery.status).toBe(429);

    await server.database.query("update second_factor set locked_until = now() where staff_id = $1", [
      await idOf(person.email),
    ]);
    expect((await verify(await withPassword(person), { code: codeNow(person.secret) })).status).toBe(200);
  });

  test("new recovery codes take the place of all earlier ones", async () => {
    const person = await equip("AGENT");
    const renewed = await person.client.post("/auth/second-factor/new-recovery-codes", {
      code: codeNow(person.secret),
    });
    const { recoveryCodes } = (await renewed.json()) as { recoveryCodes: string[] };
    const client = await withPassword(person);
    expect((await verify(client, { recoveryCode: person.recoveryCodes[5] })).status).toBe(400);
    expect((await verify(client, { recoveryCode: recoveryCodes[5] })).status).toBe(200);
  });
});

describe("T30 the sign-in link of the first start", () => {
  test("lets in one of twenty at once, does not stand for the second factor, and leads to the sign-in page afterwards", async () => {
    await server.as("ADMINISTRATOR");
    const link = server.signInLink ?? "";
    const visitors = Array.from({ length: 20 }, () => server.visitor());
    await Promise.all(visitors.map((visitor) => visitor.request(link)));
    const states = await Promise.all(visitors.map(me));
    const inside = states.filter((state) => state !== null);
    expect(inside).toMatchObject([{ assurance: "SECOND_FACTOR_MISSING", permissions: [] }]);
    const late = await server.visitor().request(link);
    expect([late.status, late.headers.get("location")]).toEqual([302, "/sign-in?error=LINK"]);
  });
});

describe("DOS-5.1 a second factor that is lost", () => {
  const reset = `mutation ($input: ResetSecondFactorInput!) {
    resetSecondFactor(input: $input) { staffMember { secondFactor } errors { code path } } }`;

  test("is reset by another administrator, which ends the sessions; nobody resets the own one", async () => {
    const [person, administrator] = [await equip("AGENT"), await server.as("ADMINISTRATOR")];
    const { staff } = await administrator.query<{
      staff: { id: string; version: number; email: string; secondFactor: boolean }[];
    }>("{ staff { id version email secondFactor } }");
    const of = (email: string): object => {
      const found = staff.find((one) => one.email === email);
      return { staffId: found?.id, expectedVersion: found?.version };
    };
    expect(staff.find(({ email }) => email === person.email)?.secondFactor).toBe(true);
    expect(await administrator.query(reset, { input: of(person.email) })).toEqual({
      resetSecondFactor: { staffMember: { secondFactor: false }, errors: [] },
    });
    expect(await me(person.client)).toBeNull();
    expect((await me(await withPassword(person)))?.assurance).toBe("FULL");
    expect(await administrator.query(reset, { input: of(server.administrator.email) })).toMatchObject({
      resetSecondFactor: { errors: [{ code: "NOT_ALLOWED", path: ["staffId"] }] },
    });
    const changes = await server.database.query<{ operation: string }>(
      "select operation from change where record_id = $1 and kind = 'CHANGE' order by id",
      [await idOf(person.email)],
    );
    expect(changes.map(({ operation }) => operation)).toEqual([
      "addStaff",
      "setUpSecondFactor",
      "resetSecondFactor",
    ]);
  });

  test("T17 who has one is for whoever looks after accounts", async () => {
    const { email } = await equip("AGENT");
    const agent = await server.as("AGENT");
    const { node } = await agent.query<{ node: object }>(
      `{ node(id: "StaffMember_${await idOf(email)}") { ... on StaffMember { secondFactor } } }`,
    );
    expect(node).toEqual({ secondFactor: null });
  });
});
