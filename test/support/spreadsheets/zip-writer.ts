import { constants, crc32, deflateRawSync } from "node:zlib";

/** One entry of a zip file; what is not said is told truthfully, so that a test can lie about one thing at a time. */
export interface ZipEntry {
  name: string;
  data: string | Uint8Array;
  /** Already deflated: `data` is what the zip file holds. */
  packed?: { size: number; checksum: number };
  claimedSize?: number;
  claimedChecksum?: number;
  flags?: number;
  /** A Unix mode, such as a symbolic link's 0o120777. */
  mode?: number;
}

const UTF8_NAMES = 0x800;

/** Writes a zip file by hand, because libraries refuse to write the files that a reader must survive. */
export function writeZip(entries: readonly ZipEntry[], claimedEntries = entries.length): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const plain = Buffer.from(entry.data);
    const packed = entry.packed === undefined ? deflateRawSync(plain) : plain;
    const size = entry.claimedSize ?? entry.packed?.size ?? plain.length;
    const checksum = entry.claimedChecksum ?? entry.packed?.checksum ?? crc32(plain);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(UTF8_NAMES | (entry.flags ?? 0), 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(checksum, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    local.copy(central, 6, 4, 28);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    files.push(local, name, packed);
    directory.push(central, name);
    offset += local.length + name.length + packed.length;
  }
  const directorySize = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(claimedEntries, 0xffff), 8);
  end.writeUInt16LE(Math.min(claimedEntries, 0xffff), 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** Deflates a text repeated so often that nobody should hold the result; its parts are made and forgotten. */
export function packRepeated(before: string, text: string, times: number): { data: Buffer; size: number } {
  const block = Buffer.from(text.repeat(Math.min(times, Math.ceil((1 << 20) / text.length))));
  const blocks = Math.ceil((times * Buffer.byteLength(text)) / block.length);
  // One deflated block that is not final, over and over, then an empty final one: valid, and quick to make.
  const packed = deflateRawSync(block, { finishFlush: constants.Z_FULL_FLUSH });
  const start = deflateRawSync(before, { finishFlush: constants.Z_FULL_FLUSH });
  const data = Buffer.concat([start, ...Array<Buffer>(blocks).fill(packed), Buffer.from([3, 0])]);
  return { data, size: Buffer.byteLength(before) + blocks * block.length };
}
