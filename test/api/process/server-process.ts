import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findProcesses } from "../../../server/src/platform/database/postgres-leftovers.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const mainFile = join(root, "server", "dist", "main.js");
/** Compiled once for all these starts, as `pnpm start` and `pnpm dossier` do for their own. */
export const COMPILE_CACHE = join(root, "node_modules", ".cache", "dossier");

/** The built server, as `pnpm start` runs it, in a process of its own; perhaps not ready yet. */
export interface LaunchedServer {
  readonly process: ChildProcess;
  readonly pid: number;
  /** What it said to the person at the terminal, and what it logged. */
  output(): string;
  log(): string;
  /** Resolves when it has said this; rejects with Refused when it ends without. */
  said(words: string): Promise<void>;
  /** Sends the signal to all processes of the terminal, as Ctrl-C does, and answers the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
  /** kill -9 of the server, and of nothing else. */
  kill(): Promise<void>;
}

export interface ServerProcess extends LaunchedServer {
  readonly address: string;
  readonly signInLink: string | null;
  readonly password: string | null;
  readonly keyFile: string;
}

/** A start that was refused: what it said instead. */
export class Refused extends Error {
  readonly code: number | null;

  constructor(code: number | null, complaint: string) {
    super(complaint);
    this.code = code;
  }
}

/** A folder with a home and a place for data in it. Remove it in `afterAll`. */
export async function makeWorkplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), "dossier-process-"));
  await chmod(folder, 0o755);
  return {
    home: join(folder, "home"),
    dataDir: join(folder, "data"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Where a server looks for its key and its data. */
export interface Place {
  readonly home: string;
  readonly dataDir: string;
}

export interface Workplace extends Place {
  remove(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** For `afterAll`: whatever a failed test left running. */
export async function endServers(): Promise<void> {
  for (const child of running) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}

export function launchServer(
  { home, dataDir }: Place,
  settings: Record<string, string> = {},
): LaunchedServer {
  buildServer();
  const child = spawn(process.execPath, [mainFile], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      HOME: home,
      DATA_DIR: dataDir,
      PORT: "0",
      DEMO: "off",
      RATE_LIMIT: "999999999",
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own stands for the terminal's: a signal to the whole group is what Ctrl-C sends.
    detached: true,
  });
  const { pid = 0 } = child;
  running.add(child);
  const ended = once(child, "close").then(() => running.delete(child));
  let output = "";
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return {
    process: child,
    pid,
    output: () => output,
    log: () => log,
    async said(words) {
      while (!output.includes(words)) {
        if ((await Promise.race([once(child.stdout, "data"), ended])) === true && !output.includes(words))
          throw new Refused(child.exitCode, output + log);
      }
    },
    async stop(signal) {
      process.kill(-pid, signal);
      if ((await Promise.race([ended, delay(10_000, "late", { ref: false })])) === "late")
        throw new Error(`The server still runs 10 s after ${signal}:\n${output}${log}`);
      return child.exitCode;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Starts the server and resolves when it is ready; rejects with Refused when it ends instead. */
export async function startServer(
  place: Place,
  settings: Record<string, string> = {},
): Promise<ServerProcess> {
  const server = launchServer(place, settings);
  await server.said("Ctrl-C stops it");
  const shown = (label: string) => new RegExp(`^ *${label} +(\\S+)$`, "m").exec(server.output())?.[1] ?? null;
  return {
    ...server,
    address: shown("Address 地址") ?? "",
    signInLink: shown("Sign-in link"),
    password: shown("Password 密码"),
    keyFile: shown("Key file 密钥") ?? "",
  };
}

/** What a start says that does not succeed. */
export async function refusalOf(
  place: Place,
  settings: Record<string, string> = {},
): Promise<{ code: number | null; words: string }> {
  try {
    const server = await startServer(place, settings);
    await server.stop("SIGKILL");
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, words: error.message };
    throw error;
  }
  throw new Error("The server started, though it should have refused to");
}

/** The addresses of the database of a running server, as it tells them to whoever may read its data folder. */
export async function databaseOf({
  dataDir,
}: Workplace): Promise<{ ownerUrl: string; applicationUrl: string }> {
  return JSON.parse(await readFile(join(dataDir, "holder.json"), "utf8")) as {
    ownerUrl: string;
    applicationUrl: string;
  };
}

/** Every process that has to do with this data folder: the database's, and what watches over it. */
export async function processesOn({ dataDir }: Place): Promise<number[]> {
  const keepers = execFileSync("ps", ["-axwwo", "pid=,command="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes("postgres-keeper") && line.includes(dataDir))
    .map((line) => Number.parseInt(line, 10));
  const location = join(dataDir, "postgres");
  return [...keepers, ...(existsSync(location) ? await findProcesses(location) : [])];
}

let built = false;

/** `pnpm test` has built it already; whoever runs this file alone should not test yesterday's server. */
export function buildServer(): void {
  if (built) return;
  built = true;
  if (existsSync(mainFile) && newest(join(root, "server", "src")) < statSync(mainFile).mtimeMs) return;
  const server = join(root, "server");
  execFileSync(join(server, "node_modules", ".bin", "rolldown"), ["--config", "rolldown.config.ts"], {
    cwd: server,
    stdio: "pipe",
    shell: process.platform === "win32",
  });
}

function newest(folder: string): number {
  const times = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => statSync(join(folder, name)).mtimeMs);
  return Math.max(...times);
}
