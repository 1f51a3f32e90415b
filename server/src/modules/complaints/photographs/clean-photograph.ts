import { cleanJpeg } from "./clean-jpeg.ts";
import { cleanPng, PNG_START } from "./clean-png.ts";
import { cleanWebp } from "./clean-webp.ts";
import { MOST_MEGABYTES, PhotographRefusal, type PhotographRefusalCode } from "./photograph-refusals.ts";

export const MOST_BYTES = MOST_MEGABYTES * 1024 * 1024;

export type PhotographMediaType = "image/jpeg" | "image/png" | "image/webp";

/** A photograph as it is kept: what its bytes are, without what they told of camera, place and owner. */
export interface CleanPhotograph {
  readonly mediaType: PhotographMediaType;
  readonly bytes: Buffer;
}

/**
 * Takes the picture out of a file, by what its bytes are and not by what anybody calls it. The picture is not packed
 * anew; everything around it is left behind. Throws PhotographRefusal for what is no photograph.
 */
export function cleanPhotograph(file: Buffer): CleanPhotograph {
  if (file.length === 0) throw new PhotographRefusal("EMPTY_FILE");
  if (file.length > MOST_BYTES) throw new PhotographRefusal("TOO_LARGE");
  if (startsWith(file, Buffer.from([0xff, 0xd8, 0xff])))
    return { mediaType: "image/jpeg", bytes: cleanJpeg(file) };
  if (startsWith(file, PNG_START)) return { mediaType: "image/png", bytes: cleanPng(file) };
  if (file.toString("latin1", 0, 4) === "RIFF" && file.toString("latin1", 8, 12) === "WEBP")
    return { mediaType: "image/webp", bytes: cleanWebp(file) };
  throw new PhotographRefusal(whatElse(file));
}

/** PDF; Word and Excel, new and old. */
const DOCUMENT_STARTS = ["%PDF", "PK\x03\x04", "\xd0\xcf\x11\xe0"] as const;
const HEIC_BRANDS = /^(heic|heix|heim|heis|hevc|hevx|hevm|hevs|mif1|msf1)$/;

/** What a file is when it is no photograph of ours, to say what can be done with it. */
function whatElse(file: Buffer): PhotographRefusalCode {
  const head = file.toString("latin1", 0, 512);
  if (head.startsWith("GIF8")) return "ANIMATED";
  if (head.slice(4, 8) === "ftyp") {
    const brand = head.slice(8, 12);
    if (HEIC_BRANDS.test(brand)) return "HEIC";
    return /^avi[fs]$/.test(brand) ? "NOT_A_PHOTOGRAPH" : "VIDEO";
  }
  if (DOCUMENT_STARTS.some((start) => head.startsWith(start))) return "DOCUMENT";
  if (/^(\xef\xbb\xbf)?\s*<[!?a-z]/i.test(head)) return "WEB_PAGE";
  return "NOT_A_PHOTOGRAPH";
}

function startsWith(file: Buffer, start: Buffer): boolean {
  return file.subarray(0, start.length).equals(start);
}
