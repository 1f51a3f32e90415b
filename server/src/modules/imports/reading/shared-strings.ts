import { SpreadsheetRefusal } from "./refusals.ts";
import { decodeEscapes, readXml } from "./xml-events.ts";
import type { ArchivePart } from "./zip-archive.ts";

const MAX_STRINGS = 4_000_000;

/**
 * The workbook's table of texts, kept as bytes outside the JavaScript heap: a million strings as JavaScript values
 * would each hold on to the piece of XML that they were cut from.
 */
export class SharedStrings {
  #bytes = Buffer.allocUnsafeSlow(64 * 1024);
  #ends = new Uint32Array(1024);
  #used = 0;
  #count = 0;

  add(text: string): void {
    if (this.#count >= MAX_STRINGS) throw new SpreadsheetRefusal("TOO_LARGE_UNPACKED");
    const room = text.length * 3;
    if (this.#used + room > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#used + room));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#used += this.#bytes.write(text, this.#used);
    this.#ends[this.#count] = this.#used;
    this.#count += 1;
  }

  /** Refuses an index that the table does not have: the file lost a part of itself. */
  at(index: number): string {
    const end = index < this.#count ? this.#ends[index] : undefined;
    if (end === undefined) throw new SpreadsheetRefusal("DAMAGED");
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    return this.#bytes.toString("utf8", start, end);
  }
}

export async function readSharedStrings(part: ArchivePart | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (part === undefined) return strings;
  let text = "";
  let inText = false;
  // Phonetic guides (rPh) stand beside the text; nobody typed them as part of it.
  let inPhonetic = false;
  const reading = readXml(part, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "t") inText = !inPhonetic;
      else if (name === "rPh") inPhonetic = true;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === "si") strings.add(decodeEscapes(text));
      else if (name === "t") inText = false;
      else if (name === "rPh") inPhonetic = false;
    },
  });
  for await (const _ of reading);
  return strings;
}
