import { isHeic, largestUpload, type RefusalCode } from "./refuse-file.ts";

/** Enough for a label or a crack on the whole screen; a phone's camera takes twice as much. */
const longestSide = 2560;
const quality = 0.85;

/**
 * A photograph as it is sent. One from a camera is made smaller when it is very large; a screenshot (PNG) stays as it
 * is, so that its letters stay readable, unless the server would not take it.
 */
export async function makeSmaller(file: File): Promise<File | RefusalCode> {
  const heic = isHeic(file);
  const tooLarge = file.size > largestUpload;
  if (file.type === "image/png" && !tooLarge) return file;
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  // What this browser cannot read, another may: the server says what is wrong with it.
  if (!bitmap) return heic ? "HEIC" : tooLarge ? "TOO_LARGE" : file;
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const smaller = heic || tooLarge || scale < 1 ? await drawn(bitmap, scale) : undefined;
  bitmap.close();
  if (!smaller || (!heic && smaller.size >= file.size)) return tooLarge ? "TOO_LARGE" : file;
  if (smaller.size > largestUpload) return "TOO_LARGE";
  return new File([smaller], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
}

async function drawn(bitmap: ImageBitmap, scale: number): Promise<Blob | undefined> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) return undefined;
  // JPEG knows no transparency: what shows through is paper.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/jpeg", quality));
}
