import { crc32 } from "node:zlib";
import { onlyOrientation, orientationOf, UPRIGHT } from "./orientation.ts";
import { checkDimensions, checkPieces, PhotographRefusal } from "./photograph-refusals.ts";

export const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What is needed to show the picture in its colours. Text, times, animation and programs' own chunks go. */
const STAYS: ReadonlySet<string> = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "IEND",
  "tRNS",
  "cHRM",
  "gAMA",
  "iCCP",
  "sBIT",
  "sRGB",
  "cICP",
  "bKGD",
  "pHYs",
]);

/** A PNG without what it tells of its maker, the picture untouched; what follows its end goes. */
export function cleanPng(file: Buffer): Buffer {
  const kept: Buffer[] = [PNG_START];
  let orientation = UPRIGHT;
  let packed = 0;
  let pieces = 0;
  for (let at = PNG_START.length; ;) {
    checkPieces((pieces += 1));
    if (at + 12 > file.length) throw new PhotographRefusal("CUT_SHORT");
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) throw new PhotographRefusal("CUT_SHORT");
    const type = file.toString("latin1", at + 4, at + 8);
    const content = file.subarray(at + 8, end - 4);
    if (file.readUInt32BE(end - 4) !== crc32(file.subarray(at + 4, end - 4)))
      throw new PhotographRefusal("DAMAGED");
    if ((kept.length === 1) !== (type === "IHDR")) throw new PhotographRefusal("DAMAGED");
    if (type === "IHDR") checkHeader(content);
    if (type === "IDAT") packed += content.length;
    if (type === "eXIf") orientation = orientationOf(content);
    if (STAYS.has(type)) kept.push(file.subarray(at, end));
    // A capital first letter: the picture cannot be shown without it, and nobody knows it.
    else if (!/^[a-z][A-Za-z]{3}$/.test(type)) throw new PhotographRefusal("DAMAGED");
    if (type === "IEND") break;
    at = end;
  }
  if (packed === 0) throw new PhotographRefusal("DAMAGED");
  if (orientation !== UPRIGHT) kept.splice(2, 0, chunk("eXIf", onlyOrientation(orientation)));
  return Buffer.concat(kept);
}

function checkHeader(header: Buffer): void {
  if (header.length !== 13) throw new PhotographRefusal("DAMAGED");
  checkDimensions({ width: header.readUInt32BE(0), height: header.readUInt32BE(4) });
}

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}
