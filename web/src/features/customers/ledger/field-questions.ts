import type { FieldType } from "../../../gql/graphql.ts";

/** What is asked of a field: one of these. */
export type FieldQuestion = {
  name: string;
  anyOf?: string[];
  contains?: string;
  from?: string;
  to?: string;
  isEmpty?: boolean;
};

export type Asking = "contains" | "anyOf" | "range" | "empty" | "filled";

export const mostQuestions = 5;

/** How fields of a type can be asked, the usual way first; the server refuses the others. */
export function askingsOf(type: FieldType): readonly Asking[] {
  switch (type) {
    case "NUMBER":
    case "MONEY":
    case "DATE":
      return ["range", "filled", "empty"];
    case "LONG_TEXT":
      return ["contains", "filled", "empty"];
    case "TEXT":
    case "TAGS":
    case "LINK":
      return ["contains", "anyOf", "filled", "empty"];
    default:
      return ["anyOf", "filled", "empty"];
  }
}

/** Lists, long texts and other customers have no order. */
export const hasOrder = (type: FieldType): boolean =>
  !["LONG_TEXT", "CHOICES", "TAGS", "CUSTOMER"].includes(type);

export function askingOf({ contains, anyOf, isEmpty }: FieldQuestion): Asking {
  if (isEmpty !== undefined) return isEmpty ? "empty" : "filled";
  if (contains !== undefined) return "contains";
  return anyOf ? "anyOf" : "range";
}

/** `birthYear.from.1990` in the address; what is asked of one field stands together. */
export function readFieldFilters(written: readonly string[]): FieldQuestion[] {
  const questions = new Map<string, FieldQuestion>();
  for (const each of written) {
    const [, name, way, value = ""] = /^([\w-]+)\.(is|has|from|to|none|any)(?:\.(.+))?$/su.exec(each) ?? [];
    if (!name || (value === "" && way !== "none" && way !== "any")) continue;
    const known = questions.get(name) ?? { name };
    if (questions.size >= mostQuestions && !questions.has(name)) continue;
    if (way === "is") known.anyOf = [...(known.anyOf ?? []), value];
    else if (way === "has") known.contains = value;
    else if (way === "from") known.from = value;
    else if (way === "to") known.to = value;
    else known.isEmpty = way === "none";
    questions.set(name, known);
  }
  return [...questions.values()];
}

export function writeFieldFilter({ name, anyOf, contains, from, to, isEmpty }: FieldQuestion): string[] {
  return [
    ...(anyOf ?? []).map((value) => `${name}.is.${value}`),
    ...(contains === undefined ? [] : [`${name}.has.${contains}`]),
    ...(from === undefined ? [] : [`${name}.from.${from}`]),
    ...(to === undefined ? [] : [`${name}.to.${to}`]),
    ...(isEmpty === undefined ? [] : [`${name}.${isEmpty ? "none" : "any"}`]),
  ];
}
