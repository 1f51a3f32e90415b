import { GraphQLError, type ASTVisitor, type ValidationContext } from "graphql";
import { badUserInput, requestErrorTexts } from "../platform/errors.ts";
import { text } from "../platform/language.ts";

/** The most entries of one list, wherever it stands. */
export const MOST_ENTRIES = 250;
export const LONGEST_STRING = 100_000;
/** Values of all variables together, and how deep they lie in each other. */
const MOST_VALUES = 10_000;
const DEEPEST = 20;

const TOO_LARGE = text(
  `输入过大：列表最多 ${MOST_ENTRIES} 项，文字最多 ${LONGEST_STRING} 个字符。请分批提交。`,
  `The input is too large: a list has at most ${MOST_ENTRIES} entries, a string at most ${LONGEST_STRING} characters. Send it in parts.`,
);

/** Lists and strings written in the document itself: looked at once, when the document is checked. */
export function literalsRule(context: ValidationContext): ASTVisitor {
  const refuse = (node: { readonly kind: string }, isTooLarge: boolean): void => {
    if (isTooLarge) context.reportError(new GraphQLError(TOO_LARGE.en, { nodes: [node as never] }));
  };
  return {
    ListValue: (node) => refuse(node, node.values.length > MOST_ENTRIES),
    StringValue: (node) => {
      refuse(node, node.value.length > LONGEST_STRING);
      if (!node.value.isWellFormed())
        context.reportError(new GraphQLError(requestErrorTexts.NOT_STORABLE.en, { nodes: [node] }));
    },
  };
}

/** Refuses variables that are larger than any input needs, or no text, before anything is done for them. */
export function refuseHostileVariables(variables: unknown): void {
  if (typeof variables !== "object" || variables === null) return;
  if (valuesOf(variables, 1) > MOST_VALUES) throw badUserInput(TOO_LARGE);
}

function valuesOf(value: unknown, depth: number): number {
  if (typeof value === "string") {
    if (value.length > LONGEST_STRING) throw badUserInput(TOO_LARGE);
    // Half a character: no text, and much that reads text stumbles over it.
    if (!value.isWellFormed()) throw badUserInput(requestErrorTexts.NOT_STORABLE);
    return 1;
  }
  if (typeof value !== "object" || value === null) return 1;
  if (depth > DEEPEST) throw badUserInput(TOO_LARGE);
  let count = 1;
  if (Array.isArray(value)) {
    if (value.length > MOST_ENTRIES) throw badUserInput(TOO_LARGE);
    for (const entry of value) count += valuesOf(entry, depth + 1);
  } else for (const key in value) count += valuesOf((value as Record<string, unknown>)[key], depth + 1);
  return count;
}
