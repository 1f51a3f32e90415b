import { describe, expect, test } from "vitest";
import { archiveField } from "../../customers/fields.ts";
import { readFieldCell } from "./field-rules.ts";
import type { CellMark } from "./spreadsheet-row.ts";

const DATES = { today: "2026-11-22", timeZone: "Asia/Shanghai" };

/** The value, or the code of what is wrong. */
function read(name: string, cell: string, mark?: CellMark): unknown {
  const field = archiveField(name);
  if (!field) throw new TypeError(`no field ${name}`);
  const { value, issue } = readFieldCell(field, cell, DATES, mark);
  return issue === undefined ? value : issue.code;
}

describe("ARC-06 what a cell says for a field of the archive", () => {
  test.each<[field: string, cell: string, value: unknown]>([
    ["occupation", "  教 师 ", "教 师"],
    ["occupation", "", null],
    ["occupation", "师".repeat(61), "TOO_LONG"],
    ["careerNotes", "一\r\n二", "一\n二"],
    ["hobbies", "茶、棋,书；画;茶\n琴", "茶、棋、书、画、琴"],
    ["educationLevel", "本科", "BACHELOR"],
    ["educationLevel", "bachelor", "BACHELOR"],
    ["educationLevel", "Senior high school", "SENIOR_HIGH_SCHOOL"],
    ["educationLevel", "学霸", "NOT_A_CHOICE"],
    ["bloodType", "AB型", "AB"],
    ["temperament", "黏液质(沉稳)", "PHLEGMATIC"],
    ["annualIncome", "¥120,000.5元", "120000.50"],
    ["annualIncome", "12万", "NOT_A_NUMBER"],
    ["annualIncome", "1,20", "NOT_A_NUMBER"],
    ["height", "175.0", "175"],
    ["height", "1.7", "OUT_OF_RANGE"],
    ["graduationYear", "１９９９", "1999"],
    ["birthDate", "1990/3/7", "1990-03-07"],
    ["birthDate", "1990年3月7日 00:00:00", "1990-03-07"],
    ["birthDate", "3/8/1990", "DATE_ORDER_UNCLEAR"],
    ["birthDate", "32939", "DATE_SERIAL"],
    ["birthDate", "2026-11-23", "OUT_OF_RANGE"],
    ["birthDate", "0095-03-07", "DATE_DOES_NOT_EXIST"],
    ["foundedOn", "1669-05-01", "1669-05-01"],
    ["district", "330106", "330106"],
    ["district", "浙江省 杭州市 西湖区", "330106"],
    ["district", "西湖区", "NOT_A_DISTRICT"],
    ["workPhone", "0571-88888888转8", "+8657188888888;ext=8"],
    ["workPhone", "1.38E+10", "DIGITS_LOST"],
    ["homeAddress", "杭州****", "MASKED"],
    ["identityNumber", "330106 19900307 0022", "330106199003070022"],
    ["identityNumber", "3.30106199003E+17", "DIGITS_LOST"],
    ["website", "javascript:alert(1)", "NOT_A_LINK"],
    ["leaderArchive", "kh-000123", "KH-000123"],
    ["occupation", "#REF!", "FORMULA_ERROR"],
  ])("%s of %j is %j", (field, cell, value) => {
    expect(read(field, cell)).toBe(value);
  });

  test("a number of more digits than spreadsheet programs keep is lost, and nobody guesses it", () => {
    expect(read("identityNumber", "330106199003070000", "DIGITS_LOST")).toBe("DIGITS_LOST");
  });

  test("what may be chosen is said in the words of the choices", () => {
    const field = archiveField("sex");
    const issue = field ? readFieldCell(field, "x", DATES).issue : undefined;
    expect(issue?.words).toEqual({ zh: "只能填写：男、女。", en: "Write one of: Male, Female." });
  });
});
