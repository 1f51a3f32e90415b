/**
 * Measures how fast whole archives go out as Excel files, and how much memory the server takes for it. Each list is
 * fetched by a client that throws it away as it comes. `pnpm exports --help` lists the options; sizes and places count.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { Client } from "../support/client.ts";
import { openArchive } from "./archive/open-archive.ts";
import { cpuOfProcess, familyOf } from "./archive/cpu-time.ts";
import { readOptions } from "./options.ts";
import { figure, table } from "./report.ts";
import { hireForBench, startDossier } from "./servers/dossier.ts";

const LOOK_EVERY = 50;
const LISTS = [
  { profile: "ROSTER" },
  { profile: "CUSTOMER_SHEET" },
  {
    profile: "LEDGER",
    orderBy: "TOTAL_SPENT",
    columns: ["number", "displayName", "lifecycle", "owner", "totalSpent", "lastDealOn"],
  },
];
const PREPARE = `mutation ($input: PrepareExportInput!) { prepareExport(input: $input) {
  export { rowsTotal } url errors { message } } }`;

interface Prepared {
  prepareExport: { export: { rowsTotal: number } | null; url: string | null; errors: unknown[] };
}

const options = readOptions();
const rows: string[][] = [];
for (const size of options.sizes) {
  const archive = await openArchive(size, options);
  try {
    const server = await startDossier(archive);
    try {
      const person = await hireForBench(archive);
      const client = new Client(server.address);
      await client.signIn(person.email, person.password);
      await client.stepUp();
      for (const list of LISTS)
        for (let round = 1; round <= options.rounds; round += 1)
          rows.push([size, list.profile, String(round), ...(await measure(client, server.pid, list))]);
    } finally {
      await server.stop();
    }
  } finally {
    await archive.close();
  }
}
const HEAD = [
  "archive",
  "list",
  "round",
  "rows",
  "seconds",
  "rows a second",
  "first byte s",
  "MB",
  "CPU s: server",
  "MB of memory before",
  "at most",
  "more",
];
process.stdout.write(`\n${table(HEAD, rows)}\n`);

async function measure(client: Client, pid: number, list: object): Promise<string[]> {
  const start = performance.now();
  const { prepareExport } = await client.query<Prepared>(PREPARE, {
    input: { ...list, idempotencyKey: randomUUID() },
  });
  const { url, export: made, errors } = prepareExport;
  if (url === null || made === null) throw new Error(JSON.stringify(errors));
  const [before, cpuBefore] = [memoryOf(pid), cpuOf(pid)];
  let most = before;
  const looks = setInterval(() => {
    most = Math.max(most, memoryOf(pid));
  }, LOOK_EVERY);
  let bytes = 0;
  let firstByte = 0;
  try {
    const response = await client.request(url);
    if (!response.ok || !response.body) throw new Error(await response.text());
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      firstByte ||= performance.now() - start;
      bytes += chunk.byteLength;
    }
  } finally {
    clearInterval(looks);
  }
  const seconds = (performance.now() - start) / 1000;
  const measured = [
    String(made.rowsTotal),
    figure(seconds),
    figure(made.rowsTotal / seconds),
    figure(firstByte / 1000),
    figure(bytes / 2 ** 20),
    figure((cpuOf(pid) - cpuBefore) / 1000),
    figure(before),
    figure(most),
    figure(most - before),
  ];
  process.stderr.write(`  ${measured.join(" ")}\n`);
  return measured;
}

function cpuOf(pid: number): number {
  return familyOf(pid).reduce((total, member) => total + cpuOfProcess(member), 0);
}

/** Resident, in MB, of the server with its children. */
function memoryOf(pid: number): number {
  return familyOf(pid).reduce((total, member) => {
    try {
      const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${member}/status`, "utf8"));
      return total + (found ? Number(found[1]) / 1024 : 0);
    } catch {
      return total;
    }
  }, 0);
}
