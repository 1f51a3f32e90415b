import { DEFAULT_ROLES, type DefaultRole } from "../../../../server/src/modules/access/default-roles.ts";
import type { Answer, Client } from "../../../support/client.ts";
import { createKey, Program } from "../../../support/program.ts";
import type { Role, TestServer } from "../../../support/server.ts";

/** Where everybody is: the actors in the first team, others in the second of the same department and in one elsewhere. */
export interface Teams {
  ours: string;
  neighbouring: string;
  foreign: string;
}

export interface Actor {
  readonly name: string;
  /** Null: is refused whatever is asked. */
  readonly role: DefaultRole | null;
  readonly program: boolean;
  /** Comes with a key that does not work: is turned away before anything is asked. */
  readonly turnedAway: boolean;
  /** The record's id of the member of staff, when it is a person of ours. */
  readonly staffId: string | null;
  send(document: string, variables?: Record<string, unknown>): Promise<Answer<Record<string, unknown>>>;
}

export async function makeTeams(server: TestServer, administrator: Client): Promise<Teams> {
  const add = async (kind: "Department" | "Team", name: string): Promise<string> => {
    const command = `add${kind}`;
    const data = await administrator.query<Record<string, Record<string, { id: string }>>>(
      `mutation { ${command}(input: { name: "${name}" }) { ${kind.toLowerCase()} { id } } }`,
    );
    return (data[command]?.[kind.toLowerCase()]?.id ?? "").replace(`${kind}_`, "");
  };
  const [home, elsewhere] = [await add("Department", "门店部"), await add("Department", "电商部")];
  const teams = {
    ours: await add("Team", "一组"),
    neighbouring: await add("Team", "二组"),
    foreign: await add("Team", "三组"),
  };
  await server.database.query(
    `update team set department_id = case when id = '${teams.foreign}' then '${elsewhere}'::uuid else '${home}'::uuid end`,
  );
  return teams;
}

/** A person and a program of each role, and everybody whose access has ended or never began. */
export async function makeActors(server: TestServer, administrator: Client, teams: Teams): Promise<Actor[]> {
  const actors: Actor[] = [shutOut("nobody", server.visitor())];
  for (const role of DEFAULT_ROLES) {
    const person = await server.addPerson(role.code);
    const client = server.visitor();
    await client.signIn(person.email, person.password);
    const [staff] = await server.database.query<{ id: string }>(
      `update staff_member set team_id = '${teams.ours}' where email = '${person.email}' returning id`,
    );
    actors.push({
      name: role.code,
      role,
      program: false,
      turnedAway: false,
      staffId: staff?.id ?? null,
      send: (document, variables) => client.send(document, variables),
    });
    const program = new Program(server.address, (await keyOf(administrator, role.code, teams)).secret);
    actors.push({
      name: `a key of ${role.code}`,
      role,
      program: true,
      turnedAway: false,
      staffId: null,
      send: (document, variables) => program.send(document, variables),
    });
  }
  const expired = await keyOf(administrator, "AGENT", teams);
  const revoked = await keyOf(administrator, "AGENT", teams);
  const idOf = ({ id }: { id: string }) => id.replace("ApiKey_", "");
  await server.database.query(
    `update api_key set expires_at = created_at where id = '${idOf(expired)}';
     update api_key set revoked_at = created_at where id = '${idOf(revoked)}'`,
  );
  const left = await server.addPerson("AGENT");
  const browser = server.visitor();
  await browser.signIn(left.email, left.password);
  await server.database.query(`update staff_member set active = false where email = '${left.email}'`);
  actors.push(
    shutOut("an expired key", new Program(server.address, expired.secret)),
    shutOut("a revoked key", new Program(server.address, revoked.secret)),
    shutOut("somebody disabled", browser),
  );
  return actors;
}

function keyOf(administrator: Client, role: Role, teams: Teams): Promise<{ id: string; secret: string }> {
  return createKey(administrator, { name: `程序 ${role}`, role, teamId: `Team_${teams.ours}` });
}

function shutOut(name: string, sender: Client | Program): Actor {
  const turnedAway = sender instanceof Program;
  return {
    name,
    role: null,
    program: false,
    turnedAway,
    staffId: null,
    send: (document, variables) => sender.send(document, variables),
  };
}
