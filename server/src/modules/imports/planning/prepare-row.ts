import type { SpreadsheetColumn } from "../reading/columns.ts";
import { paymentOfWord, type Payment } from "../../orders/payment-words.queries.ts";
import { comparableText } from "../../orders/proposal.queries.ts";
import {
  archiveField,
  factsOfIdentityNumber,
  FieldType,
  LIST_SEPARATOR,
  partsOfList,
} from "../../customers/fields.ts";
import { checkRow, type FieldsOfColumns } from "../reading/check-row.ts";
import type { DateSurroundings } from "../reading/date-rule.ts";
import {
  fieldOfTarget,
  fieldTarget,
  isFieldTarget,
  type ColumnTarget,
  type FieldTarget,
} from "../reading/import-targets.ts";
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
/** One of these, or a field of the archive that a column is taken in as. */
export type RowField = (typeof ROW_FIELDS)[number] | FieldTarget;

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
  /** Level and channel are the words of the sheet, another customer is the number until it is looked up. */
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
  /** The fields of the archive that columns are taken in as. */
  readonly fields?: FieldsOfColumns;
}

export function prepareRow(source: SpreadsheetRow, surroundings: RowSurroundings): PreparedRow {
  const { columns, dates, channel, canonical } = surroundings;
  const { values, archive, issues: found } = checkRow(source, columns, dates, surroundings.fields);
  const issues: PlanIssue[] = found;
  const columnOf = (...targets: ColumnTarget[]): SpreadsheetColumn | undefined =>
    targets
      .map((target) => columns.find((column) => column.target === target))
      .find((column) => column !== undefined);
  const say = (code: RowIssueCode, ...targets: ColumnTarget[]): void => {
    const column = columnOf(...targets);
    const place = column ?? columns.find(({ target }) => target !== null);
    issues.push({ code, column: place?.index ?? null, target: place?.target ?? null });
  };

  const given = (target: keyof typeof values): boolean =>
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
  Object.assign(fields, archive);
  const contradicting = addBirthFacts(fields, surroundings.fields);
  if (contradicting !== null) say("IDENTITY_CONTRADICTS", contradicting);
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
  if (
    !["customerId", "name", "phone", "email", "address"].some((target) =>
      given(target as keyof typeof values),
    )
  ) {
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

const IDENTITY_NUMBER = fieldTarget("identityNumber");
/** What an identity number tells as well. */
export const BIRTH_FACTS = [fieldTarget("birthDate"), fieldTarget("sex")] as const;

/**
 * An identity number holds a birth date and a sex: in a row that says nothing of them they come in with it, as in an edit.
 * Answers the field that the row says otherwise.
 */
function addBirthFacts(
  fields: Partial<Record<RowField, string>>,
  known: FieldsOfColumns | undefined,
): FieldTarget | null {
  const number = fields[IDENTITY_NUMBER];
  if (number === undefined) return null;
  const { birthDate, sex } = factsOfIdentityNumber(number);
  for (const [target, told] of [
    [BIRTH_FACTS[0], birthDate],
    [BIRTH_FACTS[1], sex],
  ] as const) {
    if (fields[target] !== undefined && fields[target] !== told) return target;
    if (known?.has(target)) fields[target] = told;
  }
  return null;
}

const WORDS_AROUND = /\s|会员$/g;

/** 金卡 and 金卡会员 are one level, 千牛平台 and 千牛平台 with a space one channel. */
export function wordKey(word: string): string {
  const bare = word.normalize("NFKC").toLowerCase().replaceAll(WORDS_AROUND, "");
  return bare === "" ? word.toLowerCase() : bare;
}

/** What has to be equal for two values of a field to be the same: spaces and upper case decide nothing. */
export function comparable(field: RowField, value: string): string {
  if (isFieldTarget(field)) return comparableOfField(fieldOfTarget(field) ?? "", value);
  return field === "memberLevelId" || field === "channelId" ? wordKey(value) : comparableText(field, value);
}

/** Tags stand in no order. */
function comparableOfField(name: string, value: string): string {
  const isTags = archiveField(name)?.type === FieldType.TAGS;
  return comparableText(name, isTags ? partsOfList(value).toSorted().join(LIST_SEPARATOR) : value);
}

/** Name and address, by which a row is found again that has neither an ID nor contact data. */
export function nameAndAddress({ name, address }: PreparedRow["fields"]): string | null {
  if (name === undefined && address === undefined) return null;
  return `${comparable("name", name ?? "")}|${comparable("address", address ?? "")}`;
}
