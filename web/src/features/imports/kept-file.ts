/** The last uploaded file, so that another of its sheets can be read without looking for the file again. Memory only. */
let kept: { number: string; file: File } | undefined;

export function keepFile(number: string, file: File): void {
  kept = { number, file };
}

export const keptFile = (number: string): File | undefined =>
  kept?.number === number ? kept.file : undefined;
