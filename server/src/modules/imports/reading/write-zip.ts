import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";

interface PackedPart {
  name: Buffer;
  packed: Buffer;
  size: number;
  checksum: number;
}

const UTF8_NAMES = 0x800;
const DEFLATED = 8;
/** 1 January 1980, the first day a zip file knows: the same rows give the same bytes. */
const NO_DATE = (1 << 5) | 1;

/** Packs the parts of a workbook, each given as pieces of text, without ever holding a part unpacked. */
export async function writeZip(parts: Readonly<Record<string, TextPieces>>): Promise<Buffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, pieces] of Object.entries(parts)) {
    const part = await packPart(name, pieces);
    const header = headerOf(part);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), header, part.name]);
    const entry = Buffer.alloc(46);
    entry.write("PK\u0001\u0002", 0, "latin1");
    entry.writeUInt16LE(20, 4);
    header.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    files.push(local, part.packed);
    directory.push(entry, part.name);
    offset += local.length + part.packed.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

export type TextPieces = Iterable<string> | AsyncIterable<string>;

async function packPart(name: string, pieces: TextPieces): Promise<PackedPart> {
  const deflate = createDeflateRaw();
  const packed: Buffer[] = [];
  deflate.on("data", (chunk: Buffer) => packed.push(chunk));
  const ended = once(deflate, "end");
  let size = 0;
  let checksum = 0;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    checksum = crc32(bytes, checksum);
    if (!deflate.write(bytes)) await once(deflate, "drain");
  }
  deflate.end();
  await ended;
  return { name: Buffer.from(name), packed: Buffer.concat(packed), size, checksum };
}

/** What stands in front of a part and, the same, in the directory at the end. */
function headerOf({ name, packed, size, checksum }: PackedPart): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(UTF8_NAMES, 2);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt16LE(NO_DATE, 8);
  header.writeUInt32LE(checksum, 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}
