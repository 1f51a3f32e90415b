import type { SpreadsheetColumn } from "../reading/columns.ts";
import { paymentOfWord, type Payment } from "../../orders/payment-words.queries.ts";
import { comparableText } from "../../orders/proposal.queries.ts";
import { checkRow } from "../reading/check-row.ts";
import type { DateSurroundings } from "../reading/date-rule.ts";
import type { ImportTarget } from "../reading/import-targets.ts";
import type { SpreadsheetRow } from "../reading/spreadsheet-row.ts";
import type { PlanIssue, RowIssueCode } from "./row-issues.ts";

/** The customer's fields that a row can fill. */
export const ROW_FIELDS = [
  "nickname",
  "name",
  "phone",
  "email",
  "address",
  "memberLevelId",
  "channelId",
] as const;
export type RowField = (typeof ROW_FIELDS)[number];

/** One line of goods on a row. */
export interface RowOrder {
  readonly number: string | null;
  readonly orderedOn: string;
  readonly goods: string | null;
  readonly quantity: string | null;
  readonly amount: string;
  /** hh:mm:ss, by the firm's clock. */
  readonly time: string | null;
  readonly payment: Payment | null;
  /** Where the order came through: the row's own word, else the whole file's. */
  readonly channel: string | null;
}

/** A row's values in the words of the archive, before anything is known about the archive. */
export interface PreparedRow {
  readonly source: SpreadsheetRow;
  readonly issues: PlanIssue[];
  readonly externalId: string | null;
  /** Level and channel are the words of the sheet. */
  readonly fields: Partial<Record<RowField, string>>;
  /** The channel is not the row's own word but the whole file's: it fills, and contradicts nobody. */
  readonly channelIsCommon: boolean;
  readonly order: RowOrder | null;
  readonly note: string | null;
}

/** What all rows of an import have in common. */
export interface RowSurroundings {
  readonly columns: readonly SpreadsheetColumn[];
  readonly dates: DateSurroundings;
  /** The channel of customers whose row names none, by name. */
  readonly channel: string | null;
  /** The archive's own name for what the sheet calls a level or channel. */
  readonly canonical: (field: "memberLevelId" | "channelId", word: string) => string;
}

export function prepareRow(source: SpreadsheetRow, surroundings: RowSurroundings): PreparedRow {
  const { columns, dates, channel, canonical } = surroundings;
  const { values, issues: found } = checkRow(source, columns, dates);
  const issues: PlanIssue[] = found;
  const columnOf = (...targets: ImportTarget[]): SpreadsheetColumn | undefined =>
    targets
      .map((target) => columns.find((column) => column.target === target))
      .find((column) => column !== undefined);
  const say = (code: RowIssueCode, ...targets: ImportTarget[]): void => {
    const column = columnOf(...targets);
    const place = column ?? columns.find(({ target }) => target !== null);
    issues.push({ code, column: place?.index ?? null, target: place?.target ?? null });
  };

  const given = (target: ImportTarget): boolean =>
    values[target] !== undefined || issues.some((issue) => issue.target === target);
  // A sheet of customers alone may have a date of its own, such as the day the archive was opened.
  const knowsDeals = columnOf("amount", "goods", "orderNumber") !== undefined;
  const isDeal =
    given("amount") ||
    given("goods") ||
    given("orderNumber") ||
    given("quantity") ||
    (knowsDeals && given("orderedOn"));
  if (isDeal && !given("orderedOn")) say("DATE_MISSING", "orderedOn", "goods", "amount");
  if (isDeal && !given("amount")) say("AMOUNT_MISSING", "amount", "goods", "orderedOn");

  const fields: PreparedRow["fields"] = {};
  const { customerId, memberLevel, orderedOn, amount } = values;
  if (customerId !== undefined) fields.nickname = customerId;
  for (const field of ["name", "phone", "email", "address"] as const) {
    const value = values[field];
    if (value !== undefined) fields[field] = value;
  }
  if (memberLevel !== undefined) fields.memberLevelId = canonical("memberLevelId", memberLevel);
  const channelWord = values.channel ?? channel;
  if (channelWord !== null) fields.channelId = canonical("channelId", channelWord);
  const order =
    isDeal && orderedOn !== undefined && amount !== undefined
      ? {
          number: values.orderNumber ?? null,
          orderedOn: orderedOn.date,
          goods: values.goods ?? null,
          quantity: values.quantity === undefined ? null : String(values.quantity),
          amount,
          time: orderedOn.time,
          payment: values.paymentMethod === undefined ? null : paymentOfWord(values.paymentMethod),
          channel: fields.channelId ?? null,
        }
      : null;
  if (!["customerId", "name", "phone", "email", "address"].some((target) => given(target as ImportTarget))) {
    if (!given("orderNumber")) say("CUSTOMER_MISSING", "customerId", "name", "phone", "email");
  }
  return {
    source,
    issues,
    externalId: customerId ?? null,
    fields,
    channelIsCommon: values.channel === undefined,
    order,
    note: values.note ?? null,
  };
}

const WORDS_AROUND = /\s|会员$/g;

/** 金卡 and 金卡会员 are one level, 千牛平台 and 千牛平台 with a space one channel. */
export function wordKey(word: string): string {
  const bare = word.normalize("NFKC").toLowerCase().replaceAll(WORDS_AROUND, "");
  return bare === "" ? word.toLowerCase() : bare;
}

/** What has to be equal for two values of a field to be the same: spaces and upper case decide nothing. */
export function comparable(field: RowField, value: string): string {
  return field === "memberLevelId" || field === "channelId" ? wordKey(value) : comparableText(field, value);
}

/** Name and address, by which a row is found again that has neither an ID nor contact data. */
export function nameAndAddress({ name, address }: PreparedRow["fields"]): string | null {
  if (name === undefined && address === undefined) return null;
  return `${comparable("name", name ?? "")}|${comparable("address", address ?? "")}`;
}
