import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDossierSchema } from "../../../../server/src/schema.ts";
import type { Answer } from "../../../support/client.ts";
import { startTestServer, type TestServer } from "../../../support/server.ts";
import { makeActors, makeTeams, type Actor, type Teams } from "./actors.ts";
import { relationCells, rootCells, type RelationCell, type RootCell } from "./documents.ts";
import { holds, Ownership, sees, verdictOn, type Standing } from "./oracle.ts";
import { makeRecords, RELATIONS, type Fixture, type Records, type Relation } from "./records.ts";
import { watchRows, type WatchedRows } from "./watched-rows.ts";

const schema = buildDossierSchema();
const roots = rootCells(schema);
const relations = relationCells(schema);

/** No more than the server has connections for: on a slow machine it would refuse some, as it should. */
const AT_ONCE = 3;

async function asManyAtOnce(asking: readonly Actor[], ask: (actor: Actor) => Promise<string[]>) {
  const waiting = asking.values();
  const found: string[] = [];
  const askInTurn = async () => {
    for (const actor of waiting) found.push(...(await ask(actor)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askInTurn));
  return found;
}

/** Some thousands of requests, one after another. */
const timeout = 300_000;

let server: TestServer;
let teams: Teams;
let actors: Actor[];
let fixture: Fixture;
let ownership: Ownership;
let rows: WatchedRows;
let cells = 0;

beforeAll(async () => {
  server = await startTestServer();
  const administrator = await server.as("ADMINISTRATOR");
  teams = await makeTeams(server, administrator);
  actors = await makeActors(server, administrator, teams);
  fixture = await makeRecords(server, administrator, actors, teams);
  ownership = await Ownership.read(server.database, teams);
  rows = await watchRows(server.database);
});
afterAll(async () => {
  process.stdout.write(`${String(cells)} authorisation cells\n`);
  await server.stop();
});

interface Place {
  readonly name: string;
  readonly records: Records | null;
  readonly standing: Standing | undefined;
}

/** The records of the fixture that an actor asks for, one of each relation. */
function placesFor(actor: Actor, type: string | null): Place[] {
  if (type === null) return [{ name: "", records: null, standing: undefined }];
  const of = (relation: Relation): Standing =>
    type === "Complaint" ? { customer: relation, complaint: relation } : { customer: relation };
  const places = RELATIONS.filter((relation) => relation !== "own" || actor.staffId !== null).map(
    (relation) => ({
      name: `${type} ${relation}`,
      records: fixture.of(actor, relation),
      standing: of(relation),
    }),
  );
  if (type !== "Complaint" || actor.staffId === null) return places;
  const standing: Standing = { customer: "other", complaint: "own" };
  return [...places, { name: "Complaint lent", records: fixture.lent(actor), standing }];
}

interface Refusal {
  code: string;
  path: string[];
}

/** What the answer says, in the words of the oracle. */
function verdictOf(cell: RootCell, { data, errors }: Answer<Record<string, unknown>>): string {
  const [error] = errors;
  if (error) {
    const code = String(error.extensions?.["code"]);
    if (code === "BAD_USER_INPUT") return "LET_IN";
    return Object.values(data ?? {}).some((value) => value !== null) ? `${code} with data` : code;
  }
  const [answer] = Object.values(data ?? {});
  if (answer === null) return "INVISIBLE";
  const refusals = (answer as { errors?: Refusal[] }).errors ?? [];
  if (cell.type === null) return "LET_IN";
  if (refusals.some(({ code, path }) => code === "NOT_FOUND" && isOfRecord(path))) return "INVISIBLE";
  return refusals.some(({ code }) => code === "NOT_ALLOWED") ? "NOT_ALLOWED" : "LET_IN";
}

/** Whether a refusal is of the record that decides, and not of something else that was named with it. */
function isOfRecord(path: readonly string[]): boolean {
  return path.some((name) =>
    ["customerId", "complaintId", "orderId", "reviewId", "noteId", "externalRef"].includes(name),
  );
}

/** The records in an answer, wherever they stand. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === "id" && typeof one === "string" ? [one] : idsIn(one),
  );
}

function unseenIn(actor: Actor, data: unknown): string[] {
  return idsIn(data).filter((id) => {
    const standing = ownership.standing(actor, id);
    return standing !== null && !sees(actor, standing);
  });
}

async function askRoots(kind: RootCell["kind"], asking: readonly Actor[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const cell of roots.filter((root) => root.kind === kind))
    for (const actor of asking)
      for (const { name, records, standing } of placesFor(actor, cell.type)) {
        const expected = verdictOn(actor, cell.permission, standing);
        const answer = await actor.send(cell.document, { ...records });
        const verdict = verdictOf(cell, answer);
        const where = `${cell.name} ${name} as ${actor.name}`;
        if (verdict !== expected && !(verdict === "INVISIBLE" && cell.type === null && expected === "LET_IN"))
          wrong.push(`${where}: ${verdict} instead of ${expected}`);
        for (const id of unseenIn(actor, answer.data)) wrong.push(`${where}: answered ${id}`);
        const changed = kind === "mutation" ? await rows.changed() : [];
        if (expected !== "LET_IN" && changed.length > 0) wrong.push(`${where}: changed ${changed.join()}`);
        cells += 1;
      }
  return wrong;
}

async function askRelation(cell: RelationCell, actor: Actor): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, records, standing } of placesFor(actor, cell.type)) {
    const expected = verdictOn(actor, cell.permission, standing);
    const { data, errors } = await actor.send(cell.document, { ...records });
    const codes = errors.map((error) => String(error.extensions?.["code"]));
    const where = `${cell.name} ${name} as ${actor.name}`;
    const [answer = null] = Object.values(data ?? {});
    const refused = expected === "UNAUTHENTICATED" || expected === "FORBIDDEN";
    if (refused ? codes[0] !== expected || answer !== null : codes.some((code) => code !== "FORBIDDEN"))
      wrong.push(`${where}: ${codes.join()} instead of ${expected}`);
    if (cell.type !== null && !refused && (answer === null) !== (expected === "INVISIBLE"))
      wrong.push(`${where}: ${answer === null ? "nothing" : "something"} instead of ${expected}`);
    for (const id of unseenIn(actor, data)) wrong.push(`${where}: answered ${id}`);
    cells += 1;
  }
  return wrong;
}

describe("SEC-05 T14 the authorisation matrix", () => {
  test("a query answers whoever may, of records in their scope, and nobody else", { timeout }, async () => {
    expect(await asManyAtOnce(actors, (actor) => askRoots("query", [actor]))).toEqual([]);
    expect(await rows.changed()).toEqual([]);
  });

  test("a relation leads to no record that its reader may not see", { timeout }, async () => {
    // Of programs a few stand for all: what they see is what people of their role see.
    const readers = actors.filter(({ program, name }) => !program || name === "a key of SALES_AGENT");
    const wrong = await asManyAtOnce(readers, async (actor) => {
      const found: string[] = [];
      for (const cell of relations) found.push(...(await askRelation(cell, actor)));
      return found;
    });
    expect(wrong).toEqual([]);
  });

  test("a list has the records in scope, all of them and no others, and so has its count", async () => {
    for (const actor of actors.filter(({ role }) => role !== null)) {
      const { data } = await actor.send(
        "{ customers(first: 100) { totalCount { value } nodes { id } } complaints(first: 100) { totalCount { value } nodes { id } } }",
      );
      for (const [list, type] of Object.entries({ customers: "Customer", complaints: "Complaint" })) {
        const page = data?.[list] as { totalCount: { value: number }; nodes: { id: string }[] };
        const seen = ownership.seenBy(actor, type).toSorted();
        expect(page.nodes.map(({ id }) => id).toSorted(), `${list} of ${actor.name}`).toEqual(seen);
        expect(page.totalCount.value, `${list} of ${actor.name}`).toBe(seen.length);
        cells += 1;
      }
    }
  });

  test(
    "T20 a mutation that is refused changes no row, and one that is allowed never ends in a fault",
    { timeout },
    async () => {
      expect(await askRoots("mutation", actors)).toEqual([]);
    },
  );

  test("has more than five thousand cells, and every role holds what is asked of it", () => {
    expect(cells).toBeGreaterThan(5000);
    const administrators = actors.find(({ name }) => name === "ADMINISTRATOR");
    expect(roots.filter(({ permission }) => administrators && !holds(administrators, permission))).toEqual(
      [],
    );
  });
});
