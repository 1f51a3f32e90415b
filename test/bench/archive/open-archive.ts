import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import pg from "pg";
import { openDataFolder } from "../../../server/src/platform/database/data-folder.ts";
import { startEmbeddedPostgres } from "../../../server/src/platform/database/postgres-supervisor.ts";
import { createLogger } from "../../../server/src/platform/logger.ts";
import { SIZES, repository, type Options, type Size } from "../options.ts";
import { parentOf } from "./cpu-time.ts";

/** A running PostgreSQL with an archive of Dossier in it, and who may come in. */
export interface Archive {
  size: Size;
  applicationUrl: string;
  ownerUrl: string;
  superuserUrl: string;
  keyFile: string;
  /** Its process, the parent of all backends. */
  postmaster: number;
  query<Row extends pg.QueryResultRow>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** The same archive in a database of its own, for whatever writes; nobody may be connected to the original. */
  copyForWriting(): Promise<Archive & { drop(): Promise<void> }>;
  close(): Promise<void>;
}

type Place = Pick<Archive, "size" | "applicationUrl" | "ownerUrl" | "superuserUrl"> & {
  keyFile: string | undefined;
};

const COPY = "dossier_bench_copy";

/** Starts PostgreSQL on the archive of a size. An archive that is not there is made first. */
export async function openArchive(size: Size, options: Options): Promise<Archive> {
  const dataDir = options.dataDirs.get(size);
  if (dataDir === undefined) throw new Error(`no folder for ${size}`);
  const keyFile = options.keyFiles.get(size);
  if (!existsSync(join(dataDir, "database.json"))) await makeArchive(size, dataDir, keyFile);
  const dataFolder = await openDataFolder(dataDir, "bench");
  const postgres = await startEmbeddedPostgres({ dataFolder, logger: createLogger("error") });
  const ownerUrl = postgres.ownerUrl;
  const superuserUrl = await superuserOf(dataDir, ownerUrl);
  return await archiveAt({
    size,
    applicationUrl: postgres.applicationUrl,
    ownerUrl,
    superuserUrl,
    keyFile,
    async close() {
      await postgres.stop();
      await dataFolder.close();
    },
  });
}

async function archiveAt(place: Place & Pick<Archive, "close">): Promise<Archive> {
  const query = <Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []) =>
    ask<Row>(place.superuserUrl, sql, parameters);
  const [installation] = await query<{ id: string }>("select id from installation");
  if (!installation)
    throw new Error(`The archive of size ${place.size} is empty. Remove its folder and start again.`);
  return {
    ...place,
    query,
    keyFile: place.keyFile ?? join(homedir(), ".config", "dossier", `${installation.id}.key`),
    postmaster: await findPostmaster(place.superuserUrl),
    copyForWriting: () => copyOf(place),
  };
}

async function copyOf(original: Place): Promise<Archive & { drop(): Promise<void> }> {
  const [owner, application] = [userIn(original.ownerUrl), userIn(original.applicationUrl)];
  const maintenance = within(original.superuserUrl, "postgres");
  const drop = async () => {
    await ask(maintenance, `drop database if exists ${COPY} with (force)`);
  };
  await drop();
  await withoutVisitors(maintenance, nameIn(original.ownerUrl), () =>
    ask(
      maintenance,
      `create database ${COPY} template ${nameIn(original.ownerUrl)} owner ${owner} strategy file_copy`,
    ),
  );
  await ask(maintenance, `revoke all on database ${COPY} from public`);
  await ask(maintenance, `grant connect, temporary on database ${COPY} to ${application}`);
  const copy = await archiveAt({
    size: original.size,
    keyFile: original.keyFile,
    applicationUrl: within(original.applicationUrl, COPY),
    ownerUrl: within(original.ownerUrl, COPY),
    superuserUrl: within(original.superuserUrl, COPY),
    close: async () => undefined,
  });
  return { ...copy, drop };
}

/** A database can be copied while nobody is in it; whoever watches over it comes back by himself. */
async function withoutVisitors(
  maintenance: string,
  database: string,
  work: () => Promise<unknown>,
): Promise<void> {
  await ask(maintenance, `alter database ${database} allow_connections false`);
  try {
    await ask(maintenance, "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
      database,
    ]);
    await work();
  } finally {
    await ask(maintenance, `alter database ${database} allow_connections true`);
  }
}

/** `dossier seed`, or for the demo archive the import that every new installation can do. */
async function makeArchive(size: Size, dataDir: string, keyFile: string | undefined): Promise<void> {
  const wanted = SIZES[size];
  if (!wanted)
    throw new Error(
      `There is no demo archive in ${dataDir}. Start Dossier once with DATA_DIR=${dataDir}, and stop it when the demo customers are there.`,
    );
  process.stderr.write(`Making the archive of ${wanted.customers} customers …\n`);
  const child = spawn(
    process.execPath,
    [
      join(repository, "server", "start.mjs"),
      "dossier",
      "seed",
      "--customers",
      String(wanted.customers),
      "--complaints",
      String(wanted.complaints),
    ],
    {
      cwd: repository,
      env: { ...process.env, DATA_DIR: dataDir, ...(keyFile && { DOSSIER_KEY_FILE: keyFile }) },
      stdio: ["ignore", 2, 2],
    },
  );
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`\`dossier seed\` ended with ${String(code)}.`);
}

async function superuserOf(dataDir: string, ownerUrl: string): Promise<string> {
  const file: unknown = JSON.parse(await readFile(join(dataDir, "database.json"), "utf8"));
  if (typeof file !== "object" || file === null || !("superuserPassword" in file))
    throw new Error("database.json holds no superuserPassword any more: look at postgres-place.ts");
  const url = new URL(ownerUrl);
  url.username = "postgres";
  url.password = String(file.superuserPassword);
  return url.href;
}

/** Asked while the connection is open: its backend's parent is the postmaster. */
async function findPostmaster(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    return parentOf(rows[0]?.pid ?? 0);
  } finally {
    await client.end();
  }
}

async function ask<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

function within(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

const nameIn = (url: string) => new URL(url).pathname.slice(1);
const userIn = (url: string) => decodeURIComponent(new URL(url).username);
