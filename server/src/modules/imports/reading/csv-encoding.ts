import { isUtf8 } from "node:buffer";
import { hasUtf16Mark } from "./sniff-format.ts";

export const CSV_ENCODINGS = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/**
 * Decides how a CSV file's bytes are meant. Chinese Excel still saves CSV as GBK, which GB18030 contains; nothing in
 * such a file says so, but its bytes are practically never valid UTF-8. A file of UTF-8 with a few broken lines stays
 * UTF-8: the lines are reported, not turned into other characters.
 */
export function detectEncoding(bytes: Uint8Array): CsvEncoding {
  if (hasUtf16Mark(bytes)) return bytes[0] === 0xff ? "utf-16le" : "utf-16be";
  if (hasUtf8Mark(bytes) || isUtf8(bytes)) return "utf-8";
  let asUtf8 = 0;
  let broken = 0;
  for (const line of linesBeyondAscii(bytes)) {
    if (isUtf8(line)) asUtf8 += 1;
    else broken += 1;
  }
  return asUtf8 >= broken ? "utf-8" : "gb18030";
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Enough lines to tell the two apart; a line break is the same byte in both and never part of a character. */
const ENOUGH_LINES = 2_000;

function* linesBeyondAscii(bytes: Uint8Array): Generator<Uint8Array> {
  let found = 0;
  for (let start = 0; start < bytes.length && found < ENOUGH_LINES;) {
    let end = start;
    let beyondAscii = false;
    for (; end < bytes.length; end += 1) {
      const byte = bytes[end] ?? 0;
      if (byte === 0x0a || byte === 0x0d) break;
      if (byte >= 0x80) beyondAscii = true;
    }
    if (beyondAscii) {
      found += 1;
      yield bytes.subarray(start, end);
    }
    start = end + 1;
  }
}

const DECODED_PIECE = 256 * 1024;

/** The file's text, piece by piece. What is not valid becomes U+FFFD, which makes its row a reported one. */
export function* decodeText(
  bytes: Uint8Array,
  encoding: CsvEncoding,
  onProgress: (share: number) => void = () => {},
): Generator<string, void> {
  const decoder = new TextDecoder(encoding);
  for (let start = 0; start < bytes.length; start += DECODED_PIECE) {
    onProgress(start / bytes.length);
    yield decoder.decode(bytes.subarray(start, start + DECODED_PIECE), { stream: true });
  }
  yield decoder.decode();
}
