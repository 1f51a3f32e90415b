import { createSecretKey, randomBytes, type KeyObject } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { CompiledQuery } from "kysely";
import { DataIntegrityError, openUnder, sealUnder, type Cipher, type SealedPlace } from "./crypto.ts";
import type { Asked } from "./data-keys.ts";
import type { RequestContext } from "./request.ts";

/** Old and new value of a personal field, as sealed. */
export interface SealedChange {
  readonly old: string | null;
  readonly new: string | null;
}

/** The keys of records by their ids. */
export type RecordKeys = ReadonlyMap<string, KeyObject>;

interface RecordKeyRow {
  readonly record_id: string;
  readonly wrapped: Buffer;
}

const READ = "select record_id, wrapped from record_key where record_id = any($1::uuid[])";
const MAKE = `
  with made as (
    insert into record_key (record_id, wrapped) select * from unnest($1::uuid[], $2::bytea[])
    on conflict (record_id) do nothing returning record_id, wrapped
  )
  select record_id, wrapped from made union all ${READ}`;

/**
 * The keys that changes of these records are sealed with; makes those that there are not yet, in the caller's transaction.
 * A change is never written again, as it is part of a chain: so a rotation wraps the record's key anew, and not the
 * change. And whoever deletes the key makes the record's changes unreadable, in every copy of them.
 */
export async function takeRecordKeys(
  client: Asked,
  cipher: Cipher,
  recordIds: Iterable<string>,
): Promise<RecordKeys> {
  // In one order, so that two that want the same ones do not wait for each other.
  const wanted = [...new Set(recordIds)].sort();
  const keys = new Map<string, KeyObject>();
  if (wanted.length === 0) return keys;
  const fresh = wanted.map((id) => cipher.sealBytes(placeOfKey(id), randomBytes(32)));
  const { rows } = await client.query<RecordKeyRow>(MAKE, [wanted, fresh]);
  const open = (row: RecordKeyRow) => keys.set(row.record_id, openKey(cipher, row));
  rows.forEach(open);
  // Somebody else made it while this waited: the statement began before, and did not see it.
  const left = wanted.filter((id) => !keys.has(id));
  if (left.length > 0) (await client.query<RecordKeyRow>(READ, [left])).rows.forEach(open);
  return keys;
}

/** The connection of an entity manager's transaction. */
export function asked(em: EntityManager): Asked {
  return {
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the driver's own signature
    query: async <Row extends object>(text: string, values: unknown[] = []) => {
      const { rows } = await em.getKysely().executeQuery<Row>(CompiledQuery.raw(text, values));
      return { rows };
    },
  };
}

export function sealChange(
  keys: RecordKeys,
  row: { id: string; record_id: string },
  values: SealedChange,
): Buffer {
  const key = keys.get(row.record_id);
  if (!key) throw new Error("a change is sealed without its record's key");
  return sealUnder(key, placeOfChange(row.id), values);
}

/** What the personal changes among these say, by their ids. Those of one level ask once for the keys of their records. */
export async function openChanges(
  context: RequestContext,
  rows: readonly { id: string; record_id: string | null; personal: Buffer | null }[],
): Promise<ReadonlyMap<string, SealedChange>> {
  const sealed = rows.flatMap(({ id, record_id, personal }) =>
    personal && record_id ? [{ id, record_id, personal }] : [],
  );
  const opened = await Promise.all(
    sealed.map(async ({ id, record_id, personal }) => {
      const key = await loadRecordKey(context, record_id);
      if (!key) throw new DataIntegrityError();
      return [id, openUnder(key, placeOfChange(id), personal) as SealedChange] as const;
    }),
  );
  return new Map(opened);
}

/** The same of a row that is read with its record's key. */
export function openChange(
  cipher: Cipher,
  { id, personal, ...key }: RecordKeyRow & { readonly id: string; readonly personal: Buffer },
): SealedChange {
  return openUnder(openKey(cipher, key), placeOfChange(id), personal) as SealedChange;
}

function loadRecordKey(context: RequestContext, recordId: string): Promise<KeyObject | null> {
  return context.loaders.one("recordKey", recordId, async (ids) => {
    const { rows } = await asked(context.em).query<RecordKeyRow>(READ, [ids]);
    return new Map(rows.map((row) => [row.record_id, openKey(context.cipher, row)]));
  });
}

export function placeOfChange(id: string): SealedPlace {
  return { table: "change", column: "personal", rowId: id };
}

function placeOfKey(recordId: string): SealedPlace {
  return { table: "record_key", column: "wrapped", rowId: recordId };
}

function openKey(cipher: Cipher, { record_id, wrapped }: RecordKeyRow): KeyObject {
  return createSecretKey(cipher.openBytes(placeOfKey(record_id), wrapped));
}
