import { readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { binaryPath, type PostgresBinaries, runProgram } from "./postgres-binaries.ts";

/**
 * Ends what an earlier run left behind on this cluster, and removes its postmaster.pid. Only for the holder of the data
 * folder, when its own PostgreSQL is not running: whatever still works on these files is then nobody's.
 */
export async function stopLeftovers(
  location: string,
  binaries: PostgresBinaries,
  logger: Logger,
): Promise<void> {
  const pidFile = join(location, "postmaster.pid");
  if (process.platform === "win32") {
    // There PostgreSQL itself judges a stale file by its event objects, which end with the process.
    await runProgram(binaryPath(binaries, "pg_ctl"), ["stop", "-D", location, "-m", "fast", "-t", "10"]);
    return;
  }
  const left = await findProcesses(location);
  if (left.length > 0) {
    logger.warn(
      { processes: left.length },
      "an earlier PostgreSQL is still running on this data folder: stopping it",
    );
    const postmaster = await readPid(pidFile);
    if (postmaster !== undefined && left.includes(postmaster)) {
      signal([postmaster], "SIGINT");
      if (!(await gone(location, 5000))) signal([postmaster], "SIGQUIT");
    }
    // Without their postmaster the others end by themselves, but one in the middle of a long statement may not.
    if (!(await gone(location, 1000))) signal(await findProcesses(location), "SIGKILL");
    await gone(location, 5000);
  }
  // The number in it may be that of some other program by now, and PostgreSQL would then refuse to start.
  await rm(pidFile, { force: true });
}

async function gone(location: string, withinMilliseconds: number): Promise<boolean> {
  const deadline = Date.now() + withinMilliseconds;
  while ((await findProcesses(location)).length > 0) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Every PostgreSQL process of this cluster, known by what it is and where it works, never by its number alone. */
export async function findProcesses(location: string): Promise<number[]> {
  const folder = await realpath(location);
  if (process.platform !== "linux") return await findPostmasters(folder);
  const pids = (await readdir("/proc")).map(Number).filter((pid) => Number.isInteger(pid));
  const works = await Promise.all(pids.map((pid) => worksOn(pid, folder)));
  return pids.filter((_, index) => works[index]);
}

async function worksOn(pid: number, folder: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== folder) return false;
    const program = await readlink(`/proc/${pid}/exe`);
    return basename(program.replace(/ \(deleted\)$/, "")) === "postgres";
  } catch {
    // Not ours to look at, or gone between the two looks.
    return false;
  }
}

/** Other systems: the postmaster tells its folder on its command line; its children end when it does. */
async function findPostmasters(folder: string): Promise<number[]> {
  const { text } = await runProgram("ps", ["-axww", "-o", "pid=,command="]);
  return text
    .split("\n")
    .filter((line) => line.includes("postgres") && line.includes(`-D ${folder} `))
    .map((line) => Number.parseInt(line, 10));
}

async function readPid(pidFile: string): Promise<number | undefined> {
  const pid = Number.parseInt((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0] ?? "", 10);
  return Number.isInteger(pid) ? pid : undefined;
}
