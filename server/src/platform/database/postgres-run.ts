import { spawn } from "node:child_process";
import { realpath } from "node:fs/promises";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { binaryPath, postgresEnvironment } from "./postgres-binaries.ts";
import type { PostgresPlace } from "./postgres-place.ts";
import { fixedSettings, type PostgresSettings } from "./postgres-settings.ts";

/** One run of PostgreSQL, from ready to its end. */
export interface PostgresRun {
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL ended before it took connections; `log` has its last words. */
export class PostgresDidNotStart extends Error {
  override readonly name = "PostgresDidNotStart";
  readonly log: string;

  constructor(log: string) {
    super("PostgreSQL ended before it was ready");
    this.log = log;
  }
}

const READY = "database system is ready to accept connections";
/** The keeper takes 4.5 s at most. */
const STOP_PATIENCE = 5000;

/** Starts PostgreSQL and resolves when it takes connections. A long recovery is waited for, unless the signal aborts. */
export async function runPostgres(
  place: PostgresPlace,
  port: number,
  logger: Logger,
  signal: AbortSignal,
  further: PostgresSettings = {},
): Promise<PostgresRun> {
  const settings = Object.entries({ ...further, ...fixedSettings(port) }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const task = {
    postgres: binaryPath(place.binaries, "postgres"),
    pgCtl: binaryPath(place.binaries, "pg_ctl"),
    arguments: ["-D", await realpath(place.location), ...settings],
    environment: postgresEnvironment(),
    account: place.account,
  };
  const keeper = spawn(process.execPath, [keeperFile(), JSON.stringify(task)], {
    // A session of its own: Ctrl-C in the terminal is not for it.
    detached: true,
    cwd: "/",
    env: postgresEnvironment(),
    stdio: ["pipe", "ignore", "pipe"],
    windowsHide: true,
  });
  // It may be gone when its input is closed; that is what was wanted.
  keeper.stdin.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => {
    keeper.once("exit", () => resolve());
    keeper.once("error", () => resolve());
  });
  const end = async () => {
    keeper.stdin.end();
    if ((await Promise.race([ended, delay(STOP_PATIENCE, "late", { ref: false })])) === "late")
      keeper.kill("SIGKILL");
    await ended;
  };

  const lastWords: string[] = [];
  const ready = new Promise<"ready">((resolve) => {
    let isReady = false;
    createInterface({ input: keeper.stderr }).on("line", (line) => {
      if (line.includes(READY)) {
        isReady = true;
        resolve("ready");
      }
      // Those who knock too early say nothing about why it did not start.
      if (!isReady && !/^FATAL: +the database system is /.test(line)) lastWords.push(line);
      writeLog(logger, line);
    });
  });
  const abort = () => void end();
  signal.addEventListener("abort", abort);
  const outcome = await Promise.race([ready, ended]);
  signal.removeEventListener("abort", abort);
  if (outcome !== "ready") throw new PostgresDidNotStart(lastWords.slice(-10).join("\n"));
  return { ended, stop: end };
}

/** Beside this file, in the language that this file is in: TypeScript in the tests, JavaScript after the build. */
function keeperFile(): string {
  return fileURLToPath(new URL(`./postgres-keeper${extname(import.meta.url)}`, import.meta.url));
}

/** A start that fails is reported by whoever asked for it; FATAL is otherwise the end of one connection. */
function writeLog(logger: Logger, line: string): void {
  if (line.startsWith("PANIC")) logger.error({ postgres: line }, "PostgreSQL panicked");
  else logger.debug({ postgres: line }, "PostgreSQL");
}
