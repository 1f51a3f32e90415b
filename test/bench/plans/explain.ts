import type pg from "pg";
import type { Statement } from "../archive/statement-counter.ts";

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

export interface Explained {
  indexes: Set<string>;
  problems: string[];
  /** Planning and execution, the median of several times. */
  milliseconds: number;
}

/** So many rows are a part that may be sorted; more are the whole. */
const PART = 2000;
const TIMES = 5;

/**
 * The plan that PostgreSQL really takes for a statement as the application sent it. A prepared statement is run until
 * PostgreSQL has decided between a plan for these values and one for all.
 */
export async function explain(
  client: pg.Client,
  statement: Statement,
  bigTables: ReadonlySet<string>,
): Promise<Explained> {
  const call = `execute checked${statement.parameters.length > 0 ? `(${statement.parameters.map((value) => value ?? "null").join(", ")})` : ""}`;
  await client.query("deallocate all");
  await client.query(`set plan_cache_mode = ${statement.prepared ? "auto" : "force_custom_plan"}`);
  await client.query(`prepare checked as ${statement.sql}`);
  if (statement.prepared) for (let time = 0; time < 6; time += 1) await client.query(call);
  const times: number[] = [];
  let root: PlanNode | undefined;
  for (let time = 0; time < TIMES; time += 1) {
    const { rows } = await client.query<{
      "QUERY PLAN": [{ Plan: PlanNode; "Planning Time": number; "Execution Time": number }];
    }>(`explain (analyze, timing off, buffers off, format json) ${call}`);
    const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
    if (!explained) throw new Error("EXPLAIN said nothing");
    root = explained.Plan;
    times.push(explained["Planning Time"] + explained["Execution Time"]);
  }
  times.sort((one, two) => one - two);
  const found: Explained = {
    indexes: new Set(),
    problems: [],
    milliseconds: times[Math.floor(TIMES / 2)] ?? 0,
  };
  if (root) look(root, found, bigTables);
  return found;
}

function look(node: PlanNode, found: Explained, bigTables: ReadonlySet<string>): void {
  if (node["Index Name"]) found.indexes.add(node["Index Name"]);
  const table = node["Relation Name"] ?? "";
  if (node["Node Type"] === "Seq Scan" && bigTables.has(table))
    found.problems.push(`reads the whole of ${table}`);
  const children = node.Plans ?? [];
  if (node["Node Type"] === "Sort") {
    const sorted = children.reduce((sum, child) => sum + child["Actual Rows"] * child["Actual Loops"], 0);
    if (sorted > PART) found.problems.push(`sorts ${Math.round(sorted)} rows`);
  }
  const thrownAway = (node["Rows Removed by Filter"] ?? 0) * node["Actual Loops"];
  if (thrownAway > 10 * PART) found.problems.push(`reads ${Math.round(thrownAway)} rows of ${table} in vain`);
  for (const child of children) look(child, found, bigTables);
}

/** Tables that nobody may read from one end to the other. */
export async function readBigTables(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ relname: string }>(
    "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 20000",
  );
  return new Set(rows.map(({ relname }) => relname));
}
