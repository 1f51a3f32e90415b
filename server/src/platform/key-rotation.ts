import type { KeyObject } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { Cipher, DataIntegrityError } from "./crypto.ts";
import { addDataKey, newKey } from "./data-keys.ts";
import { LOCK_KEYS } from "./key-file.ts";
import { KeyPurpose, type Keyring } from "./keyring.ts";
import { BlobFormat, headOf } from "./sealed-blob.ts";
import { SEALED_COLUMNS, type SealedColumn } from "./sealed-columns.ts";

export interface RotationProgress {
  readonly done: number;
  readonly total: number;
  readonly perSecond: number;
  readonly secondsLeft: number;
}

export interface RotationSettings {
  readonly keyring: Keyring;
  readonly wrapping: KeyObject;
  /** Without a rest between two batches. */
  readonly fast: boolean;
  /** How long a key is kept after nothing needs it any more: as long as the oldest backup that does. */
  readonly destroyAfterDays: number;
  readonly signal: AbortSignal;
  readonly tellWaiting: (seconds: number) => void;
  readonly tell: (progress: RotationProgress) => void;
}

export interface RotationResult {
  readonly keyId: number;
  readonly rewritten: number;
  /** Blobs that do not open, and were left as they are. */
  readonly damaged: number;
  readonly destroyed: readonly number[];
}

/** Somebody else is at it. */
export class RotationUnderWay extends Error {}

/** By then every process has read a new key: it looks every five seconds. */
const ACTIVE_AFTER_SECONDS = 15;
/** Ours among the advisory locks of a database that others may use too: the letters "dossier" and a four. */
const ROTATION_LOCK = "28259042962862644";
const BEFORE_EVERY_ID = "00000000-0000-0000-0000-000000000000";

interface Position {
  readonly tableName: string | null;
  readonly lastId: string | null;
}

/**
 * Makes a new key and seals everything anew with it, while servers read and write. Killed at any moment, it goes on where
 * it was when it is asked for again.
 */
export async function rotateFieldKey(url: string, settings: RotationSettings): Promise<RotationResult> {
  const client = new Client({
    connectionString: url,
    application_name: "dossier rotate-keys",
    keepAlive: true,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("set statement_timeout = 0; set lock_timeout = 0");
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [
      ROTATION_LOCK,
    ]);
    if (!rows[0]?.held) throw new RotationUnderWay();
    return await new Rotation(client, settings).run();
  } finally {
    // The lock goes with the session.
    await client.end();
  }
}

class Rotation {
  readonly #client: Client;
  readonly #settings: RotationSettings;
  readonly #cipher: Cipher;
  readonly #damaged = new Set<string>();
  #keyId = 0;
  #head: Buffer = Buffer.alloc(0);
  #total = 0;
  #done = 0;
  /** What this run itself did, and since when: the rate counts from there. */
  #rewritten = 0;
  #since = 0;

  constructor(client: Client, settings: RotationSettings) {
    this.#client = client;
    this.#settings = settings;
    this.#cipher = new Cipher(settings.keyring);
  }

  async run(): Promise<RotationResult> {
    const { signal } = this.#settings;
    let position = await this.#beginOrGoOn();
    await this.#waitUntilActive();
    this.#since = performance.now();
    // A row that somebody else was writing is met again; so is what was written meanwhile with the former key.
    for (let left = 1; left > 0;) {
      await this.#goOverTables(position);
      signal.throwIfAborted();
      left = (await this.#countLeft()) - this.#damaged.size;
      position = { tableName: null, lastId: null };
    }
    await this.#finish();
    return {
      keyId: this.#keyId,
      rewritten: this.#rewritten,
      damaged: this.#damaged.size,
      destroyed: await this.#destroyOldKeys(),
    };
  }

  async #beginOrGoOn(): Promise<Position> {
    const found = await this.#findUnfinished();
    if (!found) await this.#begin();
    if (this.#total === 0) await this.#count();
    return found ?? { tableName: null, lastId: null };
  }

  async #begin(): Promise<void> {
    await this.#inTransaction(async () => {
      await this.#client.query(LOCK_KEYS);
      const key = { ...newKey(KeyPurpose.FIELD), afterSeconds: ACTIVE_AFTER_SECONDS };
      this.#use((await addDataKey(this.#client, this.#settings.wrapping, key)).id);
      await this.#client.query("insert into key_rotation (key_id, done, total) values ($1, 0, 0)", [
        this.#keyId,
      ]);
    });
  }

  async #count(): Promise<void> {
    this.#total = await this.#countLeft();
    await this.#client.query("update key_rotation set total = $2 where key_id = $1", [
      this.#keyId,
      this.#total,
    ]);
  }

  async #findUnfinished(): Promise<Position | null> {
    const { rows } = await this.#client.query<Position & { keyId: number; done: string; total: string }>(
      `select key_id as "keyId", table_name as "tableName", last_id as "lastId", done, total
       from key_rotation where finished_at is null`,
    );
    const [found] = rows;
    if (!found) return null;
    this.#use(found.keyId);
    this.#done = Number(found.done);
    this.#total = Number(found.total);
    return found;
  }

  #use(keyId: number): void {
    this.#keyId = keyId;
    this.#head = headOf(BlobFormat.BOUND_TO_COLUMN, keyId);
  }

  async #waitUntilActive(): Promise<void> {
    const { keyring, signal, tellWaiting } = this.#settings;
    for (;;) {
      await keyring.reload();
      if (keyring.writing.id === this.#keyId) return;
      const key = keyring.keys.find(({ id }) => id === this.#keyId);
      if (!key) throw new Error("the key of this rotation is gone");
      tellWaiting(Math.ceil(key.activeIn / 1000));
      await delay(Math.min(1000, key.activeIn + 1), undefined, { signal });
    }
  }

  async #goOverTables({ tableName, lastId }: Position): Promise<void> {
    const first = Math.max(
      0,
      SEALED_COLUMNS.findIndex(({ table }) => table === tableName),
    );
    for (const [index, column] of SEALED_COLUMNS.slice(first).entries()) {
      let after: string | null = (index === 0 ? lastId : null) ?? BEFORE_EVERY_ID;
      while (after !== null) {
        this.#settings.signal.throwIfAborted();
        const began = performance.now();
        after = await this.#rewriteSome(column, after);
        this.#tell();
        // No more than half of a connection's time: people wait for the same database.
        if (!this.#settings.fast) await delay(performance.now() - began);
      }
    }
  }

  /** Answers the last row that was looked at; null when there are no more. */
  async #rewriteSome(column: SealedColumn, after: string): Promise<string | null> {
    const { table, key, atOnce } = column;
    return this.#inTransaction(async () => {
      // Nobody is waited for, so nobody can wait in a circle: a row that is being written comes in the next round.
      const { rows } = await this.#client.query<{ id: string; blob: Buffer }>(
        `select ${key} as id, ${column.column} as blob from ${table}
         where ${key} > $1 and ${column.column} is not null and substring(${column.column} from 1 for 5) <> $2
         order by ${key} limit ${atOnce} for no key update skip locked`,
        [after, this.#head],
      );
      const sealed = rows.flatMap((row) => this.#sealAnew(column, row));
      await this.#client.query(
        `update ${table} set ${column.column} = r.blob from unnest($1::uuid[], $2::bytea[]) as r (id, blob)
         where ${table}.${key} = r.id`,
        [sealed.map(({ id }) => id), sealed.map(({ blob }) => blob)],
      );
      const last = rows.at(-1)?.id ?? after;
      await this.#client.query(
        `update key_rotation set table_name = $2, last_id = $3, done = done + $4, moved_at = now() where key_id = $1`,
        [this.#keyId, table, last, sealed.length],
      );
      this.#done += sealed.length;
      this.#rewritten += sealed.length;
      return rows.length < atOnce ? null : last;
    });
  }

  #sealAnew({ table, column }: SealedColumn, { id, blob }: { id: string; blob: Buffer }) {
    const place = { table, column, rowId: id };
    try {
      return [{ id, blob: this.#cipher.sealBytes(place, this.#cipher.openBytes(place, blob)) }];
    } catch (error) {
      if (!(error instanceof DataIntegrityError)) throw error;
      this.#damaged.add(`${table} ${id}`);
      return [];
    }
  }

  async #countLeft(): Promise<number> {
    const counts = SEALED_COLUMNS.map(
      ({ table, column }) =>
        `(select count(*) from ${table} where ${column} is not null and substring(${column} from 1 for 5) <> $1)`,
    );
    const { rows } = await this.#client.query<{ left: string }>(`select ${counts.join(" + ")} as left`, [
      this.#head,
    ]);
    return Number(rows[0]?.left ?? 0);
  }

  #tell(): void {
    const perSecond = this.#rewritten / Math.max(0.001, (performance.now() - this.#since) / 1000);
    const left = Math.max(0, this.#total - this.#done);
    this.#settings.tell({
      done: this.#done,
      total: Math.max(this.#total, this.#done),
      perSecond,
      secondsLeft: perSecond === 0 ? 0 : left / perSecond,
    });
  }

  async #finish(): Promise<void> {
    await this.#inTransaction(async () => {
      await this.#client.query(
        "update key_rotation set finished_at = now(), moved_at = now() where key_id = $1",
        [this.#keyId],
      );
      await this.#client.query(
        "update data_key set retired_at = now() where purpose = $1 and id <> $2 and retired_at is null",
        [KeyPurpose.FIELD, this.#keyId],
      );
    });
  }

  /** Keys that nothing has needed for long enough. None as long as something does not open: a key may yet help there. */
  async #destroyOldKeys(): Promise<number[]> {
    if (this.#damaged.size > 0 || (await this.#hasLegacyChanges())) return [];
    const { rows } = await this.#client.query<{ id: number }>(
      `update data_key set wrapped = null, destroyed_at = now()
       where purpose = $1 and destroyed_at is null and retired_at < now() - make_interval(days => $2) returning id`,
      [KeyPurpose.FIELD, this.#settings.destroyAfterDays],
    );
    return rows.map(({ id }) => id);
  }

  /** Written by an older version that went on for a while beside this one; the next start converts them. */
  async #hasLegacyChanges(): Promise<boolean> {
    const { rowCount } = await this.#client.query(
      `update installation set has_changes_to_convert = true
       where exists (select from change where personal is not null and get_byte(personal, 0) = $1)`,
      [BlobFormat.BOUND_TO_ROW],
    );
    return rowCount !== 0;
  }

  async #inTransaction<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    await this.#client.query("begin");
    try {
      const answer = await work();
      await this.#client.query("commit");
      return answer;
    } catch (error) {
      await this.#client.query("rollback").catch(() => undefined);
      throw error;
    }
  }
}
