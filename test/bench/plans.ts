/**
 * Checks the plan of every named query (plans/named-queries.ts) on an archive: the statements are those that Dossier
 * really sends, read on their way to PostgreSQL. Ends with 1 when a plan is broken. Options as for the bench.
 */
import process from "node:process";
import { openArchive, type Archive } from "./archive/open-archive.ts";
import { countStatements } from "./archive/statement-counter.ts";
import { Client } from "./measure/load.ts";
import { quantile } from "./measure/statistics.ts";
import { isWanted, readOptions, type Size } from "./options.ts";
import { checkQuery, type Checked } from "./plans/check-query.ts";
import { namedQueries } from "./plans/named-queries.ts";
import { takePlanSample } from "./plans/plan-sample.ts";
import { figure, table } from "./report.ts";
import { hireForBench, signIn, startDossier } from "./servers/dossier.ts";

/** What architecture.md allows a named query at a million customers, 95 of 100 times. */
const BUDGET = 50;

const options = readOptions();
let broken = 0;
for (const size of options.sizes) {
  const archive = await openArchive(size, options);
  try {
    broken += report(size, await checkAll(archive));
  } finally {
    await archive.close();
  }
}
process.exitCode = broken > 0 ? 1 : 0;

async function checkAll(archive: Archive): Promise<Checked[]> {
  const person = await hireForBench(archive);
  const counter = await countStatements(archive.applicationUrl);
  const dossier = await startDossier(archive, { databaseUrl: counter.through(archive.applicationUrl) });
  const client = new Client(dossier, await signIn(dossier, person), 1);
  try {
    const queries = namedQueries(await takePlanSample(archive, client));
    const checked: Checked[] = [];
    for (const query of queries)
      if (isWanted(query.name, options)) checked.push(await checkQuery(archive, client, counter, query));
    return checked;
  } finally {
    client.close();
    await dossier.stop();
    await counter.close();
  }
}

function report(size: Size, checked: readonly Checked[]): number {
  const rows = checked.map(({ name, milliseconds, indexes, problems }) => [
    name,
    problems.length === 0 ? "right" : problems.join("; "),
    figure(milliseconds),
    indexes.join(" "),
  ]);
  const broken = checked.filter(({ problems }) => problems.length > 0).length;
  const times = checked.map(({ milliseconds }) => milliseconds).toSorted((one, two) => one - two);
  const p95 = quantile(times, 0.95);
  process.stdout.write(
    `\n${size}\n${table(["query", "plan", "ms in PostgreSQL", "indexes"], rows)}\n` +
      `${checked.length} queries, ${broken} with a broken plan; 95 of 100 take at most ${figure(p95)} ms in PostgreSQL (budget ${BUDGET}).\n`,
  );
  return broken + (p95 > BUDGET ? 1 : 0);
}
