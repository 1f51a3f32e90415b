import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { openOffice, type Colleague, type Office } from "./office.ts";

const PERSONNEL = [
  "self:changePassword",
  "graph:explore",
  "role:list",
  "team:list",
  "team:changeDepartment",
  "staff:list",
  "staff:add",
  "staff:enable",
  "staff:disable",
  "staff:changeRole",
  "staff:changeTeam",
  "staff:resetPassword",
  "staff:resetSecondFactor",
  "apiKey:list",
  "apiKey:create",
];
const OF_RECORDS = ["customer:list", "customer:edit", "complaint:list"];

let server: TestServer;
let office: Office;
/** Two teams of one department, one of another, and one of none. */
let own: string;
let neighbouring: string;
let foreign: string;
let apart: string;
let departments: { ours: string; theirs: string; empty: string };
/** What they may do reaches the records of the own department; the role that their people hold does too. */
let lead: Colleague;
let ofPeople: string;
/** The same, save that looking at customers reaches everything and writing on complaints the own team. */
let mixed: Colleague;

beforeAll(async () => {
  server = await startTestServer();
  office = await openOffice(server);
  [own, neighbouring, foreign, apart] = [
    await office.addTeam(),
    await office.addTeam(),
    await office.addTeam(),
    await office.addTeam(),
  ];
  departments = { ours: await addDepartment(), theirs: await addDepartment(), empty: await addDepartment() };
  for (const [teamId, departmentId] of [
    [own, departments.ours],
    [neighbouring, departments.ours],
    [foreign, departments.theirs],
  ])
    await office.command("changeTeamDepartment", { teamId, departmentId }, "team { id }");
  const permissions = PERSONNEL.map((permission) => ({ permission, scope: "ALL" }));
  const ofRecords = OF_RECORDS.map((permission) => ({ permission, scope: "DEPARTMENT" }));
  lead = await office.hire({ roleId: await addRole([...permissions, ...ofRecords]) }, own);
  ofPeople = await addRole([{ permission: "graph:explore", scope: "ALL" }, ...ofRecords]);
  const others = [
    { permission: "customer:list", scope: "ALL" },
    { permission: "complaint:list", scope: "TEAM" },
  ];
  mixed = await office.hire({ roleId: await addRole([...permissions, ...others]) }, own);
});
afterAll(() => server.stop());

async function addRole(permissions: readonly object[]): Promise<string> {
  const name = `角色 ${randomUUID().slice(0, 8)}`;
  const { role } = await office.command<{ role: { id: string } }>(
    "addRole",
    { name, permissions },
    "role { id }",
  );
  return role.id;
}

async function addDepartment(): Promise<string> {
  const name = `部门 ${randomUUID().slice(0, 8)}`;
  const { department } = await office.command<{ department: { id: string } }>(
    "addDepartment",
    { name },
    "department { id }",
  );
  return department.id;
}

/** The person as of now, to say in a mutation who is meant. */
async function meant({ id }: Pick<Colleague, "id">): Promise<{ staffId: string; expectedVersion: number }> {
  const { node } = await office.administrator.query<{ node: { version: number } }>(
    `{ node(id: "${id}") { ... on StaffMember { version } } }`,
  );
  return { staffId: id, expectedVersion: node.version };
}

const by = (name: string, input: object, who: Colleague = lead) =>
  office.command(name, input, name.includes("Department") ? "team { id }" : "staffMember { id }", who.client);
const notAllowed = (path: string) => [{ code: "NOT_ALLOWED", path: [path] }];

describe("T18 whoever does not reach everything", () => {
  test.each([
    "resetStaffPassword",
    "disableStaff",
    "enableStaff",
    "resetSecondFactor",
    "changeStaffRole",
    "changeStaffTeam",
  ])("leaves people of other teams, and of none, alone: %s", async (name) => {
    const more = name === "changeStaffRole" ? { role: "VIEWER" } : { teamId: own };
    const input = name.startsWith("change") ? more : {};
    for (const teamId of [foreign, apart, undefined]) {
      const person = await office.hire({ roleId: ofPeople }, teamId);
      const { errors } = await by(name, { ...(await meant(person)), ...input });
      expect(errors).toEqual(notAllowed("staffId"));
    }
  });

  test("looks after the people of the own department", async () => {
    const person = await office.hire({ roleId: ofPeople }, neighbouring);
    for (const [name, input] of [
      ["changeStaffTeam", { teamId: own }],
      ["resetStaffPassword", {}],
      ["disableStaff", {}],
      ["enableStaff", {}],
    ] as const)
      expect((await by(name, { ...(await meant(person)), ...input })).errors).toEqual([]);
  });

  test("sends nobody to another team, himself, an accomplice and a new one among them", async () => {
    const mate = await office.hire({ roleId: ofPeople }, own);
    const { staffMember } = await office.command<{
      staffMember: { id: string; team: { id: string } | null };
    }>(
      "addStaff",
      { name: "替身", email: `${randomUUID()}@dossier.example`, roleId: ofPeople },
      "staffMember { id team { id } }",
      lead.client,
    );
    expect(staffMember.team).toEqual({ id: own });
    for (const person of [lead, mate, staffMember])
      for (const teamId of [foreign, apart, null]) {
        const { errors } = await by("changeStaffTeam", { ...(await meant(person)), teamId });
        expect(errors).toEqual(notAllowed("teamId"));
      }
  });

  test("brings no person's records into the own team", async () => {
    const owner = await office.hire({ role: "SALES_AGENT" }, foreign);
    const { customer } = await office.command<{ customer: { id: string } }>(
      "createCustomer",
      { name: "别组客户" },
      "customer { id }",
      owner.client,
    );
    const { errors } = await by("changeStaffTeam", {
      ...(await meant(owner)),
      teamId: own,
      records: "COME_ALONG",
    });
    expect(errors).toEqual(notAllowed("staffId"));
    expect(await lead.client.query(`{ customer(id: "${customer.id}") { id } }`)).toEqual({ customer: null });
  });

  test("moves no other team into the own department, nor an own one to others'", async () => {
    const move = (teamId: string, departmentId: string | null) =>
      by("changeTeamDepartment", { teamId, departmentId });
    for (const teamId of [foreign, apart])
      expect((await move(teamId, departments.ours)).errors).toEqual(notAllowed("teamId"));
    for (const teamId of [own, neighbouring])
      expect((await move(teamId, departments.theirs)).errors).toEqual(notAllowed("teamId"));
    expect((await move(neighbouring, departments.empty)).errors).toEqual([]);
    expect((await move(neighbouring, departments.ours)).errors).toEqual(notAllowed("teamId"));
    const back = { teamId: neighbouring, departmentId: departments.ours };
    expect((await office.command("changeTeamDepartment", back, "team { id }")).errors).toEqual([]);
  });

  test("by one permission alone is held to it, whatever the others reach", async () => {
    const mate = await office.hire({ role: "VIEWER" }, neighbouring);
    const role = await addRole([{ permission: "complaint:list", scope: "TEAM" }]);
    const person = await office.hire({ roleId: role }, neighbouring);
    expect((await by("changeTeamDepartment", { teamId: foreign, departmentId: null }, mixed)).errors).toEqual(
      notAllowed("teamId"),
    );
    expect((await by("resetStaffPassword", await meant(person), mixed)).errors).toEqual(
      notAllowed("staffId"),
    );
    expect((await by("resetStaffPassword", await meant(mate), mixed)).errors).toEqual(notAllowed("staffId"));
  });
});

describe("T18 a key", () => {
  const make = (teamId: string, roleId: string, who: Colleague) =>
    office.command<{ secret: string | null }>(
      "createApiKey",
      { name: "部门程序", roleId, teamId, idempotencyKey: randomUUID() },
      "secret",
      who.client,
    );

  test("is for a team that its maker reaches with each permission that the key is given", async () => {
    expect((await make(neighbouring, ofPeople, lead)).errors).toEqual([]);
    for (const teamId of [foreign, apart])
      expect((await make(teamId, ofPeople, lead)).errors).toEqual(notAllowed("teamId"));
    const ofComplaints = await addRole([
      { permission: "customer:list", scope: "ALL" },
      { permission: "complaint:list", scope: "TEAM" },
    ]);
    expect((await make(neighbouring, ofComplaints, mixed)).errors).toEqual(notAllowed("teamId"));
    expect((await make(own, ofComplaints, mixed)).errors).toEqual([]);
  });

  test("reaches its team no longer than its maker does, by the very next request", async () => {
    const role = await addRole([
      ...["graph:explore", "apiKey:list", "apiKey:create", "channel:list"].map((permission) => ({
        permission,
        scope: "ALL",
      })),
      { permission: "customer:list", scope: "TEAM" },
    ]);
    const maker = await office.hire({ roleId: role }, own);
    const program = new Program(
      server.address,
      (await createKey(maker.client, { roleId: role, teamId: own })).secret,
    );
    const codes = async (document: string) =>
      (await program.send(document)).errors.map(({ extensions }) => extensions?.["code"]);
    const customers = "{ customers(first: 1) { nodes { id } } }";
    expect(await codes(customers)).toEqual([]);
    const move = async (teamId: string) =>
      office.command("changeStaffTeam", { ...(await meant(maker)), teamId }, "staffMember { id }");
    await move(neighbouring);
    expect(await codes(customers)).toEqual(["FORBIDDEN"]);
    expect(await codes("{ channels { id } }")).toEqual([]);
    await move(own);
    expect(await codes(customers)).toEqual([]);
  });
});

describe("T18 what a role gives is told", () => {
  test("to who may list the roles, and of the own one; to others its name alone", async () => {
    const [viewer, manager] = [await office.hire({ role: "VIEWER" }), await office.hire({ role: "MANAGER" })];
    const seenBy = async ({ client }: Pick<Colleague, "client">, id: string) =>
      (
        await client.query<{ node: object }>(
          `{ node(id: "${id}") { ... on StaffMember { roleName revealQuota heldRole { permissions { permission } } } } }`,
        )
      ).node;
    expect(await seenBy(viewer, manager.id)).toEqual({ roleName: "主管", revealQuota: null, heldRole: null });
    expect(await seenBy(viewer, viewer.id)).toMatchObject({
      roleName: "只读",
      heldRole: { permissions: expect.any(Array) as object },
    });
    expect(await seenBy({ client: await server.as("PRIVACY_OFFICER") }, manager.id)).toEqual({
      roleName: "主管",
      revealQuota: 200,
      heldRole: null,
    });
    expect(await seenBy({ client: office.administrator }, manager.id)).toMatchObject({
      roleName: "主管",
      heldRole: { permissions: expect.any(Array) as object },
    });
  });
});
