import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Values that must be found nowhere, by what they are and how they came in: `phone, edited`. */
export type Canaries = ReadonlyMap<string, string | Buffer>;

interface Form {
  readonly kind: string;
  readonly bytes: Buffer;
}

/** Bytes: shorter values stand in other words by chance. */
const SHORTEST = 6;

/**
 * Every way in which somebody would write a value down without sealing it: as text, as UTF-16, in an address, in hex,
 * in base64 wherever it begins, and as a hash without a key, which whoever tries all telephone numbers turns back.
 */
function formsOf(value: string | Buffer): Buffer[] {
  const text = Buffer.from(value);
  const hash = createHash("sha256").update(text).digest();
  const inBase64 = [0, 1, 2].map((offset) => {
    const moved = Buffer.concat([Buffer.alloc(offset), text]).toString("base64");
    // The first and the last letters also tell of what stands before and after.
    return moved.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + text.length) * 8) / 6));
  });
  const spelled = text.toString("utf8");
  const texts = [
    ...(typeof value === "string" ? [encodeURIComponent(spelled), JSON.stringify(spelled).slice(1, -1)] : []),
    text.toString("hex"),
    hash.toString("hex"),
    ...inBase64.filter((letters) => letters.length >= SHORTEST),
  ];
  return [text, Buffer.from(spelled, "utf16le"), hash, ...texts.map((one) => Buffer.from(one, "latin1"))];
}

/** Looks for many values at once, as fast as a file is read. */
export class CanaryScan {
  /** By the first two bytes. */
  private readonly forms = new Map<number, Form[]>();
  private readonly begins = new Uint8Array(65_536);

  constructor(canaries: Canaries) {
    for (const [kind, value] of canaries) {
      if (Buffer.byteLength(value) < SHORTEST) throw new TypeError(`${kind} is too short to be looked for`);
      for (const bytes of formsOf(value)) {
        const head = bytes.readUInt16BE(0);
        this.begins[head] = 1;
        this.forms.set(head, [...(this.forms.get(head) ?? []), { kind, bytes }]);
      }
    }
  }

  /** Which of them stand in these bytes. */
  kindsIn(bytes: Buffer): string[] {
    const found = new Set<string>();
    let head = bytes[0] ?? 0;
    for (let at = 1; at < bytes.length; at += 1) {
      head = ((head << 8) | (bytes[at] ?? 0)) & 0xffff;
      if (this.begins[head] === 0) continue;
      for (const { kind, bytes: form } of this.forms.get(head) ?? [])
        if (bytes.compare(form, 0, form.length, at - 1, Math.min(at - 1 + form.length, bytes.length)) === 0)
          found.add(kind);
    }
    return [...found];
  }

  /** What stands in the files of a folder, its subfolders included: `postgres/base/1/2619: phone, edited`. */
  async kindsUnder(folder: string, { except = [] }: { except?: readonly string[] } = {}): Promise<string[]> {
    const entries: Dirent[] = await readdir(folder, { recursive: true, withFileTypes: true });
    const found: string[] = [];
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
      if (except.includes(path)) continue;
      const kinds = this.kindsIn(await readFile(join(folder, path)));
      found.push(...kinds.map((kind) => `${path}: ${kind}`));
    }
    return found;
  }
}
