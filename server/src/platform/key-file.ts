import { homedir } from "node:os";
import { join } from "node:path";
import type { KeyObject } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { BLIND_INDEX_KINDS, Cipher } from "./crypto.ts";
import {
  addDataKey,
  addFirstDataKeys,
  ForeignDataKey,
  makeKeyCheck,
  newKey,
  openDataKey,
  readDataKeys,
  readKeyCheck,
  rewrapDataKeys,
  wrappingKeyOf,
  type Asked,
} from "./data-keys.ts";
import { StartRefusal } from "./database/start-refusal.ts";
import { newId } from "./ids.ts";
import { KeyPurpose, Keyring, type OpenDataKey } from "./keyring.ts";
import { makeSecret, readSecret } from "./secret-file.ts";

export interface OpenedKey {
  readonly cipher: Cipher;
  readonly keyring: Keyring;
  /** Wraps data keys; the key file is where it comes from. */
  readonly wrapping: KeyObject;
  readonly path: string;
  /** True when this start made the key: somebody has to be told to keep a copy. */
  readonly isNew: boolean;
  /** See `legacy-changes.ts`. */
  readonly hasChangesToConvert: boolean;
}

interface InstallationRow {
  readonly id: string;
  readonly key_check: Buffer;
  readonly has_changes_to_convert: boolean;
}

/** Ours among the advisory locks: whoever makes or changes keys holds it. */
export const LOCK_KEYS = "select pg_advisory_xact_lock(hashtext('dossier.key'))";

/**
 * Opens the key file of this archive and with it the keys that its data is sealed with, or makes them for a new one.
 * Refuses to start without the key of an archive that has one, and with the key of another: going on would write contact
 * data that nobody can read again.
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
    await client.query(LOCK_KEYS);
    const { keys, ...opened } = await openKeyAlone(client, chosenPath, newInstallationId);
    await client.query("commit");
    client.release();
    const keyring = new Keyring(keys, () => readAnew(pool, opened));
    return { ...opened, keyring, cipher: new Cipher(keyring) };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function openKeyAlone(client: PoolClient, chosenPath: string | null, newInstallationId: string | null) {
  const known = await readInstallation(client);
  const installationId = known?.id ?? newInstallationId ?? newId();
  const path = pathOf(chosenPath, installationId);
  const found = await readSecret(path);
  const secret = found ?? (known ? missingKeyFile(path) : await makeSecret(path));
  const wrapping = wrappingKeyOf(secret);
  if (known) await checkKeyFile(client, known, secret, path);
  else await makeInstallation(client, installationId, wrapping);
  return {
    path,
    wrapping,
    isNew: found === null,
    hasChangesToConvert: known?.has_changes_to_convert ?? false,
    keys: await openDataKeys(client, wrapping, path),
  };
}

function pathOf(chosenPath: string | null, installationId: string): string {
  return chosenPath ?? join(homedir(), ".config", "dossier", `${installationId}.key`);
}

function missingKeyFile(path: string): never {
  throw new StartRefusal({
    english: `The key file ${path} is missing, and without it the contact data of this archive cannot be read. Put your copy of it back, or name its place with DOSSIER_KEY_FILE.`,
    chinese: `缺少密钥文件 ${path}，没有它就无法读取本档案中的联系方式。请把备份的密钥放回原处，或用 DOSSIER_KEY_FILE 指明它的位置。`,
  });
}

async function readInstallation(client: Asked): Promise<InstallationRow | null> {
  const { rows } = await client.query<InstallationRow>(
    "select id, key_check, has_changes_to_convert from installation limit 1",
  );
  return rows[0] ?? null;
}

async function makeInstallation(client: PoolClient, id: string, wrapping: KeyObject): Promise<void> {
  const check = makeKeyCheck(wrapping, id);
  await client.query("insert into installation (id, key_check) values ($1, $2)", [id, check]);
  await addFirstDataKeys(client, wrapping, null);
}

/**
 * Wraps everything with another key file, which is made when there is none. Nothing is encrypted anew; from the next start
 * on the archive opens with this file only. Repeated after a crash it finds its work done, or does it.
 */
export async function changeKeyFile(
  pool: Pool,
  { chosenPath, newPath }: { readonly chosenPath: string | null; readonly newPath: string },
): Promise<{ readonly path: string; readonly outcome: "CHANGED" | "WAS_CHANGED" }> {
  const newSecret = (await readSecret(newPath)) ?? (await makeSecret(newPath));
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(LOCK_KEYS);
    const known = await readInstallation(client);
    if (known === null) {
      throw new StartRefusal({
        english: "This archive has no key yet: start Dossier once first.",
        chinese: "本档案还没有密钥，请先启动一次 Dossier。",
      });
    }
    const path = pathOf(chosenPath, known.id);
    const isDone = readKeyCheck(newSecret, known.id, known.key_check) === "BY_WRAPPING_KEY";
    if (!isDone) {
      const secret = (await readSecret(path)) ?? missingKeyFile(path);
      await checkKeyFile(client, known, secret, path);
      const wrapping = wrappingKeyOf(newSecret);
      await rewrapDataKeys(client, wrappingKeyOf(secret), wrapping);
      await client.query("update installation set key_check = $1", [makeKeyCheck(wrapping, known.id)]);
    }
    await client.query("commit");
    client.release();
    return { path, outcome: isDone ? "WAS_CHANGED" : "CHANGED" };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Refuses the key of another archive. What the key file itself sealed so far becomes the first data keys, once. */
async function checkKeyFile(
  client: PoolClient,
  { id, key_check }: InstallationRow,
  secret: Buffer,
  path: string,
): Promise<void> {
  const made = readKeyCheck(secret, id, key_check);
  if (made === null) {
    throw new StartRefusal({
      english: `The key file ${path} does not belong to this archive. Put the right one in its place, or name it with DOSSIER_KEY_FILE.`,
      chinese: `密钥文件 ${path} 不属于本档案。请换成正确的密钥，或用 DOSSIER_KEY_FILE 指明它的位置。`,
    });
  }
  if (made === "BY_WRAPPING_KEY") return;
  const wrapping = wrappingKeyOf(secret);
  await client.query("update installation set key_check = $1", [makeKeyCheck(wrapping, id)]);
  await addFirstDataKeys(client, wrapping, secret);
}

async function openDataKeys(client: Asked, wrapping: KeyObject, path: string): Promise<OpenDataKey[]> {
  let keys: OpenDataKey[];
  try {
    keys = (await readDataKeys(client)).map((key) => openDataKey(wrapping, key));
  } catch (error) {
    if (!(error instanceof ForeignDataKey)) throw error;
    throw new StartRefusal({
      english: `The key file ${path} is right, but data key ${error.id} of this archive (table data_key) does not open with it: it was altered or damaged. Restore the database from a backup.`,
      chinese: `密钥文件 ${path} 正确，但本档案的数据密钥 ${error.id}（data_key 表）无法用它打开，可能已被改动或损坏。请从备份恢复数据库。`,
    });
  }
  keys.push(...(await addNewKinds(client, wrapping, keys)));
  const isThere = (purpose: KeyPurpose, kind: number | null) =>
    keys.some((key) => key.purpose === purpose && key.kind === kind && key.activeIn <= 0);
  const missing = [
    ...[KeyPurpose.FIELD, KeyPurpose.SESSION, KeyPurpose.CHAIN].filter((purpose) => !isThere(purpose, null)),
    ...BLIND_INDEX_KINDS.filter((kind) => !isThere(KeyPurpose.BLIND, kind)).map((kind) => `BLIND ${kind}`),
  ];
  if (missing.length > 0) {
    throw new StartRefusal({
      english: `Data keys of this archive are missing (table data_key: ${missing.join(", ")}). Going on would write what cannot be read together with the rest. Restore the database from a backup.`,
      chinese: `本档案缺少数据密钥（data_key 表：${missing.join("、")}）。继续运行会写入无法与原有数据一起读取的内容。请从备份恢复数据库。`,
    });
  }
  return keys;
}

/** Kinds that this version brought; they are numbered one after the other. */
async function addNewKinds(
  client: Asked,
  wrapping: KeyObject,
  keys: readonly OpenDataKey[],
): Promise<OpenDataKey[]> {
  const newest = Math.max(...keys.map(({ kind }) => kind ?? 0));
  const added: OpenDataKey[] = [];
  const kinds: readonly number[] = BLIND_INDEX_KINDS;
  for (const kind of kinds)
    if (newest > 0 && kind > newest)
      added.push(await addDataKey(client, wrapping, newKey(KeyPurpose.BLIND, kind)));
  return added;
}

/** Reads the keys anew while the server runs. The key file may have been changed for another meanwhile. */
async function readAnew(
  pool: Pool,
  { path, wrapping }: Pick<OpenedKey, "path" | "wrapping">,
): Promise<OpenDataKey[]> {
  const wrapped = await readDataKeys(pool);
  try {
    return wrapped.map((key) => openDataKey(wrapping, key));
  } catch (error) {
    const secret = await readSecret(path);
    if (!secret) throw error;
    return wrapped.map((key) => openDataKey(wrappingKeyOf(secret), key));
  }
}
