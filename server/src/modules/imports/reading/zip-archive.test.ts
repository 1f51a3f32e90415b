import { describe, expect, test } from "vitest";
import {
  inlineRows,
  workbook,
  workbookEntries,
  worksheet,
} from "../../../../../test/support/spreadsheets/workbook-parts.ts";
import { packRepeated, writeZip } from "../../../../../test/support/spreadsheets/zip-writer.ts";
import { openSpreadsheet } from "./open-spreadsheet.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import type { RefusalCode } from "./refusals.ts";
import { findLayout } from "./spreadsheet-layout.ts";

const ROWS = inlineRows([
  ["客户ID", "联系方式"],
  ["咦咦咦是你", "13800138000"],
]);
const GOOD = workbookEntries({ sheets: [{ name: "表", xml: ROWS }] });

async function refusalOf(bytes: Uint8Array): Promise<RefusalCode | "taken in"> {
  try {
    const file = await openSpreadsheet(bytes);
    const { source } = await findLayout(file);
    for await (const _ of source.rows());
    return "taken in";
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) return error.code;
    throw error;
  }
}

/** The good workbook with its sheet replaced. */
function withSheet(entry: Omit<(typeof GOOD)[number], "name">) {
  return writeZip([
    ...GOOD.filter(({ name }) => !name.includes("sheet1")),
    { ...entry, name: "xl/worksheets/sheet1.xml" },
  ]);
}

describe("T31 a workbook's zip file", () => {
  test("is taken in when nothing is wrong with it", async () => {
    expect(await refusalOf(writeZip(GOOD))).toBe("taken in");
  });

  test("that unpacks to 10 GB is refused from its directory", async () => {
    const bomb = packRepeated(`<worksheet><sheetData>${ROWS}`, "<row><c><v>1</v></c></row>", 10_000_000);
    const sheet = { data: bomb.data, packed: { size: 10_000_000_000, checksum: 0 } };
    expect(await refusalOf(withSheet({ ...sheet, claimedSize: 0xffff_fffe }))).toBe("TOO_LARGE_UNPACKED");
  });

  test("that claims small sizes and holds much more is refused while it is unpacked", async () => {
    const bomb = packRepeated(`<worksheet><sheetData>${ROWS}`, "<row><c><v>1</v></c></row>", 10_000_000);
    const sheet = { data: bomb.data, packed: { size: bomb.size, checksum: 0 }, claimedSize: 5_000 };
    expect(await refusalOf(withSheet(sheet))).toBe("TOO_LARGE_UNPACKED");
  });

  test("whose texts are packed a thousandfold is refused", async () => {
    const bomb = packRepeated("<sst>", "<si><t>a</t></si>", 5_000_000);
    const strings = {
      name: "xl/sharedStrings.xml",
      data: bomb.data,
      packed: { size: bomb.size, checksum: 0 },
    };
    expect(await refusalOf(writeZip([...GOOD, strings]))).toBe("TOO_LARGE_UNPACKED");
  });

  test("with 100,000 entries is refused", async () => {
    const entry = { data: new Uint8Array(0), packed: { size: 0, checksum: 0 } };
    const many = Array.from({ length: 100_000 }, (_, index) => ({ ...entry, name: `x/${index}` }));
    expect(await refusalOf(writeZip([...GOOD, ...many]))).toBe("TOO_MANY_PARTS");
  });

  test.each(["../../etc/passwd", "/etc/passwd", "xl/../../x.xml", "C:/x.xml"])(
    "with an entry named %s is refused",
    async (name) => {
      expect(await refusalOf(writeZip([...GOOD, { name, data: "x" }]))).toBe("UNSAFE_CONTENT");
    },
  );

  test("with a symbolic link is refused", async () => {
    const link = { name: "xl/media/link", data: "/etc/passwd", mode: 0o120777 };
    expect(await refusalOf(writeZip([...GOOD, link]))).toBe("UNSAFE_CONTENT");
  });

  test("that carries another zip file is read without opening that one", async () => {
    const inner = { name: "xl/embeddings/inner.xlsx", data: writeZip([{ name: "../x", data: "x" }]) };
    expect(await refusalOf(writeZip([...GOOD, inner]))).toBe("taken in");
  });

  test("with a password on its entries is refused as encrypted", async () => {
    expect(await refusalOf(writeZip(GOOD.map((entry) => ({ ...entry, flags: 1 }))))).toBe("ENCRYPTED");
  });

  test("cut short anywhere is refused as cut short", async () => {
    const whole = writeZip(GOOD);
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      expect(await refusalOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe("CUT_SHORT");
    }
  });

  test("with a flipped bit in its sheet is refused as damaged before a row is taken in", async () => {
    const sheet = worksheet(ROWS);
    expect(await refusalOf(withSheet({ data: sheet, claimedChecksum: 12_345 }))).toBe("DAMAGED");
    expect(await refusalOf(withSheet({ data: sheet, claimedSize: sheet.length * 9 }))).toBe("DAMAGED");
  });

  test("of some other program is named for what it is", async () => {
    const archive = (...names: string[]) => writeZip(names.map((name) => ({ name, data: "x" })));
    expect(await refusalOf(archive("mimetype", "content.xml"))).toBe("OTHER_SPREADSHEET");
    expect(await refusalOf(archive("Index/Document.iwa"))).toBe("OTHER_SPREADSHEET");
    expect(await refusalOf(archive("xl/workbook.bin"))).toBe("OTHER_SPREADSHEET");
    expect(await refusalOf(archive("word/document.xml"))).toBe("NOT_A_SPREADSHEET");
  });
});

describe("T32 a workbook's XML", () => {
  const laughs = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>';
  const xxe = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

  test.each([laughs, xxe])("with a document type is refused: %s", async (doctype) => {
    const xml = worksheet(ROWS).replace("<worksheet", `${doctype}<worksheet`);
    expect(await refusalOf(workbook({ sheets: [{ name: "表", xml }] }))).toBe("UNSAFE_CONTENT");
    const strings = `<?xml version="1.0"?>${doctype}<sst><si><t>&e;</t></si></sst>`;
    expect(await refusalOf(workbook({ sheets: [{ name: "表", xml: ROWS }], sharedStrings: strings }))).toBe(
      "UNSAFE_CONTENT",
    );
  });

  test("with one endless cell is refused before it fills the memory", async () => {
    const noise = Array.from({ length: 400_000 }, (_, index) =>
      ((index * 7919) % 1_000_003).toString(36),
    ).join("");
    const xml = worksheet(
      inlineRows([
        ["客户ID", "联系方式"],
        [noise.repeat(6), "1"],
      ]),
    );
    expect(await refusalOf(workbook({ sheets: [{ name: "表", xml }] }))).toBe("TOO_LARGE_UNPACKED");
  });

  test.each([
    ["is not well-formed", "<row r='1'><c></row>"],
    ["numbers a row twice", '<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>'],
    ["refers to a text that is not there", '<row r="1"><c t="s"><v>7</v></c></row>'],
  ])("that %s is refused as damaged", async (_, xml) => {
    expect(await refusalOf(workbook({ sheets: [{ name: "表", xml }] }))).toBe("DAMAGED");
  });
});
