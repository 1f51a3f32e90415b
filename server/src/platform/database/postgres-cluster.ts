import { randomUUID } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { type Account, binaryPath, type PostgresBinaries, runProgram } from "./postgres-binaries.ts";
import type { DatabaseFile } from "./postgres-place.ts";
import { APPLICATION_ROLE_SETTINGS, initialSettings } from "./postgres-settings.ts";
import { errorCode, StartRefusal } from "./start-refusal.ts";

export const DATABASE_NAME = "dossier";
export const OWNER_ROLE = "dossier_owner";
export const APPLICATION_ROLE = "dossier_app";
const SUPERUSER = "postgres";

/**
 * The first is the one to have. The second is for systems whose C library knows no C.UTF-8 (some macOS): letters are
 * then told apart by PostgreSQL's own tables and by the system's English ones.
 */
const LOCALES = [
  ["--locale=C.UTF-8"],
  ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C", "--lc-ctype=en_US.UTF-8"],
  ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
];

/** Makes the cluster beside its place and moves it there when it is whole, so that a crash leaves none or all of it. */
export async function makeCluster(
  binaries: PostgresBinaries,
  account: Account | undefined,
  location: string,
  superuserPassword: string,
): Promise<void> {
  const unfinished = `${location}.unfinished`;
  const passwordFile = `${location}.${randomUUID()}`;
  try {
    await writeFile(passwordFile, superuserPassword, { mode: 0o600, flag: "wx" });
    if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
    await runInitdb(binaries, account, unfinished, passwordFile);
    await rmdir(location).catch((error: unknown) => {
      if (errorCode(error) !== "ENOENT") throw error;
    });
    await rename(unfinished, location);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function runInitdb(
  binaries: PostgresBinaries,
  account: Account | undefined,
  folder: string,
  passwordFile: string,
) {
  const settings = Object.entries(initialSettings()).flatMap(([name, value]) => [
    "--set",
    `${name}=${value}`,
  ]);
  let explanation = "";
  for (const locale of LOCALES) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    if (account !== undefined) await chown(folder, account.uid, account.gid);
    const { code, text } = await runProgram(
      binaryPath(binaries, "initdb"),
      [
        `--pgdata=${folder}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--data-checksums",
        "--no-instructions",
        ...locale,
        ...settings,
      ],
      account,
    );
    if (code === 0) return;
    explanation = text.trim();
    if (!/invalid locale|locale/i.test(explanation)) break;
  }
  throw new StartRefusal({
    english: `The database could not be set up in ${folder}. PostgreSQL says:\n${explanation}`,
    chinese: `未能在 ${folder} 建立数据库。以上是 PostgreSQL 给出的原因。`,
  });
}

/** Data files of one major version cannot be read by another. */
export async function refuseOtherVersion(location: string, binaries: PostgresBinaries): Promise<void> {
  const written = (await readFile(join(location, "PG_VERSION"), "utf8")).trim();
  const ours = binaries.version.split(".")[0];
  if (written === ours) return;
  throw new StartRefusal({
    english:
      `The database in ${location} was written by PostgreSQL ${written}; this Dossier brings PostgreSQL ${ours}. ` +
      `Make a backup with the Dossier that wrote it, and restore it with this one.`,
    chinese:
      `${location} 里的数据库由 PostgreSQL ${written} 写成，而这个版本的 Dossier 自带 PostgreSQL ${ours}。` +
      `请用原来的 Dossier 做一次备份，再用现在的版本恢复。`,
  });
}

/** Makes the two roles and the database if they are missing; run at every start, so a half-done first one is completed. */
export async function prepareRoles(port: number, file: DatabaseFile): Promise<void> {
  const client = new Client(databaseUrl(SUPERUSER, file.superuserPassword, port, "postgres"));
  // Without a listener a connection that breaks would end this process; the query that it breaks fails anyway.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await prepareRole(client, OWNER_ROLE, file.ownerPassword);
    await prepareRole(client, APPLICATION_ROLE, file.applicationPassword);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME} owner ${OWNER_ROLE}`);
    const settings = Object.entries(APPLICATION_ROLE_SETTINGS).map(
      ([name, value]) => `alter role ${APPLICATION_ROLE} set ${name} = '${value}'`,
    );
    await client.query(
      [
        ...settings,
        `revoke all on database ${DATABASE_NAME} from public`,
        `grant connect, temporary on database ${DATABASE_NAME} to ${APPLICATION_ROLE}`,
        "revoke connect on database postgres from public",
      ].join(";\n"),
    );
  } finally {
    await client.end();
  }
}

async function prepareRole(client: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount !== 0) return;
  await client.query(
    `create role ${role} login nosuperuser nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
  );
}

export function databaseUrl(role: string, password: string, port: number, database = DATABASE_NAME): string {
  return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
