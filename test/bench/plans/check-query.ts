import pg from "pg";
import type { Archive } from "../archive/open-archive.ts";
import type { StatementCounter } from "../archive/statement-counter.ts";
import type { Client } from "../measure/load.ts";
import { graphql } from "../scenarios/scenario.ts";
import { explain, readBigTables } from "./explain.ts";
import type { NamedQuery } from "./named-queries.ts";

export interface Checked {
  name: string;
  problems: string[];
  /** Of all its statements together. */
  milliseconds: number;
  indexes: string[];
}

/** Asks Dossier, takes the statements that it sent, and looks at the plan of each. */
export async function checkQuery(
  archive: Archive,
  client: Client,
  counter: StatementCounter,
  { name, document, variables, indexes }: NamedQuery,
): Promise<Checked> {
  const question = graphql(document, variables);
  await client.answerTo(question);
  counter.clear();
  await client.answerTo(question);
  const statements = counter.statements().filter(({ sql }) => /^\s*(select|with)\b/i.test(sql));
  const database = new pg.Client(archive.applicationUrl);
  await database.connect();
  const checked: Checked = { name, problems: [], milliseconds: 0, indexes: [] };
  try {
    await database.query("set statement_timeout = 0");
    const bigTables = await readBigTables(database);
    const used = new Set<string>();
    for (const statement of statements) {
      const explained = await explain(database, statement, bigTables);
      checked.milliseconds += explained.milliseconds;
      checked.problems.push(...explained.problems);
      for (const index of explained.indexes) used.add(index);
    }
    // A small archive is read faster without.
    if (bigTables.has("customer"))
      for (const index of indexes) if (!used.has(index)) checked.problems.push(`does not use ${index}`);
    checked.indexes = [...used]
      .filter((index) => !/staff_member|session|user|api_key/.test(index))
      .toSorted();
  } finally {
    await database.end();
  }
  return checked;
}
