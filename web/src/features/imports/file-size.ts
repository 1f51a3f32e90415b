const units = ["B", "kB", "MB", "GB"] as const;

/** 9.6 kB, 31 MB: as file managers write it, the same in both languages. */
export function fileSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : String(Math.round(value))} ${units[unit] ?? "B"}`;
}
