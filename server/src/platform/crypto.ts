import { hash, type KeyObject } from "node:crypto";
import { UnknownKeyError, type Keyring } from "./keyring.ts";
import {
  BlobFormat,
  DataIntegrityError,
  openBlob,
  readHead,
  sealBlob,
  type SealedPlace,
} from "./sealed-blob.ts";

export { DataIntegrityError, UnknownKeyError };
export type { SealedPlace };

/** Bytes that SHA-256 takes at a time, and so the length of the keys of an HMAC made with it. */
const BLOCK = 64;

/** The kinds of blind index: what a hash was made of. Numbers stand in the database, so they never change. */
export enum BlindIndexKind {
  PHONE = 1,
  PHONE_LAST_FOUR = 2,
  EMAIL = 3,
  /** Name and address of a customer known by nothing else; finds the same row of a sheet again. */
  NAME_AND_ADDRESS = 4,
  /** What an import proposes for a field: the same value is not proposed twice. */
  IMPORT_PROPOSAL = 5,
  /** A customer's other numbers: mobile, landline, at work, of a firm's people. */
  OTHER_PHONE = 6,
  OTHER_PHONE_LAST_FOUR = 7,
}

export const BLIND_INDEX_KINDS: readonly BlindIndexKind[] = [
  BlindIndexKind.PHONE,
  BlindIndexKind.PHONE_LAST_FOUR,
  BlindIndexKind.EMAIL,
  BlindIndexKind.NAME_AND_ADDRESS,
  BlindIndexKind.IMPORT_PROPOSAL,
  BlindIndexKind.OTHER_PHONE,
  BlindIndexKind.OTHER_PHONE_LAST_FOUR,
];

/**
 * Encrypts personal values (AES-256-GCM, one blob a row, since a call costs the same whatever the size) and makes
 * blind indexes (HMAC-SHA-256 with keys of their own) for exact search on values the database cannot read.
 */
export class Cipher {
  readonly #keyring: Keyring;
  readonly #blindPads = new Map<BlindIndexKind, { inner: Buffer; outer: Buffer }>();
  readonly #lastFour = new Map<string, Buffer>();
  /** Signs staff sessions. */
  readonly sessionSecret: string;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
    this.sessionSecret = keyring.session.toString("base64");
    for (const kind of BLIND_INDEX_KINDS) {
      const key = keyring.blind(kind);
      this.#blindPads.set(kind, {
        inner: key.map((byte) => byte ^ 0x36) as Buffer,
        // With room for the inner hash behind it.
        outer: Buffer.concat([key.map((byte) => byte ^ 0x5c), Buffer.alloc(32)]),
      });
    }
  }

  /** Signs the seals of the change log. */
  get chainKey(): Buffer {
    return this.#keyring.chain;
  }

  seal(place: SealedPlace, value: unknown): Buffer {
    return this.sealBytes(place, bytesOf(value));
  }

  open(place: SealedPlace, blob: Buffer): unknown {
    return valueOf(this.openBytes(place, blob));
  }

  sealBytes(place: SealedPlace, clear: Buffer): Buffer {
    const { id, key } = this.#keyring.writing;
    return sealBlob(key, { format: BlobFormat.BOUND_TO_COLUMN, keyId: id }, place, clear);
  }

  openBytes(place: SealedPlace, blob: Buffer): Buffer {
    const { format, keyId } = readHead(blob, place);
    if (format !== BlobFormat.BOUND_TO_COLUMN && format !== BlobFormat.BOUND_TO_ROW)
      throw new DataIntegrityError(place);
    return openBlob(this.#keyring.field(keyId).key, place, blob);
  }

  /** 128 bits that are equal for equal values and tell nothing without the key. Normalise the value first. */
  blindIndex(kind: BlindIndexKind, value: string): Buffer {
    if (kind === BlindIndexKind.PHONE_LAST_FOUR) return this.#lastFourIndex(value);
    return this.#hashOf(kind, value);
  }

  /** There are ten thousand of them only, and an import meets each of them many times. */
  #lastFourIndex(value: string): Buffer {
    const known = this.#lastFour.get(value);
    if (known) return known;
    const index = this.#hashOf(BlindIndexKind.PHONE_LAST_FOUR, value);
    if (this.#lastFour.size < 10_000) this.#lastFour.set(value, index);
    return index;
  }

  #hashOf(kind: BlindIndexKind, value: string): Buffer {
    const pads = this.#blindPads.get(kind);
    if (!pads) throw new TypeError("unknown kind of blind index");
    // Two one-shot hashes make the HMAC: five times faster than createHmac, which an import of 100,000 rows feels.
    const inner = hash("sha256", Buffer.concat([pads.inner, Buffer.from(value, "utf8")]), "buffer");
    inner.copy(pads.outer, BLOCK);
    return hash("sha256", pads.outer, "buffer").subarray(0, 16);
  }
}

/** Seals a value under the key of one record. */
export function sealUnder(recordKey: KeyObject, place: SealedPlace, value: unknown): Buffer {
  return sealBlob(recordKey, { format: BlobFormat.UNDER_RECORD_KEY, keyId: 0 }, place, bytesOf(value));
}

export function openUnder(recordKey: KeyObject, place: SealedPlace, blob: Buffer): unknown {
  if (readHead(blob, place).format !== BlobFormat.UNDER_RECORD_KEY) throw new DataIntegrityError(place);
  return valueOf(openBlob(recordKey, place, blob));
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), "utf8");
}

function valueOf(clear: Buffer): unknown {
  try {
    return JSON.parse(clear.toString("utf8")) as unknown;
  } catch {
    throw new DataIntegrityError();
  }
}
