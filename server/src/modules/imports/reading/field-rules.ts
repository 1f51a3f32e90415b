import {
  type ArchiveField,
  type Choice,
  FieldType,
  findDistrictCalled,
  LIST_SEPARATOR,
  partsOfList,
} from "../../customers/fields.ts";
import { normaliseText } from "../../../platform/plain-text.ts";
import { text, type Text } from "../../../platform/language.ts";
import { plainNumber } from "./amount-rules.ts";
import { refused, valued, type CellResult } from "./cell-result.ts";
import { issueWithCell } from "./cell-rules.ts";
import { expandScientific, isScientific } from "./contact-rules.ts";
import { readDay, type DateSurroundings } from "./date-rule.ts";
import type { CellMark } from "./spreadsheet-row.ts";
import { foldText, readLine, readLines } from "./text-rules.ts";

/** More choices than these are not told one by one. */
const MOST_TOLD = 20;
const LONGEST = 5_000;
const YES = new Set(["是", "有", "对", "真", "yes", "y", "true", "1", "√", "✓", "✔"]);
const NO = new Set(["否", "无", "没有", "不是", "假", "no", "n", "false", "0", "×", "✗", "✘"]);

/**
 * What a cell says for a field of the archive: brought from the form in which spreadsheets keep it to the one in which
 * people type it, and then checked by the field's own check, as everything that is typed.
 */
export function readFieldCell(
  field: ArchiveField,
  cell: string,
  dates: DateSurroundings,
  mark?: CellMark,
): CellResult<string> {
  const wrong = issueWithCell(null, cell, mark);
  if (wrong !== undefined) return { issue: wrong };
  const typed = typedIn(field, cell, dates);
  if (typed.issue !== undefined || typed.value === null) return typed;
  const value = normaliseText(typed.value);
  if (value === "") return valued<string>(null);
  const checked = field.check(value, dates.today);
  if (!checked.issue) return valued(checked.value === "" ? null : checked.value);
  return { issue: { code: checked.issue.code, words: checked.issue.text } };
}

function typedIn(field: ArchiveField, cell: string, dates: DateSurroundings): CellResult<string> {
  const folded = foldText(cell).replace(/^'(?=[\d+.-])/, "");
  if (folded === "") return valued<string>(null);
  switch (field.type) {
    case FieldType.TEXT:
      return readLine(cell, LONGEST);
    case FieldType.LONG_TEXT:
    case FieldType.TAGS:
      return readLines(cell, LONGEST);
    case FieldType.NUMBER:
    case FieldType.MONEY:
      return valued(plainNumber(folded, field.type === FieldType.MONEY));
    case FieldType.DATE:
      return readDate(cell, dates);
    case FieldType.CHOICE:
      return chosen(field, [cell]);
    case FieldType.CHOICES:
      return chosen(field, choiceCalled(field, cell) ? [cell] : partsOfList(cell));
    case FieldType.YES_NO:
      return readYesNo(folded);
    case FieldType.DISTRICT:
      return valued(findDistrictCalled(folded)?.code ?? folded);
    case FieldType.CUSTOMER:
      return valued(folded.toUpperCase());
    case FieldType.PHONE:
    case FieldType.ID_NUMBER:
      return readDigits(folded);
    default:
      return valued(folded);
  }
}

/** Any day of the calendar: which of them are right is for the field to say. */
function readDate(cell: string, { timeZone }: DateSurroundings): CellResult<string> {
  const { value, issue } = readDay(cell, { timeZone, earliest: "1000-01-01", latest: "9999-12-31" });
  return issue === undefined ? valued(value?.date ?? null) : { issue };
}

/** A number so long that a CSV export may have turned it into 1.10101E+17. */
function readDigits(folded: string): CellResult<string> {
  // A number copied from a phone's address book comes wrapped in marks for the direction of writing.
  const bare = folded.replaceAll(/\p{Cf}/gu, "");
  if (!isScientific(bare) || !bare.includes("+")) return valued(bare);
  const expanded = expandScientific(bare);
  return expanded === undefined ? refused("DIGITS_LOST", { text: folded }) : valued(expanded);
}

function readYesNo(folded: string): CellResult<string> {
  const key = folded.toLowerCase();
  if (YES.has(key)) return valued("true");
  return NO.has(key)
    ? valued("false")
    : { issue: { code: "NOT_A_CHOICE", words: text("请填写“是”或“否”。", "Write “yes” or “no”.") } };
}

/** By their names in either language, or by their codes. */
function chosen(field: ArchiveField, parts: readonly string[]): CellResult<string> {
  const found = parts.map((part) => choiceCalled(field, part));
  const codes = found.filter((choice) => choice !== null).map(({ code }) => code);
  if (codes.length === found.length) return valued(codes.join(LIST_SEPARATOR));
  return { issue: { code: "NOT_A_CHOICE", words: wordsOfChoices(field.choices?.all ?? []) } };
}

/** A name before a code, as a firm may call its second choice 1; null when several are called so. */
function choiceCalled({ choices }: ArchiveField, called: string): Choice | null {
  const all = choices?.all ?? [];
  const key = keyOf(called);
  const named = all.filter(({ label }) => keyOf(label.zh) === key || keyOf(label.en) === key);
  const [only] = named.length > 0 ? named : all.filter(({ code }) => keyOf(code) === key);
  return only !== undefined && named.length <= 1 ? only : null;
}

function keyOf(words: string): string {
  return foldText(words).replaceAll(/\s/g, "").toLowerCase();
}

function wordsOfChoices(choices: readonly Choice[]): Text {
  if (choices.length > MOST_TOLD)
    return text("不是可选的内容，请按选项的名称填写。", "Not one of the choices. Write the name of one.");
  const labels = choices.map(({ label }) => label);
  return text(
    `只能填写：${labels.map(({ zh }) => zh).join("、")}。`,
    `Write one of: ${labels.map(({ en }) => en).join(", ")}.`,
  );
}
