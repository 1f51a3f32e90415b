import { crc32, createInflateRaw } from "node:zlib";
import { fromBufferPromise } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import { SpreadsheetRefusal } from "./refusals.ts";

const MEGABYTE = 1024 * 1024;
const MAX_ENTRIES = 2_000;
/** Everything but the sheets is held in memory, so all of it together may have this. */
const MAX_HELD = 200 * MEGABYTE;
/** A sheet is streamed: nothing of it stays. */
const MAX_SHEET = 2_048 * MEGABYTE;
const MAX_RATIO = 100;
/** Below this size a ratio says nothing: a style sheet of blanks packs to almost nothing. */
const RATIO_MATTERS_FROM = 1 * MEGABYTE;
const SYMBOLIC_LINK = 0o120000;

/** One part of the workbook, checked while it is unpacked: what the directory says about sizes may be a lie. */
export interface ArchivePart {
  readonly name: string;
  readonly size: number;
  chunks(): AsyncGenerator<Buffer, void>;
}

export class Archive {
  readonly #parts: Map<string, ArchivePart>;

  constructor(parts: Map<string, ArchivePart>) {
    this.#parts = parts;
  }

  get names(): string[] {
    return [...this.#parts.values()].map((part) => part.name);
  }

  /** Part names ignore case, as the format says; some programs do write `xl/SharedStrings.xml`. */
  part(name: string): ArchivePart | undefined {
    return this.#parts.get(partKey(name));
  }
}

/** Opens a zip file from memory and refuses what no spreadsheet program writes, before anything is unpacked. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await openZip(buffer);
  if (zip.entryCount > MAX_ENTRIES) throw new SpreadsheetRefusal("TOO_MANY_PARTS");
  const parts = new Map<string, ArchivePart>();
  let held = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      checkEntry(entry);
      if (!isSheet(entry.fileName)) held += entry.uncompressedSize;
      if (held > MAX_HELD) throw new SpreadsheetRefusal("TOO_LARGE_UNPACKED");
      parts.set(partKey(entry.fileName), {
        name: entry.fileName,
        size: entry.uncompressedSize,
        chunks: () => unpack(zip, buffer, entry),
      });
    }
  } catch (error) {
    throw asRefusal(error);
  }
  return new Archive(parts);
}

async function openZip(buffer: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true });
  } catch (error) {
    // The directory stands at the very end of a zip file, so without its end mark the end is missing.
    if (error instanceof Error && error.message.startsWith("End of central directory")) {
      throw new SpreadsheetRefusal("CUT_SHORT");
    }
    throw new SpreadsheetRefusal("DAMAGED");
  }
}

function checkEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw new SpreadsheetRefusal("ENCRYPTED");
  const unixMode = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (unixMode === SYMBOLIC_LINK) throw new SpreadsheetRefusal("UNSAFE_CONTENT");
  if (entry.uncompressedSize > (isSheet(entry.fileName) ? MAX_SHEET : MAX_HELD)) {
    throw new SpreadsheetRefusal("TOO_LARGE_UNPACKED");
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > RATIO_MATTERS_FROM && ratio > MAX_RATIO) {
    throw new SpreadsheetRefusal("TOO_LARGE_UNPACKED");
  }
}

function isSheet(name: string): boolean {
  return /(^|\/)worksheets\/[^/]+\.xml$/i.test(name);
}

async function* unpack(zip: ZipFile, buffer: Buffer, entry: Entry): AsyncGenerator<Buffer, void> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true }).catch(() => {
    throw new SpreadsheetRefusal("DAMAGED");
  });
  const packed = buffer.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  if (entry.compressionMethod === 0) {
    yield packed;
    return;
  }
  if (entry.compressionMethod !== 8) throw new SpreadsheetRefusal("DAMAGED");
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  inflate.end(packed);
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length;
      // A little more than was said is damage, and is told below; much more is a bomb.
      if (size > entry.uncompressedSize + MEGABYTE) throw new SpreadsheetRefusal("TOO_LARGE_UNPACKED");
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw asRefusal(error);
  } finally {
    inflate.destroy();
  }
  if (size !== entry.uncompressedSize || checksum !== entry.crc32) throw new SpreadsheetRefusal("DAMAGED");
}

/** What yauzl and zlib say is about bytes; people are told what it means for their file. */
function asRefusal(error: unknown): unknown {
  if (error instanceof SpreadsheetRefusal) return error;
  const message = error instanceof Error ? error.message : "";
  if (/relative path|absolute path|invalid characters in fileName/.test(message)) {
    return new SpreadsheetRefusal("UNSAFE_CONTENT");
  }
  if (message === "strong encryption is not supported") return new SpreadsheetRefusal("ENCRYPTED");
  return new SpreadsheetRefusal("DAMAGED");
}

function partKey(name: string): string {
  return name.replace(/^\//, "").toLowerCase();
}
