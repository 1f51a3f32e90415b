/**
 * Measures Dossier beside the same SQL by hand and beside PostGraphile, on the same database, in one run.
 * `pnpm bench --help` lists the options; README.md says what the figures mean.
 */
import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import process from "node:process";
import { openArchive } from "./archive/open-archive.ts";
import { measureReads } from "./measure/reads.ts";
import { readOptions } from "./options.ts";
import { growthTable, requestTable, type SizedResult } from "./report.ts";
import { readScenarios } from "./scenarios/all.ts";

const options = readOptions();
const print = (text: string) => process.stdout.write(`${text}\n`);
const progress = (text: string) => process.stderr.write(`  ${text}\n`);

const results: SizedResult[] = [];
for (const size of options.sizes) {
  const archive = await openArchive(size, options);
  try {
    const reads = await measureReads(archive, readScenarios, options, progress);
    results.push(...reads.map((result) => ({ ...result, size })));
  } finally {
    await archive.close();
  }
}

const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
print(`\nMachine: ${machine}. ${options.connections} connections, ${options.rounds} rounds of ${options.secondsPerTurn} s.\n`);
print(requestTable(results));
const growth = growthTable(results);
if (growth !== null) print(`\n${growth}`);
if (options.json !== undefined)
  await writeFile(options.json, JSON.stringify({ machine, options: { ...options, dataDirs: undefined }, results }, undefined, 2));
