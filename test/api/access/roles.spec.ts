import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_ROLES } from "../../../server/src/modules/access/default-roles.ts";
import { everyRight } from "../../../server/src/platform/field-rights.ts";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { Subscriber } from "../live/subscriber.ts";
import { openOffice, type Colleague, type Office } from "./office.ts";

interface Role {
  id: string;
  version: number;
  name: string;
  code: string | null;
  permissions: { permission: string; scope: string }[];
  fields: { field: string; right: string }[];
}

const ROLE = "role { id version name code permissions { permission scope } fields { field right } }";
const LISTS_CUSTOMERS = { permission: "customer:list", scope: "ALL" };

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startTestServer();
  office = await openOffice(server);
});
afterAll(() => server.stop());

const named = (word: string) => `${word} ${randomUUID().slice(0, 8)}`;

/** The tests write queries of their own, which is a permission too. */
const WRITES_QUERIES = { permission: "graph:explore", scope: "ALL" };

function withQueries(input: { permissions?: readonly object[] }): object {
  return input.permissions ? { ...input, permissions: [...input.permissions, WRITES_QUERIES] } : input;
}

async function addRole(input: object): Promise<Role> {
  const { role, errors } = await office.command<{ role: Role | null }>(
    "addRole",
    { name: named("角色"), ...withQueries(input) },
    ROLE,
  );
  if (!role) throw new Error(JSON.stringify(errors));
  return role;
}

const editRole = (input: object, client?: Colleague) =>
  office.command<{ role: Role | null }>("editRole", withQueries(input), ROLE, client?.client);

async function permissionsOf({ client }: Colleague): Promise<string[]> {
  const { me } = await client.query<{ me: { permissions: string[] } }>("{ me { permissions } }");
  return me.permissions.filter((permission) => permission !== WRITES_QUERIES.permission);
}

describe("SEC-05 roles", () => {
  test("an archive begins with seven, and they say what the code says", async () => {
    const { roles } = await office.administrator.query<{ roles: (Role & { staffCount: number })[] }>(
      `{ roles { id version name code staffCount permissions { permission scope } fields { field right } } }`,
    );
    const given = (pairs: Iterable<readonly [string, string]>) => Object.fromEntries(pairs);
    const first = roles.filter(({ code }) => code !== null);
    expect(
      first.map(({ id, code, name, permissions, fields }) => ({
        id,
        code,
        name,
        scopes: given(permissions.map(({ permission, scope }) => [permission, scope])),
        fields: given(fields.map(({ field, right }) => [field, right])),
      })),
    ).toEqual(
      DEFAULT_ROLES.map((role) => ({
        id: `Role_${role.id}`,
        code: role.code,
        name: role.name.zh,
        scopes: given(role.scopes),
        fields: given(everyRight(role.fields)),
      })),
    );
  });

  test("an own one is made, given, and lets its holder do just what it says", async () => {
    const role = await addRole({
      permissions: [LISTS_CUSTOMERS, { permission: "note:write", scope: "OWN" }],
      fields: [{ field: "CUSTOMER_PHONE", right: "NONE" }],
    });
    const caller = await office.hire({ roleId: role.id });
    const { me } = await caller.client.query<{ me: object }>(
      "{ me { permissions heldRole { id } staff { role } scopes { permission scope } fields { field right } } }",
    );
    expect(me).toMatchObject({
      permissions: ["customer:list", "graph:explore", "note:write"],
      heldRole: { id: role.id },
      staff: { role: "VIEWER" },
      scopes: [LISTS_CUSTOMERS, WRITES_QUERIES, { permission: "note:write", scope: "OWN" }],
    });
    expect(role.fields).toContainEqual({ field: "CUSTOMER_PHONE", right: "NONE" });
    expect(role.fields).toContainEqual({ field: "CUSTOMER_EMAIL", right: "MASKED" });
  });

  test("counts as it was edited from the very next request on", async () => {
    const role = await addRole({ copyOf: `Role_${DEFAULT_ROLES.at(-1)?.id ?? ""}` });
    const person = await office.hire({ roleId: role.id });
    expect(await permissionsOf(person)).toContain("complaint:list");
    await editRole({ roleId: role.id, expectedVersion: role.version, permissions: [LISTS_CUSTOMERS] });
    expect(await permissionsOf(person)).toEqual(["customer:list"]);
    const { errors } = await person.client.send("{ complaintCounts { all { value } } }");
    expect(errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
  });

  test("gives no more of a change than of looking", async () => {
    const role = await addRole({
      permissions: [
        { permission: "customer:list", scope: "OWN" },
        { permission: "customer:edit", scope: "ALL" },
        { permission: "complaint:edit", scope: "ALL" },
      ],
    });
    const person = await office.hire({ roleId: role.id });
    const { me } = await person.client.query<{ me: { scopes: Role["permissions"] } }>(
      "{ me { scopes { permission scope } } }",
    );
    expect(me.scopes).toEqual([
      { permission: "customer:edit", scope: "OWN" },
      { permission: "customer:list", scope: "OWN" },
      WRITES_QUERIES,
    ]);
  });

  test.each([
    [
      "a permission that there is not",
      [{ permission: "customer:devour", scope: "ALL" }],
      ["permissions", "0"],
    ],
    [
      "a scope where there are no records",
      [{ permission: "staff:list", scope: "TEAM" }],
      ["permissions", "0"],
    ],
    ["one permission twice", [LISTS_CUSTOMERS, LISTS_CUSTOMERS], ["permissions", "1"]],
    [
      "an import for whoever does not see all customers",
      [
        { permission: "customer:list", scope: "TEAM" },
        { permission: "import:list", scope: "ALL" },
      ],
      ["permissions"],
    ],
  ])("are refused with %s", async (_, permissions, path) => {
    const { role, errors } = await office.command<{ role: Role | null }>(
      "addRole",
      { name: named("错"), permissions },
      ROLE,
    );
    expect({ role, errors }).toMatchObject({ role: null, errors: [{ code: "INVALID_VALUE", path }] });
  });

  test("go when nobody holds them, or when another takes their place; those from the start stay", async () => {
    const role = await addRole({ permissions: [LISTS_CUSTOMERS] });
    const person = await office.hire({ roleId: role.id });
    const input = { roleId: role.id, expectedVersion: role.version };
    expect((await office.command("removeRole", input, ROLE)).errors).toMatchObject([
      { code: "REQUIRED", path: ["replaceWith"] },
    ]);
    const viewer = `Role_${DEFAULT_ROLES.at(-1)?.id ?? ""}`;
    expect(await office.command("removeRole", { ...input, replaceWith: viewer }, ROLE)).toEqual({
      role: null,
      errors: [],
    });
    expect(await permissionsOf(person)).toContain("complaint:list");
    const refused = await office.command("removeRole", { roleId: viewer, expectedVersion: 1 }, ROLE);
    expect(refused.errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["roleId"] }]);
  });

  test("T42 of two people who edit one at once, one is told of the conflict", async () => {
    const role = await addRole({ permissions: [LISTS_CUSTOMERS] });
    const input = { roleId: role.id, expectedVersion: role.version };
    const [one, two] = await Promise.all([
      editRole({ ...input, revealQuota: 5 }),
      editRole({ ...input, revealQuota: 6 }),
    ]);
    expect([...one.errors, ...two.errors]).toMatchObject([{ code: "CONFLICT" }]);
  });
});

describe("T18 nobody grants himself", () => {
  const PERSONNEL = [
    "role:list",
    "role:add",
    "role:edit",
    "role:remove",
    "staff:list",
    "staff:add",
    "staff:changeRole",
    "staff:changeTeam",
    "staff:resetPassword",
    "staff:disable",
    "apiKey:create",
  ].map((permission) => ({ permission, scope: "ALL" }));

  let own: Role;
  let personnel: Colleague;
  beforeAll(async () => {
    own = await addRole({
      permissions: [...PERSONNEL, { permission: "customer:list", scope: "TEAM" }],
      fields: [{ field: "CUSTOMER_PHONE", right: "MASKED" }],
    });
    personnel = await office.hire({ roleId: own.id }, await office.addTeam());
  });

  test("more by editing the role he holds", async () => {
    const { errors } = await editRole(
      { roleId: own.id, expectedVersion: own.version, permissions: [LISTS_CUSTOMERS] },
      personnel,
    );
    expect(errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["roleId"] }]);
    const { errors: administrators } = await editRole({
      roleId: `Role_${DEFAULT_ROLES[0]?.id ?? ""}`,
      expectedVersion: 1,
      revealQuota: 9999,
    });
    expect(administrators).toMatchObject([{ code: "NOT_ALLOWED", path: ["roleId"] }]);
  });

  test.each([
    ["a permission", { permissions: [{ permission: "staff:handOver", scope: "ALL" }] }],
    ["a scope", { permissions: [LISTS_CUSTOMERS] }],
    ["a right on a field", { fields: [{ field: "CUSTOMER_PHONE", right: "VIEW" }] }],
    ["a copy of a role", { copyOf: `Role_${DEFAULT_ROLES[0]?.id ?? ""}` }],
  ])("%s that is more than his own, by a new role", async (_, input) => {
    const { role, errors } = await office.command<{ role: Role | null }>(
      "addRole",
      { name: named("越权"), ...input },
      ROLE,
      personnel.client,
    );
    expect({ role, errors }).toMatchObject({ role: null, errors: [{ code: "NOT_ALLOWED" }] });
  });

  test("more by giving it to himself or to an accomplice", async () => {
    const { staffMember } = await office.administrator
      .query<{ node: { version: number } }>(
        `{ node(id: "${personnel.id}") { ... on StaffMember { version } } }`,
      )
      .then(({ node }) => ({ staffMember: node }));
    const changed = await office.command(
      "changeStaffRole",
      { staffId: personnel.id, expectedVersion: staffMember.version, role: "ADMINISTRATOR" },
      "staffMember { id }",
      personnel.client,
    );
    expect(changed.errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["role"] }]);
    const added = await office.command(
      "addStaff",
      { name: "同伙", email: "accomplice@dossier.example", role: "AGENT" },
      "staffMember { id }",
      personnel.client,
    );
    expect(added).toMatchObject({ staffMember: null, errors: [{ code: "NOT_ALLOWED", path: ["role"] }] });
    const moved = await office.command(
      "changeStaffTeam",
      { staffId: personnel.id, expectedVersion: staffMember.version, teamId: await office.addTeam() },
      "staffMember { id }",
      personnel.client,
    );
    expect(moved.errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["teamId"] }]);
  });

  test("the account of somebody with more rights, by a new password", async () => {
    const agent = await office.hire({ role: "AGENT" });
    const reset = await office.command<{ temporaryPassword: string | null }>(
      "resetStaffPassword",
      { staffId: agent.id, expectedVersion: 1 },
      "temporaryPassword",
      personnel.client,
    );
    expect(reset).toMatchObject({
      temporaryPassword: null,
      errors: [{ code: "NOT_ALLOWED", path: ["staffId"] }],
    });
  });

  test("a key of more than his own", async () => {
    const made = await office.command<{ secret: string | null }>(
      "createApiKey",
      { name: "越权程序", role: "VIEWER" },
      "secret",
      personnel.client,
    );
    expect(made).toMatchObject({ secret: null, errors: [{ code: "NOT_ALLOWED", path: ["role"] }] });
  });
});

describe("T18 nobody lifts what keeps him in check", () => {
  const ROLES = ["role:list", "role:add", "role:edit", "customer:list", "customer:reveal"].map(
    (permission) => ({
      permission,
      scope: "ALL",
    }),
  );
  let keeper: Colleague;
  let careful: Role;
  beforeAll(async () => {
    const own = await addRole({ permissions: ROLES, revealQuota: 50, requiresSecondFactor: true });
    keeper = await office.hire({ roleId: own.id });
    careful = await addRole({ permissions: ROLES, revealQuota: 50, requiresSecondFactor: true });
  });
  const add = (input: object) =>
    office.command<{ role: (Role & { requiresSecondFactor: boolean }) | null }>(
      "addRole",
      { name: named("松绑"), permissions: ROLES, revealQuota: 50, ...input },
      "role { id requiresSecondFactor }",
      keeper.client,
    );

  test("a role of more reveals a day than his own has", async () => {
    const refused = [{ code: "NOT_ALLOWED", path: ["revealQuota"] }];
    expect(await add({ revealQuota: 51 })).toMatchObject({ role: null, errors: refused });
    const more = await editRole({ roleId: careful.id, expectedVersion: 1, revealQuota: 51 }, keeper);
    expect(more.errors).toEqual(refused);
    const holdsAll = await editRole({ roleId: careful.id, expectedVersion: 1, revealQuota: 500 });
    expect(holdsAll.errors).toEqual([]);
    await editRole({ roleId: careful.id, expectedVersion: 2, revealQuota: 50 });
  });

  test("the second factor of a role, of a copy, or of a new one with his own rights", async () => {
    const refused = [{ code: "NOT_ALLOWED", path: ["requiresSecondFactor"] }];
    const lifted = await editRole(
      { roleId: careful.id, expectedVersion: 3, requiresSecondFactor: false },
      keeper,
    );
    expect(lifted.errors).toEqual(refused);
    expect((await add({ requiresSecondFactor: false })).errors).toEqual(refused);
    expect((await add({ copyOf: careful.id, requiresSecondFactor: false })).errors).toEqual(refused);
    expect((await add({})).role).toMatchObject({ requiresSecondFactor: true });
    const byAll = await editRole({ roleId: careful.id, expectedVersion: 3, requiresSecondFactor: false });
    expect(byAll.errors).toEqual([]);
  });
});

describe("T19 a right that is taken away", () => {
  test("ends a socket within 5 s, and the next one knows the new rights", async () => {
    const role = await addRole({ permissions: [LISTS_CUSTOMERS] });
    const person = await office.hire({ roleId: role.id });
    const listener = await Subscriber.toEverything(person.client);
    await editRole({
      roleId: role.id,
      expectedVersion: role.version,
      permissions: [{ permission: "channel:list", scope: "ALL" }],
    });
    expect(await listener.end()).toEqual({ code: 1013, reason: "The rights have changed" });
    const again = await Subscriber.toEverything(person.client);
    await again.until(() => again.answers().length === 1);
    expect(again.answers()[0]?.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    again.close();
  });

  test("is gone from keys that were made with it, by the next request", async () => {
    const role = await addRole({
      permissions: [
        { permission: "apiKey:create", scope: "ALL" },
        { permission: "apiKey:list", scope: "ALL" },
        LISTS_CUSTOMERS,
        { permission: "channel:list", scope: "ALL" },
        { permission: "complaint:list", scope: "ALL" },
        { permission: "self:changePassword", scope: "ALL" },
      ],
    });
    const maker = await office.hire({ roleId: role.id });
    const { secret } = await createKey(maker.client, { role: "VIEWER" });
    const program = new Program(server.address, secret);
    const codes = async () =>
      (await program.send("{ channels { id } complaintCounts { all { value } } }")).errors.map(
        ({ extensions }) => extensions?.["code"],
      );
    expect(await codes()).toEqual([]);
    await editRole({
      roleId: role.id,
      expectedVersion: role.version,
      permissions: [LISTS_CUSTOMERS, { permission: "channel:list", scope: "ALL" }],
    });
    expect(await codes()).toEqual(["FORBIDDEN"]);
  });
});
