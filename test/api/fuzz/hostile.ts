import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLScalarType,
} from "graphql";
import type { Random } from "./random.ts";

/** A number that JSON can say and JavaScript cannot keep: put into the text of the body. */
const NUMBERS = ["1e400", "-1e400", "1e-400", "123456789012345678901234567890", "-0", "0.1e1"];
const UUID = "0198c000-0000-7000-8000-000000000000";

const STRINGS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00\ud800",
  "\ufeff",
  "\u202e\u2066",
  "＇；－－",
  "'; drop table customer; --",
  "' or '1'='1",
  "%%%%____\\",
  "\\",
  "{}[]()<>|&!*:",
  "constructor",
  "__proto__",
  "${7*7}{{7*7}}",
  "<script>alert(1)</script>",
  "=cmd|' /C calc'!A0",
  "王".repeat(300),
  "x".repeat(5000),
  "👩‍👩‍👧‍👦".repeat(50),
  "e" + "\u0301".repeat(2000),
  "-1",
  "1e309",
  "NaN",
  "null",
  "13800001234",
  "a@b.cn",
  "2026-02-30",
  "0000-00-00",
  "9999-12-31",
  "-271821-04-20",
  "2026-01-01T00:00:00.000Z",
  "2026-01-01T25:61:61Z",
  "99999-01-01T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "999999999999999.999999",
  "-0.000000",
  "1e5",
  UUID,
  `Customer_${UUID}`,
  `Complaint_${UUID}`,
  `StaffMember_${UUID}`,
  `Nothing_${UUID}`,
  `Customer_${UUID}${UUID}`,
  "Customer_",
  "KH-000001",
  "KH-999999999999999999999",
  "TS-2026-000001",
];

const CURSOR_VALUES: readonly unknown[] = [
  null,
  "",
  "-infinity",
  "infinity",
  "2026-01-01",
  "99999-12-31",
  "0",
  "99999999999999999999",
  "2026-01-01 00:00:00+00",
  "2026-13-41 25:61:61+99",
  UUID,
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "------------------------------------",
  {},
  [],
  1e308,
  true,
];
const ORDERS = [
  "deal",
  "spent",
  "created",
  "id",
  "filed",
  "urgency",
  "changed",
  "at",
  "happened",
  "number",
  "",
];

const cursor = (random: Random): string =>
  Buffer.from(
    JSON.stringify([random.pick(ORDERS), random.pick(CURSOR_VALUES), random.pick(CURSOR_VALUES)]),
  ).toString(random.chance(0.9) ? "base64url" : "hex");

export function hostileString(random: Random): string {
  if (random.chance(0.005)) return "e" + "\u0301".repeat(99_000);
  if (random.chance(0.1)) return cursor(random);
  const text = random.pick(STRINGS);
  return random.chance(0.2) ? text + random.pick(STRINGS) : text;
}

/** A value that no input is meant to have; raw numbers are marked and put into the body's text. */
export function hostileValue(random: Random, depth = 0): unknown {
  switch (random.below(depth > 2 ? 6 : 9)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick([-1, 0, 1, 101, 2 ** 31, -(2 ** 31), 2 ** 53, 0.5, 1e308, 5e-324]);
    case 3:
      return `raw:${random.pick(NUMBERS)}`;
    case 4:
    case 5:
      return hostileString(random);
    case 6:
      return Array.from({ length: random.pick([0, 1, 3, 251]) }, () => hostileValue(random, 3));
    case 7:
      return { [hostileString(random).slice(0, 40)]: hostileValue(random, depth + 1) };
    default:
      return nested(random.pick([1, 5, 25]));
  }
}

function nested(depth: number): unknown {
  return depth === 0 ? "deep" : random0(depth) ? [nested(depth - 1)] : { deeper: nested(depth - 1) };
}
const random0 = (depth: number): boolean => depth % 2 === 0;

/** A value of a type that is right in most places and hostile in the others. */
export function valueFor(type: GraphQLInputType, random: Random, depth = 0): unknown {
  if (random.chance(0.06)) return hostileValue(random);
  if (isNonNullType(type)) return valueFor(type.ofType, random, depth);
  if (random.chance(0.15)) return null;
  if (isListType(type))
    return Array.from({ length: random.below(3) }, () => valueFor(type.ofType, random, depth + 1));
  if (isEnumType(type))
    return random.chance(0.95) ? random.pick(type.getValues()).name : hostileString(random);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || (depth < 3 && random.chance(0.4)),
    );
    return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.type, random, depth + 1)]));
  }
  return scalar(type, random);
}

function scalar({ name }: GraphQLScalarType, random: Random): unknown {
  if (name === "Int") return random.pick([1, 2, 5, 100, 0, -1, 101, 2 ** 31 - 1]);
  if (name === "Boolean") return random.chance(0.5);
  if (name === "Float") return random.next();
  return hostileString(random);
}

/** The JSON of a body, with the marked numbers as they are. */
export const bodyOf = (body: object): string => JSON.stringify(body).replace(/"raw:([^"]*)"/g, "$1");
