import { readFileSync } from "node:fs";

/** Real pictures of 12 × 8, made by real programs. The phone's and the screenshot name a person, a place and a maker. */
export type SamplePhotograph =
  | "phone.jpg"
  | "progressive.jpg"
  | "screenshot.png"
  | "phone.webp"
  | "lossless.webp";

/** What the samples tell of whoever took them, and nobody else may read. */
export const OWNER = "Wang Xiaohui";

export function samplePhotograph(name: SamplePhotograph): Buffer<ArrayBuffer> {
  return Buffer.from(readFileSync(new URL(name, import.meta.url)));
}

/** A JPEG that says it is this large; nobody looks further than its header. */
export function jpegOfSize(width: number, height: number): Buffer<ArrayBuffer> {
  const picture = samplePhotograph("progressive.jpg");
  const frame = picture.indexOf(Buffer.from([0xff, 0xc2]));
  picture.writeUInt16BE(height, frame + 5);
  picture.writeUInt16BE(width, frame + 7);
  return picture;
}

/** Files that are no photographs of ours, by what people know them as. */
export const OTHER_FILES = {
  gif: Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"),
  heic: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"),
  avif: Buffer.from("\0\0\0\x18ftypavif\0\0\0\0mif1avif", "latin1"),
  video: Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1"),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  xml: Buffer.from('\uFEFF<?xml version="1.0"?><svg/>'),
  html: Buffer.from("\n<!doctype html><script>alert(1)</script>"),
  pdf: Buffer.from("%PDF-1.7\n"),
  zip: Buffer.from("PK\x03\x04", "latin1"),
  word: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  text: Buffer.from("照片"),
  bmp: Buffer.from("BM\0\0\0\0"),
} as const;
