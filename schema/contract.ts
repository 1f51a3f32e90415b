import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import type { GraphQLNamedType, GraphQLSchema } from "graphql";

/** The schema as it is committed: sorted, so that the order of the code never shows in a diff. */
export function printContract(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** The lines that only one of the two texts has, each under the type that it stands in. Empty when they are equal. */
export function differences(committed: string, current: string): string[] {
  if (committed === current) return [];
  const before = linesWithPlace(committed);
  const after = linesWithPlace(current);
  const found = [
    ...only(before, after).map((line) => `- ${line}`),
    ...only(after, before).map((line) => `+ ${line}`),
  ];
  return found.length > 0 ? found : ["The same lines stand in another order or with other blank lines."];
}

function linesWithPlace(text: string): string[] {
  let place = "";
  return text.split("\n").map((line) => {
    place = /^(?:type|input|enum|interface|union|scalar|directive)\s+(@?\w+)/.exec(line)?.[1] ?? place;
    return line.startsWith(" ") ? `${place}: ${line.trim()}` : line;
  });
}

function only(these: readonly string[], those: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of those) left.set(line, (left.get(line) ?? 0) + 1);
  return these.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count < 1 && line.trim() !== "";
  });
}

/**
 * What would break an integrator who built on the released schema, save what `approved` names: one line for each
 * approved change, as this function prints it; lines that start with # explain.
 */
export function unapprovedBreaks(released: string, current: GraphQLSchema, approved: string): string[] {
  const allowed = new Set(approvedLines(approved));
  return breaks(released, current).filter((change) => !allowed.has(change));
}

/** Approvals of a change that is no longer there: they would let it through unseen another time. */
export function staleApprovals(released: string, current: GraphQLSchema, approved: string): string[] {
  const present = new Set(breaks(released, current));
  return approvedLines(approved).filter((line) => !present.has(line));
}

function breaks(released: string, current: GraphQLSchema): string[] {
  return findBreakingChanges(buildSchema(released), current).map(
    ({ type, description }) => `${type}: ${description}`,
  );
}

function approvedLines(approved: string): string[] {
  return approved
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Everything in the schema without a description, or with one that lacks English words or the Chinese term. */
export function undescribed(schema: GraphQLSchema): string[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .flatMap((type) => [
      ...(isObjectType(type) && roots.has(type)
        ? []
        : lacks(type.name, type.description, !isScalarType(type))),
      ...undescribedMembers(type),
    ]);
}

function undescribedMembers(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) {
    return type.getValues().flatMap((value) => lacks(`${type.name}.${value.name}`, value.description, true));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).flatMap((field) =>
      lacks(`${type.name}.${field.name}`, field.description, true),
    );
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    return Object.values(type.getFields()).flatMap((field) => [
      ...lacks(`${type.name}.${field.name}`, field.description, true),
      ...field.args.flatMap((argument) =>
        lacks(`${type.name}.${field.name}(${argument.name})`, argument.description, false),
      ),
    ]);
  }
  return [];
}

function lacks(name: string, description: string | null | undefined, needsChinese: boolean): string[] {
  if (description === null || description === undefined || description.trim() === "")
    return [`${name}: no description`];
  const missing: string[] = [];
  if (!/[A-Za-z]{2,}/.test(description)) missing.push(`${name}: no English in “${description}”`);
  if (needsChinese && !/\p{Script=Han}/u.test(description)) {
    missing.push(`${name}: no Chinese term in “${description}”`);
  }
  return missing;
}
