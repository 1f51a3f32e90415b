import { expect, test } from "vitest";
import { openCsv } from "./csv-reader.ts";
import { guardFormula, unguardCell } from "./formula-guard.ts";

const STARTS = [
  "=",
  "+",
  "-",
  "@",
  "\t",
  "\r",
  "\n",
  "\0",
  "＝",
  "＋",
  "－",
  "＠",
  "'",
  '"',
  "0",
  "王",
  " ",
  "",
];

test("T34 what a guard puts in front, reading takes away: every text comes back as it was", () => {
  const texts = STARTS.flatMap((one) =>
    STARTS.flatMap((two) => STARTS.map((three) => `${one}${two}${three}1+1`)),
  );
  // A tab before or behind, and ="…", are other programs' guards; ours covers them with an apostrophe.
  for (const text of texts) {
    const guarded = guardFormula(text);
    expect(guarded).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/);
    expect(unguardCell(guarded)).toBe(text);
  }
});

test("T34 a guarded text survives the way through a CSV file", () => {
  const texts = ['=HYPERLINK("http://x")', "+86", "-1", "@sum", "'甲", "＝1", "王小明"];
  const file = texts.map((text) => `"${guardFormula(text).replaceAll('"', '""')}",x`).join("\n");
  const cells = [...openCsv(Buffer.from(file)).rows()].flat().map((row) => row.cells[0]);
  expect(cells).toEqual(texts);
});
