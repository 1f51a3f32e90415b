import { columnLetter } from "../../../platform/spreadsheets/column-letter.ts";
import { ADDRESS_PARTS, IMPORT_TARGETS, IMPORT_TARGET_NAMES } from "./import-targets.ts";
import type { ColumnTarget } from "./import-targets.ts";
import type { FieldWords } from "./field-words.ts";

/** Why a column is taken in as it is, or why it is not. */
export type ColumnReason =
  /** Its heading is a word for the target. */
  | "WORD"
  /** Its heading only resembles such words; worth a second look. */
  | "RESEMBLES"
  /** A person said so. */
  | "CHOSEN"
  /** Not taken in: nobody knows its heading. */
  | "UNKNOWN"
  /** Not taken in: a column with a better heading already gives this. */
  | "ANOTHER_IS_BETTER";

export interface SpreadsheetColumn {
  index: number;
  letter: string;
  heading: string;
  target: ColumnTarget | null;
  reason: ColumnReason;
  /** 0 province, 1 city, 2 district, 3 town, 4 the rest: columns that make one address together. */
  addressPart?: number;
  /** For a column that is not taken in because another is: what it would have been. */
  wouldBe?: ColumnTarget;
}

interface Match {
  target: ColumnTarget;
  /** Lower is better. */
  rank: number;
  reason: "WORD" | "RESEMBLES";
  addressPart?: number;
  /** Fields of the archive that are called the same, for when the target has a better column. */
  alsoCalled?: readonly ColumnTarget[];
}

/** A field of the archive comes behind what every sheet has, and before what only resembles it. */
const FIELD_RANK = 500;
const RESEMBLANCE_RANK = 1_000;
const STREET_PART = ADDRESS_PARTS.length;
const words = new Map<string, Match>();
for (const target of IMPORT_TARGET_NAMES) {
  for (const [rank, heading] of IMPORT_TARGETS[target].headings.entries()) {
    words.set(headingKey(heading), { target, rank, reason: "WORD" });
  }
}
for (const [addressPart, headings] of ADDRESS_PARTS.entries()) {
  for (const heading of headings) {
    words.set(headingKey(heading), { target: "address", rank: 0, reason: "WORD", addressPart });
  }
}

/** What two headings must have in common to be the same: `* 成交金额（元）：` and `成交金额`. */
export function headingKey(heading: string): string {
  const plain = heading.normalize("NFKC").toLowerCase().replaceAll("帐", "账");
  const unbracketed = plain.replaceAll(/\([^)]*\)|\[[^\]]*\]|【[^】]*】|\{[^}]*\}|<[^>]*>/g, "");
  const bare = (unbracketed.trim() === "" ? plain : unbracketed).replaceAll(
    /[\s*:;,.。、'"“”_\-·!?？#()【】[\]/|\\\u200b\ufeff]/g,
    "",
  );
  // A unit without brackets: 成交金额/元, 金额 RMB.
  return bare.length > 2 ? bare.replace(/(?:元|rmb|cny|¥)$/, "") : bare;
}

export function matchHeading(heading: string, fields?: FieldWords): Match | undefined {
  const exact = fields?.withBrackets(heading);
  if (exact !== undefined) return { ...exact, rank: FIELD_RANK, reason: "WORD" };
  const key = headingKey(heading);
  const called = fields?.called(key);
  const alsoCalled = called === undefined ? {} : { alsoCalled: called };
  const word = words.get(key) ?? words.get(key.replace(/^(?:请填写|请输入)|(?:必填|选填|可选)$/g, ""));
  if (key === "") return undefined;
  const first = fields?.firstOf(key);
  if (first !== undefined) return { target: first, rank: 0, reason: "WORD" };
  if (word !== undefined) return { ...word, ...alsoCalled };
  const [field] = called ?? [];
  if (field !== undefined) return { target: field, rank: FIELD_RANK, reason: "WORD", ...alsoCalled };
  if (key.length > 30) return undefined;
  const target = IMPORT_TARGET_NAMES.find((name) => {
    const { resembles, unlike } = IMPORT_TARGETS[name];
    return resembles.test(key) && !(unlike?.test(key) ?? false);
  });
  return target === undefined
    ? undefined
    : { target, rank: RESEMBLANCE_RANK + key.length, reason: "RESEMBLES" };
}

/** Gives every column its target, each target one column; an address may be made of several. */
export function mapColumns(
  headings: readonly string[],
  chosen: Readonly<Record<number, ColumnTarget | null>> = {},
  fields?: FieldWords,
): SpreadsheetColumn[] {
  const columns = headings.map((heading, index): SpreadsheetColumn => {
    const column = { index, letter: columnLetter(index), heading: heading.trim().replaceAll(/\s+/g, " ") };
    const choice = chosen[index];
    if (choice !== undefined) return { ...column, target: choice, reason: "CHOSEN" };
    return { ...column, target: null, reason: "UNKNOWN" };
  });
  const taken = new Set(columns.flatMap(({ target }) => (target === null ? [] : [target])));
  const matches = columns
    .filter(({ reason }) => reason === "UNKNOWN")
    .flatMap((column) => {
      const match = matchHeading(column.heading, fields);
      return match === undefined ? [] : [{ column, match }];
    })
    .sort((one, other) => one.match.rank - other.match.rank);
  const addressJoined = !taken.has("address") && joinAddress(matches);
  for (const { column, match } of matches) {
    const { target, reason } = match;
    if (target === "address" && addressJoined && column.addressPart !== undefined) {
      Object.assign(column, { target, reason });
    } else if (
      match.addressPart === undefined &&
      !taken.has(target) &&
      !(target === "address" && addressJoined)
    ) {
      taken.add(target);
      Object.assign(column, { target, reason });
    } else {
      const free = match.alsoCalled?.find((candidate) => !taken.has(candidate));
      if (free === undefined) {
        Object.assign(column, { reason: "ANOTHER_IS_BETTER", wouldBe: target });
      } else {
        taken.add(free);
        Object.assign(column, { target: free, reason: "WORD" });
      }
    }
  }
  return columns;
}

/** 省, 市, 区 and 详细地址 make one address; beside a 收货地址, which is whole by itself, they are not needed. */
function joinAddress(matches: { column: SpreadsheetColumn; match: Match }[]): boolean {
  const parts = matches.filter(({ match }) => match.addressPart !== undefined);
  const rest = matches.filter(({ match }) => match.target === "address" && match.addressPart === undefined);
  const street = rest.find(({ column }) =>
    /^(?:详细.*地址.*|街道地址|地址|streetaddress|address)$/.test(headingKey(column.heading)),
  );
  const whole = rest.some((match) => match !== street);
  if (parts.length === 0 || whole) return false;
  const joined = street === undefined ? parts : [...parts, street];
  for (const { column, match } of joined) column.addressPart = match.addressPart ?? STREET_PART;
  return true;
}
