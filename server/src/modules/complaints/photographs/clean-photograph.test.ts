import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  jpegOfSize,
  OTHER_FILES,
  OWNER,
  samplePhotograph,
  type SamplePhotograph,
} from "../../../../../test/support/photographs/sample-photographs.ts";
import { cleanPhotograph, MOST_BYTES } from "./clean-photograph.ts";
import { orientationOf } from "./orientation.ts";
import { PhotographRefusal, type PhotographRefusalCode } from "./photograph-refusals.ts";

const SAMPLES: readonly SamplePhotograph[] = [
  "phone.jpg",
  "progressive.jpg",
  "screenshot.png",
  "phone.webp",
  "lossless.webp",
];

function refusalOf(file: Buffer): PhotographRefusalCode | "taken" {
  try {
    cleanPhotograph(file);
    return "taken";
  } catch (error) {
    if (error instanceof PhotographRefusal) return error.code;
    throw error;
  }
}

/** A piece of a PNG that holds nothing. */
function pngPiece(type: string): Buffer {
  const typed = Buffer.from(type, "latin1");
  const piece = Buffer.concat([Buffer.alloc(4), typed, Buffer.alloc(4)]);
  piece.writeUInt32BE(crc32(typed), 8);
  return piece;
}

/** The orientation that the one small piece of metadata left in a file says. */
function orientationIn(file: Buffer): number {
  const at = file.indexOf("MM\0*", 0, "latin1");
  return at === -1 ? 1 : orientationOf(file.subarray(at, at + 26));
}

describe("DOS-3.1 a photograph", () => {
  test.each([
    ["phone.jpg", "image/jpeg"],
    ["progressive.jpg", "image/jpeg"],
    ["screenshot.png", "image/png"],
    ["phone.webp", "image/webp"],
    ["lossless.webp", "image/webp"],
  ] as const)("%s is taken for what its bytes are: %s", (name, mediaType) => {
    expect(cleanPhotograph(samplePhotograph(name)).mediaType).toBe(mediaType);
  });

  test.each(["phone.jpg", "screenshot.png", "phone.webp"] as const)(
    "T17 %s keeps how the camera was held, and nothing else of whom, where and with what",
    (name) => {
      const file = samplePhotograph(name);
      const { bytes } = cleanPhotograph(file);
      expect(file.includes(OWNER)).toBe(true);
      for (const trace of [OWNER, "PhoneMaker", "taken at home", "GPS", "xmp", "XMP", "Photoshop", "8BIM"])
        expect([trace, bytes.includes(trace)]).toEqual([trace, false]);
      expect(orientationIn(bytes)).toBe(6);
    },
  );

  test.each(SAMPLES)("%s is cleaned once: cleaned again it stays the same", (name) => {
    const { bytes } = cleanPhotograph(samplePhotograph(name));
    expect(cleanPhotograph(bytes).bytes.equals(bytes)).toBe(true);
  });

  test.each(["progressive.jpg", "lossless.webp"] as const)(
    "%s, that tells nothing, stays as it is to the byte",
    (name) => {
      const file = samplePhotograph(name);
      expect(cleanPhotograph(file).bytes.equals(file)).toBe(true);
    },
  );

  test.each(SAMPLES)("T31 %s leaves behind whatever follows its end", (name) => {
    const file = samplePhotograph(name);
    const polyglot = Buffer.concat([file, Buffer.from("PK\x03\x04<script>alert(1)</script>", "latin1")]);
    expect(cleanPhotograph(polyglot).bytes.equals(cleanPhotograph(file).bytes)).toBe(true);
  });
});

describe("DOS-3.1 a file is refused as a photograph", () => {
  test.each([
    ["gif", "ANIMATED"],
    ["heic", "HEIC"],
    ["avif", "NOT_A_PHOTOGRAPH"],
    ["video", "VIDEO"],
    ["svg", "WEB_PAGE"],
    ["xml", "WEB_PAGE"],
    ["html", "WEB_PAGE"],
    ["pdf", "DOCUMENT"],
    ["zip", "DOCUMENT"],
    ["word", "DOCUMENT"],
    ["text", "NOT_A_PHOTOGRAPH"],
    ["bmp", "NOT_A_PHOTOGRAPH"],
  ] as const)("when it is %s: %s", (kind, code) => {
    expect(refusalOf(OTHER_FILES[kind])).toBe(code);
  });

  test("when it is empty or too large", () => {
    expect(refusalOf(Buffer.alloc(0))).toBe("EMPTY_FILE");
    expect(refusalOf(Buffer.alloc(MOST_BYTES + 1, 0xff))).toBe("TOO_LARGE");
  });

  test("when its header promises more than fifty million pixels, or none", () => {
    expect(refusalOf(jpegOfSize(10_000, 5_000))).toBe("taken");
    expect(refusalOf(jpegOfSize(10_001, 5_000))).toBe("TOO_MANY_PIXELS");
    expect(refusalOf(jpegOfSize(65_535, 65_535))).toBe("TOO_MANY_PIXELS");
    expect(refusalOf(jpegOfSize(0, 8))).toBe("DAMAGED");
  });

  test.each(SAMPLES)("%s cut short anywhere is never taken and never a fault", (name) => {
    const { bytes } = cleanPhotograph(samplePhotograph(name));
    for (let length = 1; length < bytes.length; length += 1) {
      const code = refusalOf(bytes.subarray(0, length));
      expect([length, ["CUT_SHORT", "DAMAGED", "NOT_A_PHOTOGRAPH"].includes(code)]).toEqual([length, true]);
    }
  });

  test.each(SAMPLES)("G6 %s with any byte turned is taken or refused, never a fault", (name) => {
    const file = samplePhotograph(name);
    for (let index = 0; index < file.length; index += 1) {
      for (const value of [0, 0xff, (file[index] ?? 0) ^ 0x81]) {
        const damaged = Buffer.from(file);
        damaged[index] = value;
        expect(typeof refusalOf(damaged)).toBe("string");
      }
    }
  });

  test("when a PNG's piece was changed without its sum, or a needed piece is unknown", () => {
    const file = cleanPhotograph(samplePhotograph("screenshot.png")).bytes;
    const changed = Buffer.from(file);
    changed.writeUInt8(200, 20);
    expect(refusalOf(changed)).toBe("DAMAGED");
    const unknown = Buffer.concat([file.subarray(0, 33), pngPiece("ABCD"), file.subarray(33)]);
    expect(refusalOf(unknown)).toBe("DAMAGED");
  });

  test.each([
    ["JPEG", "progressive.jpg", 2, Buffer.from([0xff, 0xdb, 0, 2])],
    ["PNG", "screenshot.png", 33, pngPiece("tEXt")],
    ["WebP", "phone.webp", 30, Buffer.from("ICCP\0\0\0\0", "latin1")],
  ] as const)("T31 when a %s is cut into millions of pieces", (_format, name, at, piece) => {
    const file = samplePhotograph(name);
    const withPieces = (count: number) => {
      const made = Buffer.concat([
        file.subarray(0, at),
        ...Array<Buffer>(count).fill(piece),
        file.subarray(at),
      ]);
      if (name === "phone.webp") made.writeUInt32LE(made.length - 8, 4);
      return made;
    };
    expect(refusalOf(withPieces(5000))).toBe("taken");
    expect(refusalOf(withPieces(Math.floor((MOST_BYTES - file.length) / piece.length)))).toBe("DAMAGED");
  });

  test("when a WebP moves, or its canvas is larger than its picture", () => {
    const file = samplePhotograph("phone.webp");
    const moving = Buffer.from(file);
    moving.writeUInt8(moving.readUInt8(20) | 0x02, 20);
    expect(refusalOf(moving)).toBe("ANIMATED");
    const trap = Buffer.from(file);
    trap.writeUIntLE(16_000, 24, 3);
    expect(refusalOf(trap)).toBe("DAMAGED");
  });
});
