import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from "node:crypto";
import { BLIND_INDEX_KINDS } from "./crypto.ts";
import { KeyPurpose, type OpenDataKey } from "./keyring.ts";
import {
  BlobFormat,
  DataIntegrityError,
  openBlob,
  readHead,
  sealBlob,
  type SealedPlace,
} from "./sealed-blob.ts";

/** A connection that statements go over one after the other. */
export interface Asked {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the driver's own signature
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** A data key that does not open although the key file is the right one. */
export class ForeignDataKey extends Error {
  readonly id: number;

  constructor(id: number) {
    super("a data key does not open");
    this.id = id;
  }
}

/** The key file's own key, which wraps data keys and is kept nowhere. */
export function wrappingKeyOf(secret: Buffer): KeyObject {
  return createSecretKey(derived(secret, "kek"));
}

/** What was derived from the key file before there were data keys. */
function derived(secret: Buffer, purpose: string, length = 32): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "dossier", purpose, length));
}

interface WrappedDataKey {
  readonly id: number;
  readonly purpose: KeyPurpose;
  readonly kind: number | null;
  readonly wrapped: Buffer;
  readonly activeIn: number;
}

/**
 * Every key that was not destroyed, by its id. By the clock and not by the transaction's time: who waited for the keys to
 * be made began before whoever made them.
 */
export async function readDataKeys(client: Asked): Promise<WrappedDataKey[]> {
  const { rows } = await client.query<WrappedDataKey>(`
    select id, purpose, kind, wrapped,
      greatest(0, extract(epoch from active_from - clock_timestamp()) * 1000)::float8 as "activeIn"
    from data_key where wrapped is not null order by id`);
  return rows;
}

export function openDataKey(
  wrapping: KeyObject,
  { id, purpose, kind, wrapped, activeIn }: WrappedDataKey,
): OpenDataKey {
  try {
    return { id, purpose, kind, activeIn, secret: openBlob(wrapping, placeOf(id, purpose, kind), wrapped) };
  } catch {
    throw new ForeignDataKey(id);
  }
}

export interface NewDataKey extends Omit<OpenDataKey, "id" | "activeIn"> {
  readonly afterSeconds?: number;
}

/** A random key; the keys of blind indexes are as long as SHA-256 takes at a time. */
export function newKey(purpose: KeyPurpose, kind: number | null = null): NewDataKey {
  return { purpose, kind, secret: randomBytes(purpose === KeyPurpose.BLIND ? 64 : 32) };
}

/** Wraps a data key and adds it, after all that there are. It can be used at once, or after so many seconds. */
export async function addDataKey(
  client: Asked,
  wrapping: KeyObject,
  { purpose, kind, secret, afterSeconds = 0 }: NewDataKey,
): Promise<OpenDataKey> {
  const { rows } = await client.query<{ id: number }>("select coalesce(max(id), 0) + 1 as id from data_key");
  const id = rows[0]?.id ?? 1;
  await client.query(
    `insert into data_key (id, purpose, kind, wrapped, active_from)
     values ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
    [id, purpose, kind, sealWith(wrapping, placeOf(id, purpose, kind), secret), afterSeconds],
  );
  return { id, purpose, kind, secret, activeIn: afterSeconds * 1000 };
}

/** The keys of an archive that has none yet: random ones, or what its data is sealed with since before there were any. */
export async function addFirstDataKeys(
  client: Asked,
  wrapping: KeyObject,
  formerSecret: Buffer | null,
): Promise<void> {
  const former = (key: NewDataKey, name: string): NewDataKey =>
    formerSecret ? { ...key, secret: derived(formerSecret, name, key.secret.length) } : key;
  const keys = [
    // The first one gets the number that stands in every blob of those days.
    former(newKey(KeyPurpose.FIELD), "field:1"),
    former(newKey(KeyPurpose.SESSION), "session"),
    ...BLIND_INDEX_KINDS.map((kind) => former(newKey(KeyPurpose.BLIND, kind), `blind:${kind}`)),
    newKey(KeyPurpose.CHAIN),
  ];
  for (const key of keys) await addDataKey(client, wrapping, key);
}

/** Wraps every data key anew, in the caller's transaction. */
export async function rewrapDataKeys(client: Asked, from: KeyObject, to: KeyObject): Promise<number> {
  const keys = await readDataKeys(client);
  for (const wrapped of keys) {
    const { id, purpose, kind, secret } = openDataKey(from, wrapped);
    const anew = sealWith(to, placeOf(id, purpose, kind), secret);
    await client.query("update data_key set wrapped = $2 where id = $1", [id, anew]);
  }
  return keys.length;
}

const CHECK_TEXT = "dossier";

/** A sealed text that only the right key file opens. */
export function makeKeyCheck(wrapping: KeyObject, installationId: string): Buffer {
  return sealWith(wrapping, checkPlace(installationId), Buffer.from(CHECK_TEXT));
}

/** Whether the check was made with this key file, and whether before there were data keys; null when with another. */
export function readKeyCheck(
  secret: Buffer,
  installationId: string,
  check: Buffer,
): "BY_WRAPPING_KEY" | "BY_FORMER_KEY" | null {
  try {
    const former = readHead(check).format === BlobFormat.BOUND_TO_ROW;
    const key = former ? createSecretKey(derived(secret, "field:1")) : wrappingKeyOf(secret);
    const wanted = former ? JSON.stringify(CHECK_TEXT) : CHECK_TEXT;
    if (openBlob(key, checkPlace(installationId), check).toString() !== wanted) return null;
    return former ? "BY_FORMER_KEY" : "BY_WRAPPING_KEY";
  } catch (error) {
    if (error instanceof DataIntegrityError) return null;
    throw error;
  }
}

function placeOf(id: number, purpose: KeyPurpose, kind: number | null): SealedPlace {
  return { table: "data_key", column: "wrapped", rowId: `${id}|${purpose}|${kind ?? ""}` };
}

function checkPlace(installationId: string): SealedPlace {
  return { table: "installation", column: "key_check", rowId: installationId };
}

function sealWith(wrapping: KeyObject, place: SealedPlace, clear: Buffer): Buffer {
  return sealBlob(wrapping, { format: BlobFormat.BOUND_TO_COLUMN, keyId: 0 }, place, clear);
}
