import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let administrator: Client;
beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.as("ADMINISTRATOR");
});
afterAll(() => server.stop());

interface Staff {
  id: string;
  version: number;
  email: string;
  role: string;
  active: boolean;
}
interface Payload {
  staffMember: Staff | null;
  temporaryPassword?: string | null;
  errors: { code: string; path: string[]; message: string }[];
}

const STAFF = "id version email role active";
const me = "{ me { staff { id } } }";

async function staffByEmail(email: string): Promise<Staff> {
  const { staff } = await administrator.query<{ staff: Staff[] }>(`{ staff { ${STAFF} } }`);
  const found = staff.find((candidate) => candidate.email === email);
  if (!found) throw new Error(`no ${email} on the staff`);
  return found;
}

async function change(name: string, input: object, client = administrator): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const password = name === "addStaff" || name === "resetStaffPassword" ? "temporaryPassword" : "";
  const data = await client.query<Record<string, Payload>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { staffMember { ${STAFF} } ${password} errors { code path message } } }`,
    { input },
  );
  const payload = data[name];
  if (!payload) throw new Error(`${name} gave no payload`);
  return payload;
}

describe("DOS-2.3 an administrator keeps the staff", () => {
  test("adds a person, who signs in with the password shown once", async () => {
    const email = `${randomUUID()}@dossier.example`;
    const added = await change("addStaff", { name: "李娜", email, role: "AGENT" });
    expect(added.errors).toEqual([]);
    expect((await server.visitor().signIn(email, added.temporaryPassword ?? "")).status).toBe(200);
  });

  test("the same request sent twice adds one person", async () => {
    const input = {
      name: "王芳",
      email: `${randomUUID()}@dossier.example`,
      role: "VIEWER",
      idempotencyKey: randomUUID(),
    };
    const [first, second] = [await change("addStaff", input), await change("addStaff", input)];
    expect(first.staffMember?.id).toBe(second.staffMember?.id);
    const other = await change("addStaff", { ...input, name: "王芬" });
    expect(other.errors[0]?.code).toBe("IDEMPOTENCY_MISMATCH");
  });

  test("refuses a taken address and a form filled in wrongly, all fields at once", async () => {
    const taken = await change("addStaff", {
      name: "重复",
      email: server.administrator.email.toUpperCase(),
      role: "AGENT",
    });
    expect(taken.errors).toMatchObject([{ code: "ALREADY_TAKEN", path: ["email"] }]);
    const wrong = await change("addStaff", { name: " ", email: "nowhere", role: "AGENT" });
    expect(wrong.errors.map(({ code, path }) => [code, path[0]])).toEqual([
      ["REQUIRED", "name"],
      ["INVALID_VALUE", "email"],
    ]);
  });

  test.each(["李\0娜", "李\u202E娜"])("T23 refuses a disguised name: %j", async (name) => {
    const { errors } = await change("addStaff", { name, email: "disguised@example.cn", role: "AGENT" });
    expect(errors).toMatchObject([{ code: "INVALID_VALUE", path: ["name"] }]);
  });

  test("T17 shows with what and when colleagues sign in to whoever looks after accounts, and to nobody else", async () => {
    const [agent, person] = [await server.as("AGENT"), await server.addPerson("AGENT")];
    const { id } = await staffByEmail(person.email);
    await server.visitor().signIn(person.email, person.password);
    const account = (client: Client) =>
      client.query<{ node: object }>(
        `{ node(id: "${id}") { ... on StaffMember { name email lastSignedInAt } } }`,
      );
    const name = expect.any(String) as string;
    expect(await account(agent)).toEqual({ node: { name, email: "", lastSignedInAt: null } });
    expect(await account(administrator)).toEqual({
      node: { name, email: person.email, lastSignedInAt: expect.any(String) as string },
    });
    const own = server.visitor();
    await own.signIn(person.email, person.password);
    expect(await account(own)).toEqual({
      node: { name, email: person.email, lastSignedInAt: expect.any(String) as string },
    });
  });

  test("disables a person: the open session ends and no new one begins", async () => {
    const person = await server.addPerson("AGENT");
    const client = server.visitor();
    await client.signIn(person.email, person.password);
    const { id, version } = await staffByEmail(person.email);
    expect(
      (await change("disableStaff", { staffId: id, expectedVersion: version })).staffMember?.active,
    ).toBe(false);
    expect(await client.query(me)).toEqual({ me: null });
    const again = await server.visitor().signIn(person.email, person.password);
    expect(again.status).toBe(401);
    expect(JSON.stringify(await again.json())).toContain("邮箱或密码不正确。");
    const enabled = await change("enableStaff", { staffId: id, expectedVersion: version + 1 });
    expect(enabled.staffMember?.active).toBe(true);
    expect((await server.visitor().signIn(person.email, person.password)).status).toBe(200);
  });

  test("resets a password: the old one and its sessions are gone", async () => {
    const person = await server.addPerson("VIEWER");
    const client = server.visitor();
    await client.signIn(person.email, person.password);
    const { id, version } = await staffByEmail(person.email);
    const reset = await change("resetStaffPassword", { staffId: id, expectedVersion: version });
    expect(await client.query(me)).toEqual({ me: null });
    expect((await server.visitor().signIn(person.email, person.password)).status).toBe(401);
    expect((await server.visitor().signIn(person.email, reset.temporaryPassword ?? "")).status).toBe(200);
  });

  test("changes a role, which counts from the next request on", async () => {
    const person = await server.addPerson("VIEWER");
    const client = server.visitor();
    await client.signIn(person.email, person.password);
    expect((await client.send("{ staff { id } }")).errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
    const { id, version } = await staffByEmail(person.email);
    await change("changeStaffRole", { staffId: id, expectedVersion: version, role: "MANAGER" });
    expect((await client.send("{ staff { id } }")).errors).toEqual([]);
  });

  test("meets a conflict when somebody changed the person meanwhile", async () => {
    const { id, version } = await staffByEmail((await server.addPerson("VIEWER")).email);
    await change("changeStaffRole", { staffId: id, expectedVersion: version, role: "AGENT" });
    const stale = await change("disableStaff", { staffId: id, expectedVersion: version });
    expect(stale.errors[0]?.code).toBe("CONFLICT");
    expect(stale.staffMember).toMatchObject({ version: version + 1, role: "AGENT", active: true });
  });

  test("cannot shut out the last administrator, also not two each other at once", async () => {
    const lonely = await startTestServer();
    try {
      const first = await lonely.as("ADMINISTRATOR");
      const list = async () => (await first.query<{ staff: Staff[] }>(`{ staff { ${STAFF} } }`)).staff;
      const [only] = await list();
      const refused = await change(
        "disableStaff",
        { staffId: only?.id, expectedVersion: only?.version },
        first,
      );
      expect(refused.errors[0]?.code).toBe("LAST_ADMINISTRATOR");

      const second = await lonely.addPerson("ADMINISTRATOR");
      const secondClient = lonely.visitor();
      await secondClient.signIn(second.email, second.password);
      const both = await list();
      const disable =
        "mutation ($input: DisableStaffInput!) { disableStaff(input: $input) { errors { code } } }";
      const answers = await Promise.all(
        both.map((staff, index) =>
          (index === 0 ? first : secondClient).send<{ disableStaff: { errors: unknown[] } }>(disable, {
            input: { staffId: staff.id, expectedVersion: staff.version },
          }),
        ),
      );
      // The loser is refused as the last one, or, already shut out by the winner, as a stranger.
      expect(answers.filter(({ data }) => data?.disableStaff.errors.length === 0)).toHaveLength(1);
      const left = await lonely.database.query(
        "select 1 from staff_member where active and role = 'ADMINISTRATOR'",
      );
      expect(left).toHaveLength(1);
    } finally {
      await lonely.stop();
    }
  });

  test("every change of a person stands in the change log, and no password does", async () => {
    const rows = await server.database.query<{
      operation: string;
      old_value: string | null;
      new_value: string | null;
    }>(
      "select operation, old_value, new_value from change where record_type = 'StaffMember' and kind = 'CHANGE' and field is distinct from 'secondFactor' and field is distinct from 'recoveryCodes'",
    );
    expect(new Set(rows.map(({ operation }) => operation))).toEqual(
      new Set(["addStaff", "disableStaff", "enableStaff", "resetStaffPassword", "changeStaffRole"]),
    );
    expect(JSON.stringify(rows)).not.toMatch(/[a-zA-Z2-9]{4}(-[a-zA-Z2-9]{4}){3}/);
  });
});

describe("DOS-2.3 a person changes the own password", () => {
  const mutation =
    "mutation ($input: ChangeOwnPasswordInput!) { changeOwnPassword(input: $input) { changed errors { code path } } }";

  test("which ends the other sessions and keeps this one", async () => {
    const person = await server.addPerson("VIEWER");
    const [here, elsewhere] = [server.visitor(), server.visitor()];
    await here.signIn(person.email, person.password);
    await elsewhere.signIn(person.email, person.password);
    const input = { currentPassword: person.password, newPassword: "新密码 is long enough" };
    expect(await here.query(mutation, { input })).toEqual({
      changeOwnPassword: { changed: true, errors: [] },
    });
    expect(await elsewhere.query(me)).toEqual({ me: null });
    expect(await here.query(me)).not.toEqual({ me: null });
    expect((await server.visitor().signIn(person.email, input.newPassword)).status).toBe(200);
  });

  test.each([
    [
      "a wrong current password",
      { currentPassword: "wrong", newPassword: "long enough 1234" },
      "WRONG_PASSWORD",
    ],
    ["a short new one", { currentPassword: "", newPassword: "short" }, "WEAK_PASSWORD"],
    ["one letter over and over", { currentPassword: "", newPassword: "aaaaaaaaaaaa" }, "WEAK_PASSWORD"],
  ])("which is refused for %s", async (_, input, code) => {
    const person = await server.addPerson("VIEWER");
    const client = server.visitor();
    await client.signIn(person.email, person.password);
    const given = { ...input, currentPassword: input.currentPassword || person.password };
    const answer = await client.query<{
      changeOwnPassword: { changed: boolean; errors: { code: string }[] };
    }>(mutation, { input: given });
    expect(answer.changeOwnPassword).toMatchObject({ changed: false, errors: [{ code }] });
  });
});
