import { describe, expect, test } from "vitest";
import { SpreadsheetRefusal } from "./refusals.ts";
import { sniffFormat } from "./sniff-format.ts";

function formatOf(bytes: Uint8Array): string {
  try {
    return sniffFormat(bytes);
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) return error.code;
    throw error;
  }
}

const ole2 = Buffer.from("d0cf11e0a1b11ae1", "hex");
/** Bytes as random as a picture's, but the same in every run. */
const noise = Buffer.from(
  Array.from({ length: 4096 }, (_, index) => (index * index * 31 + index * 17) % 251),
);

describe("T31 a file's format is told from its bytes", () => {
  test.each<[string, Uint8Array, string]>([
    ["zip", Buffer.from("PK\u0003\u0004rest"), "xlsx"],
    ["an empty zip", Buffer.from("PK\u0005\u0006"), "NOT_A_SPREADSHEET"],
    ["an old .xls", Buffer.concat([ole2, Buffer.from("Workbook", "utf16le")]), "OLD_FORMAT"],
    [
      "an .xlsx with a password",
      Buffer.concat([ole2, Buffer.from("EncryptedPackage", "utf16le")]),
      "ENCRYPTED",
    ],
    ["a PDF", Buffer.from("%PDF-1.7"), "NOT_A_SPREADSHEET"],
    ["a PNG", Buffer.from("89504e470d0a1a0a", "hex"), "NOT_A_SPREADSHEET"],
    ["noise", noise, "NOT_A_SPREADSHEET"],
    ["nothing", Buffer.alloc(0), "EMPTY_FILE"],
    ["a web page named .xls", Buffer.from("\ufeff\n<html><table><tr><td>客户ID"), "WEB_PAGE"],
    ["Excel's XML of 2003", Buffer.from('<?xml version="1.0"?><Workbook>'), "WEB_PAGE"],
    ["text in UTF-8", Buffer.from("客户ID,姓名"), "csv"],
    ["text in GBK", Buffer.from("bfcdbba749442cd0d5c3fb", "hex"), "csv"],
    ["text in UTF-16", Buffer.from("\ufeff客户ID,姓名", "utf16le"), "csv"],
    ["text with a stray NUL", Buffer.from("客户ID,姓名\n甲,\u0000乙\n"), "csv"],
  ])("%s", (_, bytes, expected) => {
    expect(formatOf(bytes)).toBe(expected);
  });
});
