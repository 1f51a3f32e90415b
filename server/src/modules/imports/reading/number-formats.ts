/** What a number means to a person depends on its cell's format alone. */
export type NumberKind = "number" | "date" | "dateTime" | "time" | "percent";

/** Formats that a workbook uses without spelling them out; 27–36 and 50–58 are the East Asian ones. */
const BUILT_IN: Readonly<Record<number, NumberKind>> = {
  9: "percent",
  10: "percent",
  ...kinds("date", 14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58),
  ...kinds("time", 18, 19, 20, 21, 32, 33, 34, 35, 55, 56),
  22: "dateTime",
};

function kinds(kind: NumberKind, ...ids: number[]): Record<number, NumberKind> {
  return Object.fromEntries(ids.map((id) => [id, kind]));
}

export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return BUILT_IN[id] ?? "number";
  return kindOfFormatCode(code);
}

/** Reads a format's code, such as `yyyy"年"m"月"d"日"`, leaving out what is only printed. */
export function kindOfFormatCode(code: string): NumberKind {
  // [h]:mm is a length of time, not a time of day.
  if (/\[(?:h+|m+|s+)\]/i.test(code)) return "number";
  const letters = code
    .replaceAll(/"[^"]*"?/g, "")
    .replaceAll(/\\./g, "")
    .replaceAll(/\[[^\]]*\]/g, "")
    .replaceAll(/[_*]./g, "")
    .replaceAll(/AM\/PM|A\/P|上午\/下午|General|G\/通用格式/gi, "")
    .replace(/;.*$/s, "")
    .toLowerCase();
  const hasClock = /[hs]/.test(letters);
  const hasDay = /[yd]/.test(letters) || (/m/.test(letters) && !hasClock);
  if (hasDay) return hasClock ? "dateTime" : "date";
  if (hasClock) return "time";
  return letters.includes("%") ? "percent" : "number";
}
