import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { cpuOfCluster, cpuOfProcess, peakMemoryOf } from "../archive/cpu-time.ts";
import type { Archive } from "../archive/open-archive.ts";
import type { ServerName } from "../servers/bench-server.ts";
import { runDossier } from "../servers/dossier.ts";
import { writeInventedSheet } from "./invented-sheet.ts";
import type { Progress } from "./reads.ts";

export interface ImportResult {
  server: ServerName;
  rows: number;
  /** From the start of the process to its end. */
  seconds: number;
  rowsPerSecond: number;
  cpuServer: number;
  cpuDatabase: number;
  peakMegabytes: number;
}

const ROWS = 100_000;
const LOOK_EVERY = 100;

/**
 * A spreadsheet of 100,000 rows taken in by `dossier import`, which checks, matches, tries it out, encrypts and logs;
 * and by hand, which does no more than write the rows.
 */
export async function measureImport(
  archive: Archive,
  server: ServerName,
  progress: Progress,
): Promise<ImportResult> {
  progress(`${archive.size}: import of ${ROWS} rows, ${server}`);
  const folder = await mkdtemp(join(tmpdir(), "dossier-bench-sheet-"));
  const sheet = join(folder, "sheet.csv");
  try {
    await writeInventedSheet(sheet, ROWS);
    return await watched(archive, server, (started) =>
      server === "Dossier"
        ? runDossier(archive, ["import", sheet], started)
        : importByHand(archive, sheet, started),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function watched(
  archive: Archive,
  server: ServerName,
  work: (started: (pid: number) => void) => Promise<unknown>,
): Promise<ImportResult> {
  const start = performance.now();
  const databaseBefore = cpuOfCluster(archive.postmaster);
  let [peakMegabytes, cpuServer] = [0, 0];
  let look: NodeJS.Timeout | undefined;
  await work((pid) => {
    look = setInterval(() => {
      peakMegabytes = Math.max(peakMegabytes, peakMemoryOf(pid) ?? 0);
      cpuServer = Math.max(cpuServer, cpuOfProcess(pid));
    }, LOOK_EVERY);
  }).finally(() => clearInterval(look));
  const seconds = (performance.now() - start) / 1000;
  return {
    server,
    rows: ROWS,
    seconds,
    rowsPerSecond: ROWS / seconds,
    cpuServer: cpuServer / 1000,
    cpuDatabase: (cpuOfCluster(archive.postmaster) - databaseBefore) / 1000,
    peakMegabytes,
  };
}

async function importByHand(archive: Archive, sheet: string, started: (pid: number) => void): Promise<void> {
  const script = fileURLToPath(new URL("../peers/by-hand/import.ts", import.meta.url));
  const running = promisify(execFile)(process.execPath, [script, sheet], {
    env: { ...process.env, DATABASE_URL: archive.applicationUrl, DOSSIER_KEY_FILE: archive.keyFile },
  });
  started(running.child.pid ?? 0);
  await running;
}
