import { randomUUID } from "node:crypto";
import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { holdLock, type Lock } from "./folder-lock.ts";
import { giveToOwnerOf, readJsonFile, writePrivateFile } from "./private-file.ts";
import { errorCode, StartRefusal } from "./start-refusal.ts";

const Installation = z.object({ id: z.uuid(), createdAt: z.string() });

/** What the holder of a data folder tells others: who it is, and where its database listens while it runs. */
const Holder = z.object({
  pid: z.number(),
  since: z.string(),
  /** What it was started for: "server", or the name of a command. */
  purpose: z.string(),
  address: z.string().optional(),
  applicationUrl: z.string().optional(),
  ownerUrl: z.string().optional(),
});
export type Holder = z.infer<typeof Holder>;
export type Announcement = Partial<Pick<Holder, "address" | "applicationUrl" | "ownerUrl">>;

export interface DataFolder {
  readonly path: string;
  /** Random, made once; names the key file and a database that must lie elsewhere. */
  readonly installationId: string;
  /** Adds to what others may ask of us; the file is readable by its owner alone. */
  announce(announcement: Announcement): Promise<void>;
  close(): Promise<void>;
}

export class DataFolderInUse extends StartRefusal {
  readonly holder: Holder | undefined;

  constructor(path: string, holder: Holder | undefined) {
    const who = holder === undefined ? "" : ` (${holder.purpose}, pid ${holder.pid})`;
    const since = holder === undefined ? "" : ` since ${holder.since}`;
    const at = holder?.address === undefined ? "" : `, at ${holder.address}`;
    super({
      english:
        `The data folder ${path} is already in use by another Dossier process${who}${since}${at}. ` +
        `Stop that one first, or choose another folder with DATA_DIR.`,
      chinese:
        `数据文件夹 ${path} 正被另一个 Dossier 进程使用` +
        (holder === undefined
          ? "。"
          : `（${holder.purpose}，进程号 ${holder.pid}，${holder.since} 启动${holder.address === undefined ? "" : `，地址 ${holder.address}`}）。`) +
        `请先停掉它，或用 DATA_DIR 另选一个文件夹。`,
    });
    this.holder = holder;
  }
}

/** Makes or opens the data folder and holds it alone until close() or the end of this process, however it ends. */
export async function openDataFolder(folder: string, purpose = "server"): Promise<DataFolder> {
  const path = resolve(folder);
  let lock: Lock | undefined;
  try {
    await makeFolder(path);
    lock = holdLock(lockFile(path), LONGER_THAN_A_LOOK);
    if (lock === undefined) throw new DataFolderInUse(path, await readHolder(path));
    await giveToOwnerOf(path, lockFile(path));
    const installation = await openInstallation(path);
    return await announceHolder(path, installation.id, purpose, lock);
  } catch (error) {
    lock?.release();
    throw error instanceof StartRefusal ? error : refusalFor(path, error);
  }
}

/** Who runs on this data folder right now; nothing when nobody does, even if the last one was killed. */
export async function findHolder(folder: string): Promise<Holder | undefined> {
  const path = resolve(folder);
  if ((await readHolder(path)) === undefined) return undefined;
  const lock = holdLock(lockFile(path));
  if (lock === undefined) return await readHolder(path);
  lock.release();
  return undefined;
}

async function announceHolder(
  path: string,
  installationId: string,
  purpose: string,
  lock: Lock,
): Promise<DataFolder> {
  let holder: Holder = { pid: process.pid, since: new Date().toISOString(), purpose };
  // One after the other: two announcements at once must not overwrite each other with what they knew before.
  let writing = Promise.resolve();
  const write = (announcement: Announcement) => {
    holder = { ...holder, ...announcement };
    const text = JSON.stringify(holder, undefined, 2);
    writing = writing.catch(() => undefined).then(() => writePrivateFile(holderFile(path), text));
    return writing;
  };
  await write({});
  return {
    path,
    installationId,
    announce: write,
    async close() {
      await writing.catch(() => undefined);
      await rm(holderFile(path), { force: true });
      lock.release();
    },
  };
}

async function makeFolder(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true, mode: 0o700 });
  if (firstMade !== undefined) await giveToOwnerOf(dirname(path), path);
  if (!(await stat(path)).isDirectory()) throw Object.assign(new Error("not a folder"), { code: "ENOTDIR" });
}

async function openInstallation(path: string): Promise<z.infer<typeof Installation>> {
  const file = join(path, "installation.json");
  const found = await readJsonFile(file);
  if (found !== undefined) return Installation.parse(found);
  const installation = { id: randomUUID(), createdAt: new Date().toISOString() };
  await writePrivateFile(file, JSON.stringify(installation, undefined, 2));
  return installation;
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const holder = Holder.safeParse(await readJsonFile(holderFile(path)).catch(() => undefined));
  return holder.success ? holder.data : undefined;
}

/** findHolder holds the lock for an instant when it looks: that must not pass for a running server. */
const LONGER_THAN_A_LOOK = 250;
const lockFile = (path: string) => join(path, "lock");
const holderFile = (path: string) => join(path, "holder.json");

function refusalFor(path: string, error: unknown): StartRefusal {
  const code = errorCode(error);
  if (code === "ENOSPC") {
    return new StartRefusal(
      {
        english: `The disk of the data folder ${path} is full. Free some space and start again.`,
        chinese: `数据文件夹 ${path} 所在的磁盘已满。请腾出空间后再启动。`,
      },
      { cause: error },
    );
  }
  return new StartRefusal(
    {
      english:
        `The data folder ${path} cannot be opened (${code ?? "its files are damaged"}). ` +
        `Give this user the right to write there, or choose another folder with DATA_DIR.`,
      chinese:
        `无法打开数据文件夹 ${path}（${code ?? "其中的文件已损坏"}）。` +
        `请给当前用户写入权限，或用 DATA_DIR 另选一个文件夹。`,
    },
    { cause: error },
  );
}
