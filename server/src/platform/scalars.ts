import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { Field, ID, InputType, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

function textScalar(
  name: string,
  description: string,
  example: string,
  parse: (value: string) => string | null,
  print: (value: unknown) => string,
): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    const parsed = typeof value === "string" ? parse(value) : null;
    if (parsed === null)
      throw new GraphQLError(`${name} must be a string like "${example}".`, {
        extensions: { code: "BAD_USER_INPUT" },
      });
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: print,
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
  });
}

function isCalendarDay(value: string): boolean {
  // There is no year 0, and PostgreSQL takes none.
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** PostgreSQL's own text is turned letter by letter, which is a tenth of the work of reading a date and writing it again. */
function momentInUtc(text: string): string {
  if (text.length < 22 || !text.endsWith("+00")) return new Date(text.replace(" ", "T")).toISOString();
  const time = text.slice(11, -3);
  return `${text.slice(0, 10)}T${(time.includes(".") ? time : `${time}.`).padEnd(12, "0").slice(0, 12)}Z`;
}

/** A moment in UTC. PostgreSQL hands it over as a Date or in its own text form. */
export const DateTimeScalar = textScalar(
  "DateTime",
  "A moment 时间, ISO 8601 in UTC with milliseconds, e.g. 2026-03-08T06:00:00.000Z.",
  "2026-03-08T06:00:00.000Z",
  (value) => {
    const moment =
      /^\d{4}-\d{2}-\d{2}T/.test(value) && isCalendarDay(value.slice(0, 10)) ? new Date(value) : null;
    return moment && !Number.isNaN(moment.getTime()) ? moment.toISOString() : null;
  },
  (value) => (value instanceof Date ? value.toISOString() : momentInUtc(String(value))),
);

/** A day of the business calendar, without a time zone. */
export const DateScalar = textScalar(
  "Date",
  "A day of the calendar 日期, yyyy-mm-dd, without a time zone.",
  "2026-03-08",
  (value) => (isCalendarDay(value) ? value : null),
  (value) => String(value),
);

/** A time of day on the firm's clock. PostgreSQL writes its seconds too. */
export const TimeOfDayScalar = textScalar(
  "TimeOfDay",
  "A time of day on the firm's clock 时刻, hh:mm, 24 hours.",
  "14:30",
  (value) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : null),
  (value) => String(value).slice(0, 5),
);

/** An exact decimal number. Never a float: money and quantities keep every digit. */
export const DecimalScalar = textScalar(
  "Decimal",
  'An exact decimal number as a string 十进制数, e.g. "1234.50".',
  "1234.50",
  (value) => (/^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? value : null),
  (value) => String(value),
);

@InterfaceType({
  description: "Every record with an id of its own 有唯一编号的记录; `node(id)` finds it again.",
  resolveType: (value: { __typename?: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, {
    description: "The record's id in the graph 全局编号. Opaque: keep it, do not take it apart.",
  })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: "An amount of money 金额." })
export class Money {
  @Field(() => DecimalScalar, { description: "The amount 数额 as a decimal string with two decimals." })
  amount!: string;

  @Field(() => String, { description: "ISO 4217 code of the currency 币种, e.g. CNY." })
  currency!: string;
}

@InputType({ description: "An amount of money 金额." })
export class MoneyInput {
  @Field(() => DecimalScalar, {
    description: "The amount 数额 as a decimal string with at most two decimals; not negative.",
  })
  amount!: string;

  @Field(() => String, {
    defaultValue: "CNY",
    description: "ISO 4217 code of the currency 币种; only CNY for now.",
  })
  currency!: string;
}

export enum MaskState {
  EMPTY = "EMPTY",
  HIDDEN = "HIDDEN",
  MASKED = "MASKED",
  CLEAR = "CLEAR",
}

registerEnumType(MaskState, {
  name: "MaskState",
  description: "How much of a personal value is shown 个人信息的显示状态.",
  valuesConfig: {
    EMPTY: { description: "There is no value 空." },
    HIDDEN: { description: "The caller may not know whether there is a value 不可见." },
    MASKED: { description: "Partly shown, e.g. 138****8000 已打码; `revealField` gives the whole value." },
    CLEAR: { description: "Shown whole 明文." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    "A value that rights decide about 受权限控制的值. Never a silent null: the state says why a text is missing.",
})
export class MaskedValue {
  @Field(() => MaskState, { description: "How much is shown 显示状态." })
  state!: MaskState;

  @Field(() => String, { nullable: true, description: "The text 内容; null when EMPTY or HIDDEN." })
  text!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "A number of rows, counted up to a ceiling 数量(有上限)." })
export class CappedCount {
  @Field(() => Int, { description: "The rows counted 数量." })
  value!: number;

  @Field(() => Boolean, { description: "True when there are more than `value` 是否还有更多." })
  capped!: boolean;
}

/** A value anybody may see who sees the record. */
export function clearValue(value: string | null | undefined): MaskedValue {
  return value === null || value === undefined || value === ""
    ? { state: MaskState.EMPTY, text: null }
    : { state: MaskState.CLEAR, text: value };
}
