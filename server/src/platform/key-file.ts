import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Pool, PoolClient } from "pg";
import { Cipher } from "./crypto.ts";
import { errorCode, StartRefusal } from "./database/start-refusal.ts";
import { newId } from "./ids.ts";

export interface OpenedKey {
  readonly cipher: Cipher;
  readonly path: string;
  /** True when this start made the key: somebody has to be told to keep a copy. */
  readonly isNew: boolean;
}

interface InstallationRow {
  readonly id: string;
  readonly key_check: Buffer;
}

const CHECK_TEXT = "dossier";

/**
 * Opens the key file of this archive, or makes it for a new one. Refuses to start without the key of an archive that
 * has one, and with the key of another: going on would write contact data that nobody can read again.
 */
export async function openKey(
  pool: Pool,
  chosenPath: string | null,
  newInstallationId: string | null,
): Promise<OpenedKey> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // Of two servers that start together on a new database one makes the key, and both go on with it.
    await client.query("select pg_advisory_xact_lock(hashtext('dossier.key'))");
    const opened = await openKeyAlone(client, chosenPath, newInstallationId);
    await client.query("commit");
    client.release();
    return opened;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** The key of an archive that has been opened, for another thread of the same process. */
export async function cipherOf(path: string): Promise<Cipher> {
  const secret = await readSecret(path);
  if (!secret) throw new Error("the key file that was just opened is gone");
  return new Cipher(secret);
}

async function openKeyAlone(
  client: PoolClient,
  chosenPath: string | null,
  newInstallationId: string | null,
): Promise<OpenedKey> {
  const known = await readInstallation(client);
  const installationId = known?.id ?? newInstallationId ?? newId();
  const path = chosenPath ?? join(homedir(), ".config", "dossier", `${installationId}.key`);
  const secret = await readSecret(path);
  if (known && !secret) {
    throw new StartRefusal({
      english: `The key file ${path} is missing, and without it the contact data of this archive cannot be read. Put your copy of it back, or name its place with DOSSIER_KEY_FILE.`,
      chinese: `缺少密钥文件 ${path}，没有它就无法读取本档案中的联系方式。请把备份的密钥放回原处，或用 DOSSIER_KEY_FILE 指明它的位置。`,
    });
  }
  const cipher = new Cipher(secret ?? (await makeSecret(path)));
  if (known) refuseForeignKey(cipher, known, path);
  else await makeInstallation(client, installationId, cipher);
  return { cipher, path, isNew: secret === null };
}

async function readInstallation(client: PoolClient): Promise<InstallationRow | null> {
  const { rows } = await client.query<InstallationRow>("select id, key_check from installation limit 1");
  return rows[0] ?? null;
}

async function makeInstallation(client: PoolClient, id: string, cipher: Cipher): Promise<void> {
  const keyCheck = cipher.seal({ table: "installation", rowId: id }, CHECK_TEXT);
  await client.query("insert into installation (id, key_check) values ($1, $2)", [id, keyCheck]);
}

function refuseForeignKey(cipher: Cipher, row: InstallationRow, path: string): void {
  try {
    if (cipher.open({ table: "installation", rowId: row.id }, row.key_check) === CHECK_TEXT) return;
  } catch {
    // Falls through to the refusal.
  }
  throw new StartRefusal({
    english: `The key file ${path} does not belong to this archive. Put the right one in its place, or name it with DOSSIER_KEY_FILE.`,
    chinese: `密钥文件 ${path} 不属于本档案。请换成正确的密钥，或用 DOSSIER_KEY_FILE 指明它的位置。`,
  });
}

async function readSecret(path: string): Promise<Buffer | null> {
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw new StartRefusal(
      {
        english: `The key file ${path} cannot be read (${errorCode(error) ?? "unknown"}). Give this user the right to read it, or name another place with DOSSIER_KEY_FILE.`,
        chinese: `无法读取密钥文件 ${path}（${errorCode(error) ?? "未知原因"}）。请给当前用户读取权限，或用 DOSSIER_KEY_FILE 指明其他位置。`,
      },
      { cause: error },
    );
  }
  const secret = Buffer.from(content.trim(), "base64");
  if (secret.length !== 32) {
    throw new StartRefusal({
      english: `The file ${path} is damaged, or no key file of Dossier. Put your copy of the key back, or name another place with DOSSIER_KEY_FILE.`,
      chinese: `${path} 已损坏，或不是 Dossier 的密钥文件。请放回备份的密钥，或用 DOSSIER_KEY_FILE 指明其他位置。`,
    });
  }
  return secret;
}

async function makeSecret(path: string): Promise<Buffer> {
  const secret = randomBytes(32);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // "wx": never over a key that appeared in the meantime. Flushed: what it encrypts is on the disk as well.
    await writeFile(path, `${secret.toString("base64")}\n`, { mode: 0o600, flag: "wx", flush: true });
  } catch (error) {
    throw new StartRefusal(
      {
        english: `The key file ${path} cannot be written (${errorCode(error) ?? "unknown"}). Give this user the right to write there, or name another place with DOSSIER_KEY_FILE.`,
        chinese: `无法写入密钥文件 ${path}（${errorCode(error) ?? "未知原因"}）。请给当前用户写入权限，或用 DOSSIER_KEY_FILE 指明其他位置。`,
      },
      { cause: error },
    );
  }
  return secret;
}
