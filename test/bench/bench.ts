/**
 * Measures Dossier beside the same SQL by hand and beside PostGraphile, on the same database, in one run.
 * `pnpm bench --help` lists the options; README.md says what the figures mean.
 */
import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import process from "node:process";
import { openArchive } from "./archive/open-archive.ts";
import type { FanOut } from "./measure/fan-out.ts";
import type { ImportResult } from "./measure/imports.ts";
import { measureReads } from "./measure/reads.ts";
import { measureWrites } from "./measure/writes.ts";
import { readOptions, type Size } from "./options.ts";
import { fanOutTable, growthTable, importTable, requestTable, type SizedResult } from "./report.ts";
import { readScenarios } from "./scenarios/all.ts";

const options = readOptions();
const print = (text: string) => process.stdout.write(`${text}\n`);
const progress = (text: string) => process.stderr.write(`  ${text}\n`);

const results: SizedResult[] = [];
const failures: string[] = [];
const fanOut: (FanOut & { size: Size })[] = [];
const imports: (ImportResult & { size: Size })[] = [];
for (const size of options.sizes) {
  const archive = await openArchive(size, options);
  try {
    const reads = await measureReads(archive, readScenarios, options, progress);
    const writes = await measureWrites(archive, options, progress);
    failures.push(...reads.failures);
    results.push(...[...reads.results, ...writes.filed].map((result) => ({ ...result, size })));
    fanOut.push(...writes.fanOut.map((result) => ({ ...result, size })));
    imports.push(...writes.imports.map((result) => ({ ...result, size })));
  } finally {
    await archive.close();
  }
}

const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
print(
  `\nMachine: ${machine}. ${options.connections} connections, ${options.rounds} rounds of ${options.secondsPerTurn} s.\n`,
);
if (results.length > 0) print(requestTable(results));
if (fanOut.length > 0) print(`\n${fanOutTable(fanOut)}`);
if (imports.length > 0) print(`\n${importTable(imports)}`);
const growth = growthTable(results);
if (growth !== null) print(`\n${growth}`);
if (options.json !== undefined)
  await writeFile(
    options.json,
    JSON.stringify(
      { machine, options: { ...options, dataDirs: undefined }, results, fanOut, imports },
      undefined,
      2,
    ),
  );
for (const failure of failures) print(`\nFAILED ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
