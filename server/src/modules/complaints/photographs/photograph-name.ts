import type { PhotographMediaType } from "./clean-photograph.ts";

const LONGEST_STEM = 80;
const ENDINGS: Readonly<Record<PhotographMediaType, string>> = {
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/webp": ".webp",
};

/** A file's name as it is kept: no folders, nothing that is not seen or turns letters round, and the right ending. */
export function photographName(given: string, mediaType: PhotographMediaType): string {
  const stem = (given.normalize("NFC").toWellFormed().split(/[/\\]/).at(-1) ?? "")
    .replace(/\.[A-Za-z0-9]{1,5}$/, "")
    .replace(/[\p{C}\p{Zl}\p{Zp}"<>:|?*;]/gu, "")
    // A tower of accents over one letter covers the lines above.
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .trim();
  return [...(stem || "照片")].slice(0, LONGEST_STEM).join("") + ENDINGS[mediaType];
}
