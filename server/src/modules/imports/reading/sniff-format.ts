import { SpreadsheetRefusal } from "./refusals.ts";

export type SpreadsheetFormat = "xlsx" | "csv";

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ENCRYPTED_STREAM = Buffer.from("EncryptedPackage", "utf16le");

const KNOWN_OTHERS: number[][] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x1f, 0x8b], // gzip
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
];

/** Tells the format from the bytes alone; a file's name and its declared type prove nothing. */
export function sniffFormat(bytes: Uint8Array): SpreadsheetFormat {
  if (bytes.length === 0) throw new SpreadsheetRefusal("EMPTY_FILE");
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return "xlsx";
  // A zip file without any entry, or with a part of it only.
  if (startsWith(bytes, [0x50, 0x4b])) throw new SpreadsheetRefusal("NOT_A_SPREADSHEET");
  if (startsWith(bytes, OLE2)) throw new SpreadsheetRefusal(oldOrEncrypted(bytes));
  if (KNOWN_OTHERS.some((magic) => startsWith(bytes, magic)))
    throw new SpreadsheetRefusal("NOT_A_SPREADSHEET");
  if (!looksLikeText(bytes)) throw new SpreadsheetRefusal("NOT_A_SPREADSHEET");
  if (looksLikeMarkup(bytes)) throw new SpreadsheetRefusal("WEB_PAGE");
  return "csv";
}

/** A password turns an .xlsx into the same container that .xls always was. */
function oldOrEncrypted(bytes: Uint8Array): "ENCRYPTED" | "OLD_FORMAT" {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes(ENCRYPTED_STREAM) ? "ENCRYPTED" : "OLD_FORMAT";
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

export function hasUtf16Mark(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
}

/** Text holds next to no control characters; anything else holds them everywhere. A stray NUL is a row's problem. */
function looksLikeText(bytes: Uint8Array): boolean {
  if (hasUtf16Mark(bytes)) return true;
  const sample = bytes.subarray(0, 64 * 1024);
  let controls = 0;
  for (const byte of sample) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls += 1;
  }
  return controls <= Math.max(2, sample.length / 50);
}

function looksLikeMarkup(bytes: Uint8Array): boolean {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).replace(/^(ï»¿|\s)+/, "");
  return /^<(?:!doctype|!--|\?xml|html|head|meta|table|style|body)/i.test(start);
}
