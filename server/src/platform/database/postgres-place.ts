import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { DataFolder } from "./data-folder.ts";
import { chooseAccount } from "./postgres-account.ts";
import {
  type Account,
  binaryPath,
  copyBinaries,
  findPostgresBinaries,
  type PostgresBinaries,
  runProgram,
} from "./postgres-binaries.ts";
import { readJsonFile, writePrivateFile } from "./private-file.ts";
import { errorCode, StartRefusal } from "./start-refusal.ts";

/** database.json in the data folder: where its database lies, and how to get in. Readable by the owner alone. */
const DatabaseFile = z.object({
  /** Only when the cluster could not lie in the data folder; that way a data folder can be moved as a whole. */
  outsideLocation: z.string().optional(),
  /** Since when there is a cluster: if it is missing after that, it was lost, and nothing may take its place. */
  createdAt: z.string().optional(),
  /** The port of the last run, taken again if it is free. */
  port: z.number().optional(),
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  applicationPassword: z.string(),
});
export type DatabaseFile = z.infer<typeof DatabaseFile>;

/** What one needs to know to run the cluster: who runs what, and where. */
export interface PostgresPlace {
  readonly binaries: PostgresBinaries;
  readonly account: Account | undefined;
  readonly location: string;
  readonly file: DatabaseFile;
  /** True when there is no cluster yet. */
  readonly isNew: boolean;
}

/** Where things go that the database's account cannot reach in the data folder or in node_modules. */
const REACHABLE_FOLDER = "/var/lib/dossier";

export async function choosePlace(
  dataFolder: DataFolder,
  reachableFolder = REACHABLE_FOLDER,
): Promise<PostgresPlace> {
  const found = await readJsonFile(databaseFile(dataFolder));
  const file = found === undefined ? undefined : DatabaseFile.parse(found);
  const account = await chooseAccount(dataFolder.path);
  const binaries = await reachableBinaries(findPostgresBinaries(), account, reachableFolder);
  if (file?.createdAt !== undefined) {
    const location = file.outsideLocation ?? insideLocation(dataFolder);
    if (!(await holdsCluster(location))) refuseLostCluster(dataFolder, location);
    const owner = await ownerOf(location, account);
    await refuseUnreachable(binaries, owner, location);
    return { binaries, account: owner, location, file, isNew: false };
  }
  const location = await makeLocation(dataFolder, binaries, account, reachableFolder);
  const isNew = !(await holdsCluster(location));
  if (file !== undefined) return { binaries, account, location, file, isNew };
  if (!isNew) refuseLostPasswords(dataFolder, location);
  const password = () => randomBytes(24).toString("base64url");
  const fresh = {
    ...(location === insideLocation(dataFolder) ? {} : { outsideLocation: location }),
    superuserPassword: password(),
    ownerPassword: password(),
    applicationPassword: password(),
  };
  await saveDatabaseFile(dataFolder, fresh);
  return { binaries, account, location, file: fresh, isNew: true };
}

export function saveDatabaseFile(dataFolder: DataFolder, file: DatabaseFile): Promise<void> {
  return writePrivateFile(databaseFile(dataFolder), JSON.stringify(file, undefined, 2));
}

async function makeLocation(
  dataFolder: DataFolder,
  binaries: PostgresBinaries,
  account: Account | undefined,
  reachableFolder: string,
): Promise<string> {
  const inside = insideLocation(dataFolder);
  if (account === undefined) return inside;
  await letAccountPass(dataFolder.path, account);
  await giveFolder(inside, account);
  if (await canReach(binaries, account, inside)) return inside;
  // Nobody shall look for the database in an empty folder.
  await rmdir(inside);
  const outside = join(reachableFolder, dataFolder.installationId);
  await mkdir(outside, { recursive: true, mode: 0o755 });
  await giveFolder(join(outside, "postgres"), account);
  return join(outside, "postgres");
}

/** The data folder is private to root; the account gets the right to pass through it, but not to look around. */
async function letAccountPass(folder: string, account: Account): Promise<void> {
  const { mode, uid } = await stat(folder);
  if (uid === account.uid || (mode & 0o077) !== 0) return;
  await chown(folder, uid, account.gid);
  await chmod(folder, 0o710);
}

async function giveFolder(path: string, account: Account): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chown(path, account.uid, account.gid);
}

/** These, or a copy of them that the account can run. */
export async function reachableBinaries(
  binaries: PostgresBinaries,
  account: Account | undefined,
  reachableFolder: string,
): Promise<PostgresBinaries> {
  if (account === undefined || (await canRun(binaries, account))) return binaries;
  return await copyBinaries(binaries, reachableFolder);
}

async function canRun(binaries: PostgresBinaries, account: Account): Promise<boolean> {
  try {
    return (await runProgram(binaryPath(binaries, "postgres"), ["--version"], account)).code === 0;
  } catch (error) {
    if (errorCode(error) === "EACCES") return false;
    throw error;
  }
}

/** Asked of a real process of that account, so that access lists and mount options count as well as modes. */
async function canReach(binaries: PostgresBinaries, account: Account, folder: string): Promise<boolean> {
  const { text } = await runProgram(binaryPath(binaries, "pg_ctl"), ["status", "-D", folder], account);
  return !text.includes("Permission denied");
}

async function refuseUnreachable(binaries: PostgresBinaries, account: Account | undefined, location: string) {
  if (account === undefined ? await isOurs(location) : await canReach(binaries, account, location)) return;
  throw new StartRefusal({
    english:
      `The database in ${location} cannot be opened by the user that PostgreSQL runs as. ` +
      `Start Dossier as the user who started it before, or give that user the right to enter the folders above it.`,
    chinese:
      `运行 PostgreSQL 的用户打不开 ${location} 里的数据库。` +
      `请用上次启动 Dossier 的用户启动，或让该用户有权进入它的上级文件夹。`,
  });
}

async function isOurs(location: string): Promise<boolean> {
  return process.getuid === undefined || (await stat(location)).uid === process.getuid();
}

/** As root, a cluster runs as the user who owns its files: that is the one PostgreSQL insists on. */
async function ownerOf(location: string, account: Account | undefined): Promise<Account | undefined> {
  if (account === undefined) return undefined;
  const owner = await stat(location).catch(() => undefined);
  return owner === undefined || owner.uid === 0 ? account : { uid: owner.uid, gid: owner.gid };
}

async function holdsCluster(location: string): Promise<boolean> {
  try {
    await stat(join(location, "PG_VERSION"));
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    // A folder we may not look into is no empty one; the caller finds out why.
    return true;
  }
}

function refuseLostCluster(dataFolder: DataFolder, location: string): never {
  throw new StartRefusal({
    english:
      `The database of this data folder lay in ${location} and is no longer there. Put it back (from a backup), ` +
      `or delete ${databaseFile(dataFolder)} to begin with an empty archive.`,
    chinese:
      `这个数据文件夹的数据库原本在 ${location}，现在找不到了。请从备份恢复到原处；` +
      `若确实要从空档案重新开始，请删除 ${databaseFile(dataFolder)}。`,
  });
}

function refuseLostPasswords(dataFolder: DataFolder, location: string): never {
  throw new StartRefusal({
    english: `There is a database in ${location}, but ${databaseFile(dataFolder)} with its passwords is missing. Put that file back from a backup.`,
    chinese: `${location} 里有数据库，但保存其密码的 ${databaseFile(dataFolder)} 不见了。请从备份中恢复该文件。`,
  });
}

const insideLocation = (dataFolder: DataFolder) => join(dataFolder.path, "postgres");
const databaseFile = (dataFolder: DataFolder) => join(dataFolder.path, "database.json");
