import { createSecretKey, type KeyObject } from "node:crypto";
import { DataIntegrityError } from "./sealed-blob.ts";

/** What a data key is for. The words stand in the database, so they never change. */
export enum KeyPurpose {
  /** Encrypts fields. The only one of which there are several: a rotation makes a new one. */
  FIELD = "FIELD",
  /** Makes the blind indexes of one kind. */
  BLIND = "BLIND",
  /** Signs staff sessions. */
  SESSION = "SESSION",
  /** Signs the seals of the change log. */
  CHAIN = "CHAIN",
}

/** A data key, opened. */
export interface OpenDataKey {
  readonly id: number;
  readonly purpose: KeyPurpose;
  /** Of a blind key, which kind of index it makes. */
  readonly kind: number | null;
  readonly secret: Buffer;
  /** In how many milliseconds values may be sealed with it; 0 when that time has come. */
  readonly activeIn: number;
}

export interface FieldKey {
  readonly id: number;
  readonly key: KeyObject;
}

/** A blob names a key that this process has not read yet: another one began to use it a moment ago. Ask again shortly. */
export class UnknownKeyError extends Error {
  constructor() {
    super("an encrypted value names a key that is being read right now");
  }
}

/** A process that has not heard of a new key within this time reads it when it meets the key's first value. */
const LOOK_EVERY = 5000;

/** The data keys of an archive, as one process holds them. What is asked of it is answered at once. */
export class Keyring {
  readonly #read: (() => Promise<readonly OpenDataKey[]>) | null;
  readonly #fields = new Map<number, FieldKey>();
  readonly #secrets = new Map<string, Buffer>();
  /** Ids that are in no row of the table, as far as was read. */
  readonly #missing = new Set<number>();
  #keys: readonly OpenDataKey[] = [];
  #writing: FieldKey | null = null;
  #next: { readonly key: FieldKey; readonly at: number } | null = null;
  #reading: Promise<void> | null = null;

  /** Without a way to read them anew, these keys are all there are. */
  constructor(keys: readonly OpenDataKey[], read: (() => Promise<readonly OpenDataKey[]>) | null = null) {
    this.#read = read;
    this.#take(keys);
  }

  /** What another thread of this process makes its own keyring of. */
  get keys(): readonly OpenDataKey[] {
    return this.#keys;
  }

  /** The key that values are sealed with right now. */
  get writing(): FieldKey {
    if (this.#next !== null && performance.now() >= this.#next.at) {
      this.#writing = this.#next.key;
      this.#next = null;
    }
    if (this.#writing === null) throw new Error("this archive has no key to encrypt with");
    return this.#writing;
  }

  field(id: number): FieldKey {
    const key = this.#fields.get(id);
    if (key) return key;
    // No blob is committed before its key is: what a reading after it did not find does not exist.
    if (this.#read === null || this.#missing.has(id)) throw new DataIntegrityError();
    this.reload().then(
      () => this.#fields.has(id) || this.#missing.add(id),
      () => undefined,
    );
    throw new UnknownKeyError();
  }

  blind(kind: number): Buffer {
    return this.#secret(KeyPurpose.BLIND, kind);
  }

  get session(): Buffer {
    return this.#secret(KeyPurpose.SESSION, null);
  }

  get chain(): Buffer {
    return this.#secret(KeyPurpose.CHAIN, null);
  }

  /** Reads the keys anew; who asks while that goes on already, or just before, waits for one that begins after it. */
  async reload(): Promise<void> {
    const read = this.#read;
    if (read === null) return;
    await this.#reading?.catch(() => undefined);
    this.#reading ??= read()
      .then((keys) => this.#take(keys))
      .finally(() => {
        this.#reading = null;
      });
    await this.#reading;
  }

  /** Looks for new keys now and then. Answers how to stop. */
  watch(onFailure: (error: unknown) => void): () => void {
    let isFailing = false;
    const look = async (): Promise<void> => {
      try {
        await this.reload();
        isFailing = false;
      } catch (error) {
        // Once, and not every five seconds.
        if (!isFailing) onFailure(error);
        isFailing = true;
      }
    };
    const timer = setInterval(() => void look(), LOOK_EVERY);
    timer.unref();
    return () => clearInterval(timer);
  }

  #take(keys: readonly OpenDataKey[]): void {
    this.#keys = keys;
    this.#missing.clear();
    const now = performance.now();
    const fields = keys.filter(({ purpose }) => purpose === KeyPurpose.FIELD).sort((a, b) => a.id - b.id);
    const known = new Set(fields.map(({ id }) => id));
    for (const id of this.#fields.keys()) if (!known.has(id)) this.#fields.delete(id);
    this.#next = null;
    for (const { id, secret, activeIn } of fields) {
      const key = this.#fields.get(id) ?? { id, key: createSecretKey(secret) };
      this.#fields.set(id, key);
      if (activeIn <= 0) this.#writing = key;
      else this.#next = { key, at: now + activeIn };
    }
    for (const { purpose, kind, secret } of keys)
      if (purpose !== KeyPurpose.FIELD) this.#secrets.set(nameOf(purpose, kind), secret);
  }

  #secret(purpose: KeyPurpose, kind: number | null): Buffer {
    const secret = this.#secrets.get(nameOf(purpose, kind));
    if (!secret) throw new Error(`this archive has no key for ${nameOf(purpose, kind)}`);
    return secret;
  }
}

function nameOf(purpose: KeyPurpose, kind: number | null): string {
  return kind === null ? purpose : `${purpose} ${kind}`;
}
