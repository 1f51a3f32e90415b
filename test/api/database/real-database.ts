import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { expect, onTestFinished } from "vitest";
import { type DataFolder, openDataFolder } from "../../../server/src/platform/database/data-folder.ts";
import { findProcesses } from "../../../server/src/platform/database/postgres-leftovers.ts";
import type { PostgresSettings } from "../../../server/src/platform/database/postgres-settings.ts";
import {
  type DatabaseState,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../../server/src/platform/database/postgres-supervisor.ts";
import { createLogger } from "../../../server/src/platform/logger.ts";

export const logger = createLogger("silent");
export const isRoot = process.getuid?.() === 0;

/** A folder that everybody may enter, unless told otherwise; gone after the test. */
export async function makeFolder(mode = 0o755, atEnd: AtEnd = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dossier-database-"));
  await chmod(folder, mode);
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Takes what is to be done at the end: of the test, unless a whole file shares what is started here. */
export type AtEnd = (work: () => Promise<void>) => void;

let template: Promise<string> | undefined;

/** For afterAll of every file that uses such folders. */
export async function removeTemplate(): Promise<void> {
  if (template !== undefined) await rm(dirname(await template), { recursive: true, force: true });
  template = undefined;
}

/** A data folder as the first start leaves it, copied: most tests are about what comes after, and initdb takes a second. */
export async function makeUsedFolder(): Promise<string> {
  template ??= makeTemplate();
  const folder = join(await makeFolder(), "data");
  // -a keeps the owners, without which PostgreSQL would not start.
  execFileSync("cp", ["-a", await template, folder]);
  return folder;
}

async function makeTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dossier-database-template-"));
  await chmod(folder, 0o755);
  const dataFolder = await openDataFolder(join(folder, "data"));
  await (await startEmbeddedPostgres({ dataFolder, logger })).stop();
  await dataFolder.close();
  return dataFolder.path;
}

export interface Running {
  readonly dataFolder: DataFolder;
  readonly postgres: EmbeddedPostgres;
  stop(): Promise<void>;
}

/** Starts on DATA_DIR as the server does; stopped at the end of the test if it did not do that itself. */
export async function start(
  path: string,
  reachableFolder?: string,
  atEnd: AtEnd = onTestFinished,
  wishes: PostgresSettings = {},
): Promise<Running> {
  const dataFolder = await openDataFolder(path);
  const options = { wishes, ...(reachableFolder === undefined ? {} : { reachableFolder }) };
  const postgres = await startEmbeddedPostgres({ dataFolder, logger, ...options }).catch(
    async (error: unknown) => {
      await dataFolder.close();
      throw error;
    },
  );
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await postgres.stop();
    await dataFolder.close();
  };
  atEnd(stop);
  return { dataFolder, postgres, stop };
}

/** One cluster for a whole file: call it in beforeAll and return what it answers second, which stops it. */
export async function startForFile(): Promise<[Running, () => Promise<void>]> {
  const works: (() => Promise<void>)[] = [];
  const atEnd: AtEnd = (work) => works.unshift(work);
  const running = await start(join(await makeFolder(0o755, atEnd), "data"), undefined, atEnd);
  return [
    running,
    async () => {
      for (const work of works) await work();
    },
  ];
}

/** A fresh database of its own in a running cluster, with the roles of the built-in one. */
export async function makeDatabase(running: Running, name: string, settings = ""): Promise<DatabaseUrls> {
  const administrator = await superuserUrl(running, "postgres");
  await query(administrator, `create database ${name} owner dossier_owner template template0 ${settings}`);
  const inside = (url: string) => url.replace(/[^/]+$/, name);
  return {
    applicationUrl: inside(running.postgres.applicationUrl),
    ownerUrl: inside(running.postgres.ownerUrl),
    ownerIsApplication: false,
  };
}

export interface DatabaseUrls {
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  readonly ownerIsApplication: boolean;
}

/** Resolves when the database has reached this state; the states on the way are listed. */
export function stateReached(postgres: EmbeddedPostgres, wanted: DatabaseState): Promise<DatabaseState[]> {
  const seen: DatabaseState[] = [];
  return new Promise((resolve) => {
    postgres.onStateChange((state) => {
      seen.push(state);
      if (state === wanted) resolve(seen);
    });
  });
}

export async function query(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

export async function postmasterOf(location: string): Promise<number> {
  return Number((await readFile(join(location, "postmaster.pid"), "utf8")).split("\n")[0]);
}

export function parentOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).trim());
}

export async function noProcessIsLeft(location: string): Promise<void> {
  await expect.poll(() => findProcesses(location), { timeout: 10_000, interval: 20 }).toEqual([]);
}

/** The superuser of an embedded cluster, for what only a database's administrator can set up. */
export async function superuserUrl({ dataFolder, postgres }: Running, database: string): Promise<string> {
  const file = JSON.parse(await readFile(join(dataFolder.path, "database.json"), "utf8")) as {
    superuserPassword: string;
  };
  return `postgres://postgres:${file.superuserPassword}@${new URL(postgres.ownerUrl).host}/${database}`;
}

/** Another program that has this port. */
export async function occupy(port: number): Promise<void> {
  const server = createServer().listen({ host: "127.0.0.1", port });
  await once(server, "listening");
  onTestFinished(() => void server.close());
}

export const portOf = (url: string) => Number(new URL(url).port);

export interface Holder {
  readonly process: ChildProcess;
  readonly location: string;
  readonly applicationUrl: string;
  /** As the end of a server; answers its exit code. */
  stop(): Promise<number | null>;
}

/** A process of its own that runs the database, to be killed; or its words if it refuses to start. */
export async function startHolder(
  path: string,
  as: { uid?: number; gid?: number } = {},
): Promise<Holder | string> {
  const file = fileURLToPath(new URL("./hold-database.ts", import.meta.url));
  // A group of its own stands for the terminal's: a signal to the whole group is what Ctrl-C sends.
  const holder = spawn(process.execPath, [file, path], {
    ...as,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    cwd: "/",
  });
  onTestFinished(() => void holder.kill("SIGKILL"));
  let complaints = "";
  holder.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const line = await firstLine(holder);
  if (line === undefined) return complaints;
  const { location, applicationUrl } = JSON.parse(line) as { location: string; applicationUrl: string };
  const stop = async () => {
    holder.stdin.end();
    if (holder.exitCode === null) await once(holder, "exit");
    return holder.exitCode;
  };
  return { process: holder, location, applicationUrl, stop };
}

export async function startedHolder(path: string, as: { uid?: number; gid?: number } = {}): Promise<Holder> {
  const holder = await startHolder(path, as);
  if (typeof holder === "string") throw new Error(holder);
  return holder;
}

async function firstLine(holder: ChildProcess): Promise<string | undefined> {
  const lines = createInterface({ input: holder.stdout ?? new PassThrough().end() });
  const line = once(lines, "line").then(([text]) => String(text));
  return await Promise.race([line, once(holder, "close").then(() => undefined)]);
}
