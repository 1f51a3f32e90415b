import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  randomFillSync,
  type KeyObject,
} from "node:crypto";

/** Bytes that SHA-256 takes at a time, and so the length of the keys of an HMAC made with it. */
const BLOCK = 64;
const FORMAT = 1;
/** One key is in use so far; the id stands in every blob so that rotation can add more. */
const KEY_ID = 1;

/** What a blob belongs to. It is bound into the encryption: a blob copied to another row does not open. */
export interface SealedPlace {
  readonly table: string;
  readonly rowId: string;
}

/** A blob does not open: wrong key, moved to another row, or damaged. */
export class DataIntegrityError extends Error {
  constructor() {
    super("an encrypted value does not open: wrong key, another row's value, or damaged");
  }
}

/** The kinds of blind index: what a hash was made of. Numbers stand in the database, so they never change. */
export enum BlindIndexKind {
  PHONE = 1,
  PHONE_LAST_FOUR = 2,
  EMAIL = 3,
  /** Name and address of a customer known by nothing else; finds the same row of a sheet again. */
  NAME_AND_ADDRESS = 4,
  /** What an import proposes for a field: the same value is not proposed twice. */
  IMPORT_PROPOSAL = 5,
}

/**
 * Encrypts personal values (AES-256-GCM, one blob a row, since a call costs the same whatever the size) and makes
 * blind indexes (HMAC-SHA-256 with keys of their own) for exact search on values the database cannot read.
 */
export class Cipher {
  readonly #fieldKey: KeyObject;
  /** Random bytes ahead: asking the system for twelve at a time costs more than the encryption. */
  readonly #ivs = Buffer.alloc(12 * 256);
  #ivsUsed = this.#ivs.length;
  readonly #blindPads = new Map<BlindIndexKind, { inner: Buffer; outer: Buffer }>();
  readonly #lastFour = new Map<string, Buffer>();
  /** Signs staff sessions. */
  readonly sessionSecret: string;

  constructor(masterSecret: Buffer) {
    const derive = (purpose: string, length = 32): Buffer =>
      Buffer.from(hkdfSync("sha256", masterSecret, "dossier", purpose, length));
    this.#fieldKey = createSecretKey(derive(`field:${KEY_ID}`));
    this.sessionSecret = derive("session").toString("base64");
    for (const kind of [
      BlindIndexKind.PHONE,
      BlindIndexKind.PHONE_LAST_FOUR,
      BlindIndexKind.EMAIL,
      BlindIndexKind.NAME_AND_ADDRESS,
      BlindIndexKind.IMPORT_PROPOSAL,
    ]) {
      const key = derive(`blind:${kind}`, BLOCK);
      this.#blindPads.set(kind, {
        inner: key.map((byte) => byte ^ 0x36) as Buffer,
        // With room for the inner hash behind it.
        outer: Buffer.concat([key.map((byte) => byte ^ 0x5c), Buffer.alloc(32)]),
      });
    }
  }

  seal(place: SealedPlace, value: unknown): Buffer {
    return this.sealBytes(place, Buffer.from(JSON.stringify(value), "utf8"));
  }

  open(place: SealedPlace, blob: Buffer): unknown {
    const clear = this.openBytes(place, blob).toString("utf8");
    try {
      return JSON.parse(clear) as unknown;
    } catch {
      throw new DataIntegrityError();
    }
  }

  /** [1 byte format][4 bytes key id][12 bytes iv][ciphertext][16 bytes tag] */
  sealBytes(place: SealedPlace, clear: Buffer): Buffer {
    const head = Buffer.allocUnsafe(17);
    head.writeUInt8(FORMAT, 0);
    head.writeUInt32BE(KEY_ID, 1);
    this.#nextIv().copy(head, 5);
    const cipher = createCipheriv("aes-256-gcm", this.#fieldKey, head.subarray(5));
    cipher.setAAD(associatedData(place, head));
    return Buffer.concat([head, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
  }

  openBytes(place: SealedPlace, blob: Buffer): Buffer {
    try {
      const head = blob.subarray(0, 17);
      if (blob.length < 33 || head.readUInt8(0) !== FORMAT || head.readUInt32BE(1) !== KEY_ID)
        throw new DataIntegrityError();
      const decipher = createDecipheriv("aes-256-gcm", this.#fieldKey, head.subarray(5));
      decipher.setAAD(associatedData(place, head));
      decipher.setAuthTag(blob.subarray(-16));
      return Buffer.concat([decipher.update(blob.subarray(17, -16)), decipher.final()]);
    } catch {
      throw new DataIntegrityError();
    }
  }

  #nextIv(): Buffer {
    if (this.#ivsUsed === this.#ivs.length) {
      randomFillSync(this.#ivs);
      this.#ivsUsed = 0;
    }
    this.#ivsUsed += 12;
    return this.#ivs.subarray(this.#ivsUsed - 12, this.#ivsUsed);
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

function associatedData(place: SealedPlace, head: Buffer): Buffer {
  return Buffer.from(`${place.table}|${place.rowId}|${head.readUInt8(0)}|${head.readUInt32BE(1)}`);
}
