import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Pool } from "pg";
import { Cipher } from "./crypto.ts";
import { StartRefusal } from "./database/start-refusal.ts";
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
  const known = await readInstallation(pool);
  const installationId = known?.id ?? newInstallationId ?? newId();
  const path = chosenPath ?? join(homedir(), ".config", "dossier", `${installationId}.key`);
  const secret = await readSecret(path);
  if (known && !secret) {
    throw new StartRefusal({
      english: `The key file ${path} is missing, and without it the contact data of this archive cannot be read. Put your copy of it back, or name its place with DOSSIER_KEY_FILE.`,
      chinese: `缺少密钥文件 ${path},没有它就无法读取本档案中的联系方式。请把备份的密钥放回原处,或用 DOSSIER_KEY_FILE 指明它的位置。`,
    });
  }
  const cipher = new Cipher(secret ?? (await makeSecret(path)));
  const row = known ?? (await makeInstallation(pool, installationId, cipher));
  refuseForeignKey(cipher, row, path);
  return { cipher, path, isNew: secret === null };
}

async function readInstallation(pool: Pool): Promise<InstallationRow | null> {
  const { rows } = await pool.query<InstallationRow>("select id, key_check from installation limit 1");
  return rows[0] ?? null;
}

/** Of two servers that start together one makes the row, and both go on with it. */
async function makeInstallation(pool: Pool, id: string, cipher: Cipher): Promise<InstallationRow> {
  const keyCheck = cipher.seal({ table: "installation", rowId: id }, CHECK_TEXT);
  await pool.query(
    "insert into installation (id, key_check) select $1, $2 where not exists (select from installation)",
    [id, keyCheck],
  );
  const row = await readInstallation(pool);
  if (!row) throw new Error("the installation row is missing right after it was made");
  return row;
}

function refuseForeignKey(cipher: Cipher, row: InstallationRow, path: string): void {
  try {
    if (cipher.open({ table: "installation", rowId: row.id }, row.key_check) === CHECK_TEXT) return;
  } catch {
    // Falls through to the refusal.
  }
  throw new StartRefusal({
    english: `The key file ${path} does not belong to this archive. Put the right one in its place, or name it with DOSSIER_KEY_FILE.`,
    chinese: `密钥文件 ${path} 不属于本档案。请换成正确的密钥,或用 DOSSIER_KEY_FILE 指明它的位置。`,
  });
}

async function readSecret(path: string): Promise<Buffer | null> {
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const secret = Buffer.from(content.trim(), "base64");
  if (secret.length !== 32) {
    throw new StartRefusal({
      english: `The file ${path} is not a key file of Dossier. Put your copy of the key back, or name another place with DOSSIER_KEY_FILE.`,
      chinese: `${path} 不是有效的密钥文件。请放回备份的密钥,或用 DOSSIER_KEY_FILE 指明其他位置。`,
    });
  }
  return secret;
}

async function makeSecret(path: string): Promise<Buffer> {
  const secret = randomBytes(32);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // "wx": never over a key that appeared in the meantime.
  await writeFile(path, `${secret.toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  return secret;
}
