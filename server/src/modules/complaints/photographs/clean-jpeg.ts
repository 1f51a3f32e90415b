import { onlyOrientation, orientationOf, UPRIGHT } from "./orientation.ts";
import { checkDimensions, checkPieces, PhotographRefusal } from "./photograph-refusals.ts";

const START = Buffer.from([0xff, 0xd8]);
const END = Buffer.from([0xff, 0xd9]);
const END_MARKER = 0xd9;
const SCAN = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const EXIF = Buffer.from("Exif\0\0", "latin1");
/** Baseline, extended and progressive: what browsers show. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
/** Quantisation, Huffman and restart tables. */
const TABLES: readonly number[] = [0xdb, 0xc4, 0xdd];

interface Segment {
  readonly marker: number;
  /** Marker and length included. */
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/**
 * A JPEG without what it tells of camera, place and owner, the picture untouched: only the segments that are needed
 * to show it stay, and what follows its end goes.
 */
export function cleanJpeg(file: Buffer): Buffer {
  const kept: Buffer[] = [START];
  let orientation = UPRIGHT;
  let framed = false;
  let at = 2;
  for (let pieces = 1; ; pieces += 1) {
    checkPieces(pieces);
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1;
    if (at + 1 >= file.length) throw new PhotographRefusal("CUT_SHORT");
    if (file[at] !== 0xff) throw new PhotographRefusal("DAMAGED");
    if (file[at + 1] === END_MARKER) break;
    const segment = segmentAt(file, at);
    at += segment.bytes.length;
    if (FRAMES.includes(segment.marker)) {
      if (framed) throw new PhotographRefusal("DAMAGED");
      framed = true;
      checkFrame(segment.content);
    }
    if (segment.marker === APP1 && segment.content.subarray(0, 6).equals(EXIF))
      orientation = orientationOf(segment.content.subarray(6));
    const stays = whatStays(segment);
    if (stays) kept.push(stays);
    if (segment.marker === SCAN) {
      if (!framed) throw new PhotographRefusal("DAMAGED");
      const end = endOfScan(file, at);
      kept.push(file.subarray(at, end));
      at = end;
    }
  }
  // A picture without a scan shows nothing.
  if (!framed || !kept.some((bytes) => bytes[1] === SCAN)) throw new PhotographRefusal("DAMAGED");
  if (orientation !== UPRIGHT) kept.splice(kept[1]?.[1] === APP0 ? 2 : 1, 0, orientationSegment(orientation));
  return Buffer.concat([...kept, END]);
}

function segmentAt(file: Buffer, at: number): Segment {
  const marker = file.readUInt8(at + 1);
  // Between segments there is no marker without a length.
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) throw new PhotographRefusal("DAMAGED");
  if (at + 4 > file.length) throw new PhotographRefusal("CUT_SHORT");
  const length = file.readUInt16BE(at + 2);
  if (length < 2) throw new PhotographRefusal("DAMAGED");
  const end = at + 2 + length;
  if (end > file.length) throw new PhotographRefusal("CUT_SHORT");
  return { marker, bytes: file.subarray(at, end), content: file.subarray(at + 4, end) };
}

function checkFrame(frame: Buffer): void {
  if (frame.length < 6) throw new PhotographRefusal("DAMAGED");
  checkDimensions({ height: frame.readUInt16BE(1), width: frame.readUInt16BE(3) });
}

function whatStays({ marker, bytes, content }: Segment): Buffer | null {
  if (marker === SCAN || FRAMES.includes(marker) || TABLES.includes(marker)) return bytes;
  if (marker === APP0)
    return content.toString("latin1", 0, 5) === "JFIF\0" ? withoutThumbnail(content) : null;
  // The colour profile, and how Adobe's programs stored the colours: without them it looks wrong.
  if (marker === APP2) return content.toString("latin1", 0, 12) === "ICC_PROFILE\0" ? bytes : null;
  if (marker === APP14)
    return content.toString("latin1", 0, 5) === "Adobe" && content.length === 12 ? bytes : null;
  if (marker >= 0xe0) return null;
  // Lossless, hierarchical, arithmetic: no browser shows these.
  throw new PhotographRefusal("NOT_A_PHOTOGRAPH");
}

function withoutThumbnail(jfif: Buffer): Buffer | null {
  if (jfif.length < 14) return null;
  return Buffer.concat([Buffer.from([0xff, APP0, 0, 16]), jfif.subarray(0, 12), Buffer.from([0, 0])]);
}

function orientationSegment(orientation: number): Buffer {
  const tiff = onlyOrientation(orientation);
  return Buffer.concat([Buffer.from([0xff, APP1, 0, 2 + EXIF.length + tiff.length]), EXIF, tiff]);
}

/** Where the packed picture ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; at + 1 < file.length; at += 1) {
    if (file[at] !== 0xff) continue;
    const next = file.readUInt8(at + 1);
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 1;
    else if (next !== 0xff) return at;
  }
  throw new PhotographRefusal("CUT_SHORT");
}
