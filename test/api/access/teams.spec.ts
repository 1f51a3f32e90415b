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

interface Team {
  id: string;
  name: string;
}
interface Staff {
  id: string;
  version: number;
  email: string;
  team: Team | null;
}
interface Refusal {
  code: string;
  path: string[];
  message: string;
}

const UNKNOWN_TEAM = "Team_0198c000-0000-7000-8000-000000000000";

async function command<Payload>(name: string, input: object, selection: string, client = administrator) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await client.query<Record<string, Payload & { errors: Refusal[] }>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code path message } } }`,
    { input },
  );
  const payload = data[name];
  if (!payload) throw new Error(`${name} gave no payload`);
  return payload;
}

const addTeam = (input: object, client?: Client) =>
  command<{ team: Team | null }>("addTeam", input, "team { id name }", client);
const renameTeam = (input: object) => command<{ team: Team | null }>("renameTeam", input, "team { id name }");
const changeStaffTeam = (input: object) =>
  command<{ staffMember: Staff | null }>(
    "changeStaffTeam",
    input,
    "staffMember { id version email team { id name } }",
  );

async function newTeam(): Promise<Team> {
  const { team } = await addTeam({ name: `小组 ${randomUUID().slice(0, 8)}` });
  if (!team) throw new Error("no team was added");
  return team;
}

async function newColleague(): Promise<Staff & { password: string }> {
  const person = await server.addPerson("AGENT");
  const { staff } = await administrator.query<{ staff: Staff[] }>(
    "{ staff { id version email team { id name } } }",
  );
  const found = staff.find(({ email }) => email === person.email);
  if (!found) throw new Error("the colleague is not in the list");
  return { ...found, password: person.password };
}

describe("DOS-3.3 teams", () => {
  test("are added once however often the request is sent, and listed by name", async () => {
    const input = { name: "  售后  一组 ", idempotencyKey: randomUUID() };
    const [first, second] = [await addTeam(input), await addTeam(input)];
    expect(first.team).toMatchObject({ name: "售后 一组" });
    expect(second.team?.id).toBe(first.team?.id);
    await addTeam({ name: "Alpha" });
    const { teams } = await administrator.query<{ teams: Team[] }>("{ teams { id name } }");
    expect(teams.map(({ name }) => name)).toEqual(expect.arrayContaining(["Alpha", "售后 一组"]));
    expect(teams.findIndex(({ name }) => name === "Alpha")).toBeLessThan(
      teams.findIndex(({ name }) => name === "售后 一组"),
    );
  });

  test("have names of their own, capitals or not, also when two are added at once", async () => {
    const [first, second] = await Promise.all([
      addTeam({ name: "Night Shift" }),
      addTeam({ name: "night shift" }),
    ]);
    expect([...first.errors, ...second.errors]).toMatchObject([{ code: "ALREADY_TAKEN", path: ["name"] }]);
    const other = await newTeam();
    const refused = await renameTeam({ teamId: other.id, name: "ＮＩＧＨＴ ＳＨＩＦＴ" });
    expect(refused).toMatchObject({ team: null, errors: [{ code: "ALREADY_TAKEN", path: ["name"] }] });
  });

  test.each([
    ["an empty name", { name: " " }, "REQUIRED"],
    ["a name too long", { name: "组".repeat(51) }, "TOO_LONG"],
    ["T10 a name that cannot be kept", { name: "售后\0组" }, "INVALID_VALUE"],
    ["T23 a name written backwards", { name: "售后\u202E组" }, "INVALID_VALUE"],
    ["T23 a name that nobody sees", { name: "\u200B\u2060" }, "REQUIRED"],
  ])("refuse %s", async (_, input, code) => {
    expect(await addTeam(input)).toMatchObject({ team: null, errors: [{ code, path: ["name"] }] });
  });

  test("can be renamed, which their people see at once", async () => {
    const [team, colleague] = [await newTeam(), await newColleague()];
    await changeStaffTeam({ staffId: colleague.id, expectedVersion: colleague.version, teamId: team.id });
    const name = `改名 ${randomUUID().slice(0, 8)}`;
    expect(await renameTeam({ teamId: team.id, name })).toMatchObject({ team: { name }, errors: [] });
    const own = server.visitor();
    await own.signIn(colleague.email, colleague.password);
    expect(await own.query("{ me { staff { team { name } } } }")).toEqual({
      me: { staff: { team: { name } } },
    });
    expect(await administrator.query(`{ node(id: "${team.id}") { ... on Team { name } } }`)).toEqual({
      node: { name },
    });
  });

  test("that nobody knows cannot be renamed or given to anybody", async () => {
    const colleague = await newColleague();
    const notFound = { errors: [{ code: "NOT_FOUND", path: ["teamId"] }] };
    for (const teamId of [UNKNOWN_TEAM, colleague.id, "nothing"]) {
      expect(await renameTeam({ teamId, name: "无" })).toMatchObject(notFound);
      expect(
        await changeStaffTeam({ staffId: colleague.id, expectedVersion: colleague.version, teamId }),
      ).toMatchObject({ staffMember: { team: null, version: colleague.version }, ...notFound });
    }
  });

  test("are changed and left again by whoever read the present version only", async () => {
    const [team, colleague] = [await newTeam(), await newColleague()];
    const { id: staffId, version } = colleague;
    const moved = await changeStaffTeam({ staffId, expectedVersion: version, teamId: team.id });
    expect(moved.staffMember).toMatchObject({ version: version + 1, team });
    const stale = await changeStaffTeam({ staffId, expectedVersion: version, teamId: null });
    expect(stale).toMatchObject({ staffMember: { team }, errors: [{ code: "CONFLICT" }] });
    const left = await changeStaffTeam({ staffId, expectedVersion: version + 1 });
    expect(left).toMatchObject({ staffMember: { version: version + 2, team: null }, errors: [] });
  });

  test("leave a line in the change log for each thing that happened to them", async () => {
    const team = await newTeam();
    await renameTeam({ teamId: team.id, name: `留痕 ${randomUUID().slice(0, 8)}` });
    const colleague = await newColleague();
    await changeStaffTeam({ staffId: colleague.id, expectedVersion: colleague.version, teamId: team.id });
    const rows = await server.database.query<{ operation: string; field: string | null }>(
      "select operation, field from change where record_id in ($1::uuid, $2::uuid) and operation <> 'addStaff' order by id",
      [team.id.slice("Team_".length), colleague.id.slice("StaffMember_".length)],
    );
    expect(rows).toEqual([
      { operation: "addTeam", field: null },
      { operation: "renameTeam", field: "name" },
      { operation: "changeStaffTeam", field: "teamId" },
    ]);
  });
});

describe("DOS-3.3 only an administrator orders the teams", () => {
  test.each([
    ["AGENT", "teams { name }", true],
    ["VIEWER", "teams { name }", false],
  ] as const)("%s lists them: %s → %s", async (role, field, allowed) => {
    const { errors } = await (await server.as(role)).send(`{ ${field} }`);
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(allowed ? [] : ["FORBIDDEN"]);
  });

  test.each(["AGENT", "VIEWER"] as const)("%s changes none", async (role) => {
    const client = await server.as(role);
    const team = await newTeam();
    for (const mutation of [
      'addTeam(input: { name: "越权" }) { team { id } }',
      `renameTeam(input: { teamId: "${team.id}", name: "越权" }) { team { id } }`,
      `changeStaffTeam(input: { staffId: "x", expectedVersion: 1, teamId: "${team.id}" }) { staffMember { id } }`,
    ]) {
      const { errors } = await client.send(`mutation { ${mutation} }`);
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
    }
    const found = await server.database.query("select 1 from team where name = '越权'");
    expect(found).toEqual([]);
  });
});
