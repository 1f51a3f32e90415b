import type { photographs } from "./texts.en.ts";

export type RefusalCode = keyof (typeof photographs)["refusal"];

const MEGABYTE = 1024 * 1024;
/** What the server takes. */
export const largestUpload = 8 * MEGABYTE;
/** What is worth being made smaller here before it is sent. */
const largestFile = 64 * MEGABYTE;

/** What the browser's own list of endings calls a file that no photograph is. */
const others: readonly [RegExp, RefusalCode][] = [
  [/^image\/(gif|apng)/, "ANIMATED"],
  [/^image\/svg|^text\/(html|xml)|^application\/xhtml/, "WEB_PAGE"],
  [/^video\//, "VIDEO"],
  [/^application\/(pdf|msword|vnd\.|rtf|zip)|^text\//, "DOCUMENT"],
];

export const isHeic = (file: { name: string; type: string }): boolean =>
  /^image\/hei[cf]/.test(file.type) || /\.(heic|heif)$/i.test(file.name);

/** Says before anything is sent that a file is no photograph; the server looks at the bytes themselves. */
export function refuseFile(file: { name: string; type: string; size: number }): RefusalCode | undefined {
  if (file.size === 0) return "EMPTY_FILE";
  if (file.size > largestFile) return "TOO_LARGE";
  if (isHeic(file) || /^image\/(jpeg|png|webp)$/.test(file.type)) return undefined;
  const known = others.find(([types]) => types.test(file.type));
  return known?.[1] ?? "NOT_A_PHOTOGRAPH";
}
