import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from "node:crypto";

/** What a blob belongs to. It is bound into the encryption: a blob copied anywhere else does not open. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** How a blob is sealed. The numbers stand in the database, so they never change. */
export enum BlobFormat {
  /** As the first release sealed: bound to table and row, not to the column. Read for ever, never written again. */
  BOUND_TO_ROW = 1,
  /** Bound to table, column and row. */
  BOUND_TO_COLUMN = 2,
  /** Like that, but under the key of one record, which has no number: see `record-keys.ts`. */
  UNDER_RECORD_KEY = 3,
}

const FORMATS = new Map<number, BlobFormat>([
  [1, BlobFormat.BOUND_TO_ROW],
  [2, BlobFormat.BOUND_TO_COLUMN],
  [3, BlobFormat.UNDER_RECORD_KEY],
]);

/** A blob does not open: wrong key, moved from another place, or damaged. */
export class DataIntegrityError extends Error {
  /** Where the blob stands, as far as that is known. */
  readonly place: SealedPlace | null;

  constructor(place: SealedPlace | null = null) {
    super("an encrypted value does not open: wrong key, another place's value, or damaged");
    this.place = place;
  }
}

const HEAD = 5;
const IV = 12;
const TAG = 16;

/** Random bytes ahead: asking the system for twelve at a time costs more than the encryption. */
const ivs = Buffer.alloc(IV * 256);
let ivsUsed = ivs.length;

function nextIv(): Buffer {
  if (ivsUsed === ivs.length) {
    randomFillSync(ivs);
    ivsUsed = 0;
  }
  ivsUsed += IV;
  return ivs.subarray(ivsUsed - IV, ivsUsed);
}

/** The beginning of every blob that this key sealed: [1 byte format][4 bytes key id]. */
export function headOf(format: BlobFormat, keyId: number): Buffer {
  const head = Buffer.allocUnsafe(HEAD);
  head.writeUInt8(format, 0);
  head.writeUInt32BE(keyId, 1);
  return head;
}

/** What the head of a blob says; throws for what cannot be one. */
export function readHead(
  blob: Buffer,
  place: SealedPlace | null = null,
): { readonly format: BlobFormat; readonly keyId: number } {
  if (blob.length < HEAD + IV + TAG) throw new DataIntegrityError(place);
  const format = FORMATS.get(blob.readUInt8(0));
  if (format === undefined) throw new DataIntegrityError(place);
  return { format, keyId: blob.readUInt32BE(1) };
}

/** AES-256-GCM: [1 byte format][4 bytes key id][12 bytes iv][ciphertext][16 bytes tag] */
export function sealBlob(
  key: KeyObject,
  head: { readonly format: BlobFormat; readonly keyId: number },
  place: SealedPlace,
  clear: Buffer,
): Buffer {
  const beginning = Buffer.allocUnsafe(HEAD + IV);
  beginning.writeUInt8(head.format, 0);
  beginning.writeUInt32BE(head.keyId, 1);
  nextIv().copy(beginning, HEAD);
  const cipher = createCipheriv("aes-256-gcm", key, beginning.subarray(HEAD));
  cipher.setAAD(associatedData(head.format, head.keyId, place));
  return Buffer.concat([beginning, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

export function openBlob(key: KeyObject, place: SealedPlace, blob: Buffer): Buffer {
  const { format, keyId } = readHead(blob, place);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, blob.subarray(HEAD, HEAD + IV));
    decipher.setAAD(associatedData(format, keyId, place));
    decipher.setAuthTag(blob.subarray(-TAG));
    return Buffer.concat([decipher.update(blob.subarray(HEAD + IV, -TAG)), decipher.final()]);
  } catch {
    throw new DataIntegrityError(place);
  }
}

function associatedData(format: BlobFormat, keyId: number, { table, column, rowId }: SealedPlace): Buffer {
  return Buffer.from(
    format === BlobFormat.BOUND_TO_ROW
      ? `${table}|${rowId}|${format}|${keyId}`
      : `${format}|${table}|${column}|${rowId}|${keyId}`,
  );
}
