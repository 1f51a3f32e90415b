import { onlyOrientation, orientationOf, UPRIGHT } from "./orientation.ts";
import { checkDimensions, checkPieces, PhotographRefusal } from "./photograph-refusals.ts";

interface Chunk {
  readonly type: string;
  readonly content: Buffer;
}

const ANIMATED = 0x02;
const XMP = 0x04;
const EXIF = 0x08;
/** In this order; EXIF comes anew. */
const STAYS: readonly string[] = ["VP8X", "ICCP", "ALPH", "VP8 ", "VP8L"];

/** A WebP without what it tells of camera, place and owner, the picture untouched; what follows its end goes. */
export function cleanWebp(file: Buffer): Buffer {
  const chunks = readChunks(file);
  if (chunks.some(({ type }) => type === "ANIM" || type === "ANMF")) throw new PhotographRefusal("ANIMATED");
  const pictures = chunks.filter(({ type }) => type === "VP8 " || type === "VP8L");
  const [picture] = pictures;
  if (!picture || pictures.length > 1) throw new PhotographRefusal("DAMAGED");
  const size = sizeOf(picture);
  checkDimensions(size);

  const metadata = chunks.find(({ type }) => type === "EXIF")?.content;
  const orientation = metadata ? orientationOf(withoutPrefix(metadata)) : UPRIGHT;
  const kept = STAYS.flatMap((type) => chunks.filter((one) => one.type === type));
  const [first] = chunks;
  if (first?.type === "VP8X") {
    checkCanvas(first.content, size);
    const canvas = Buffer.from(first.content);
    const flags = canvas.readUInt8(0) & ~(ANIMATED | XMP | EXIF);
    canvas.writeUInt8(orientation === UPRIGHT ? flags : flags | EXIF, 0);
    const rest = kept.filter(({ type }) => type !== "VP8X");
    const oriented = orientation === UPRIGHT ? [] : [{ type: "EXIF", content: onlyOrientation(orientation) }];
    return writeChunks([{ type: "VP8X", content: canvas }, ...rest, ...oriented]);
  }
  // Without the extended header there is the picture and nothing else.
  return writeChunks([picture]);
}

function readChunks(file: Buffer): Chunk[] {
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) throw new PhotographRefusal("CUT_SHORT");
  const chunks: Chunk[] = [];
  for (let at = 12; at < end;) {
    checkPieces(chunks.length);
    if (at + 8 > end) throw new PhotographRefusal("DAMAGED");
    const length = file.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw new PhotographRefusal("DAMAGED");
    chunks.push({
      type: file.toString("latin1", at, at + 4),
      content: file.subarray(at + 8, at + 8 + length),
    });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function sizeOf({ type, content }: Chunk): { width: number; height: number } {
  if (type === "VP8L") {
    if (content.length < 5 || content[0] !== 0x2f) throw new PhotographRefusal("DAMAGED");
    const bits = content.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (content.length < 10 || content.readUIntBE(3, 3) !== 0x9d012a) throw new PhotographRefusal("DAMAGED");
  return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
}

/** The canvas of a still picture is as large as the picture; a larger one is a trap. */
function checkCanvas(header: Buffer, picture: { width: number; height: number }): void {
  if (header.length !== 10) throw new PhotographRefusal("DAMAGED");
  if ((header.readUInt8(0) & ANIMATED) !== 0) throw new PhotographRefusal("ANIMATED");
  const canvas = { width: header.readUIntLE(4, 3) + 1, height: header.readUIntLE(7, 3) + 1 };
  if (canvas.width !== picture.width || canvas.height !== picture.height)
    throw new PhotographRefusal("DAMAGED");
}

function withoutPrefix(metadata: Buffer): Buffer {
  return metadata.toString("latin1", 0, 6) === "Exif\0\0" ? metadata.subarray(6) : metadata;
}

function writeChunks(chunks: readonly Chunk[]): Buffer {
  const parts = chunks.flatMap(({ type, content }) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, "latin1");
    head.writeUInt32LE(content.length, 4);
    return [head, content, Buffer.alloc(content.length % 2)];
  });
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...parts]);
  const head = Buffer.alloc(8);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
