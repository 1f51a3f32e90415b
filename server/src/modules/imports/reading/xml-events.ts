import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import { SpreadsheetRefusal } from "./refusals.ts";
import type { ArchivePart } from "./zip-archive.ts";

/** No cell, comment or attribute of a real workbook is longer; a longer one would gather in memory. */
const LONGEST_UNBROKEN_RUN = 8 * 1024 * 1024;

export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Feeds a part's elements to the handler, chunk by chunk, and yields after each chunk how many characters have been
 * read, so that the caller can hand on what it has gathered. Names come without their prefix: `<x:row>` and `<row>` are the same to us, and so are the
 * transitional and the strict namespaces.
 */
export async function* readXml(part: ArchivePart, handler: XmlHandler): AsyncGenerator<number, void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let sinceLastEvent = 0;
  let read = 0;
  parser.on("opentag", (tag) => {
    sinceLastEvent = 0;
    handler.open?.(localName(tag.name), tag.attributes);
  });
  parser.on("closetag", (tag) => {
    sinceLastEvent = 0;
    handler.close?.(localName(tag.name));
  });
  const onText = (text: string) => {
    sinceLastEvent = 0;
    handler.text?.(text);
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  // A document type can define entities: the billion laughs and files read from our disk. No workbook has one.
  parser.on("doctype", () => {
    throw new SpreadsheetRefusal("UNSAFE_CONTENT");
  });
  try {
    for await (const text of readText(part)) {
      sinceLastEvent += text.length;
      read += text.length;
      parser.write(text);
      if (sinceLastEvent > LONGEST_UNBROKEN_RUN) throw new SpreadsheetRefusal("TOO_LARGE_UNPACKED");
      yield read;
    }
    parser.close();
  } catch (error) {
    throw error instanceof SpreadsheetRefusal ? error : new SpreadsheetRefusal("DAMAGED");
  }
  yield read;
}

/** Reads a whole part, for the small ones. */
export async function readWholeXml(part: ArchivePart, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(part, handler));
}

/** The text of a part in UTF-8 or, as the format also allows, UTF-16. */
export async function* readText(part: ArchivePart): AsyncGenerator<string, void> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of part.chunks()) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decode(decoder, chunk);
  }
  if (decoder !== undefined) yield decode(decoder);
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new SpreadsheetRefusal("DAMAGED");
  }
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Excel writes what XML cannot hold as `_x000D_`, and a literal `_x` as `_x005F_x`. */
export function decodeEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}
