import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import {
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { RequestError } from "../platform/errors.ts";
import { text } from "../platform/language.ts";
import { literalsRule } from "./graphql-inputs.ts";

export const MAX_TOKENS = 3000;
const MAX_DEPTH = 12;
const MAX_ALIASES = 30;
const MAX_DIRECTIVES = 50;
/** Fields once every fragment is written out: small fragments that call each other twice grow without a limit. */
export const MAX_SELECTIONS = 20_000;

/** The rules throw unless told to report, and what a rule throws Apollo takes for a fault of the server. */
const REPORTED = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** What a document must keep beside the language's own rules, by whichever way it comes. */
export const DOCUMENT_RULES = [
  // A fragment adds nothing to an answer's depth: the console composes its queries of them.
  maxDepthRule({ n: MAX_DEPTH, flattenFragments: true, ...REPORTED }),
  maxAliasesRule({ n: MAX_ALIASES, ...REPORTED }),
  maxDirectivesRule({ n: MAX_DIRECTIVES, ...REPORTED }),
  literalsRule,
];

export const BEYOND_VALIDATION = text(
  "订阅的顶层字段不能用变量控制 @skip 或 @include，请去掉。",
  "What a subscription follows cannot be left to a variable by @skip or @include. Leave them out.",
);

/** Whether a document that came by a request throws out of the validation. */
export function isBeyondValidation(schema: GraphQLSchema, source: unknown): boolean {
  if (typeof source !== "string" || !source.includes("subscription")) return false;
  let document: DocumentNode;
  try {
    document = parse(source, { maxLexicalTokens: MAX_TOKENS });
  } catch {
    return false;
  }
  return throwsInValidation(schema, document);
}

/**
 * With a variable in @skip or @include at the top of a subscription graphql-js asks for its value before there is any,
 * and throws out of the validation, which Apollo takes for a fault of the server.
 */
function throwsInValidation(schema: GraphQLSchema, document: DocumentNode): boolean {
  try {
    validate(schema, document, [SingleFieldSubscriptionsRule]);
    return false;
  } catch {
    return true;
  }
}

/** A document that came by the socket: held to what Apollo holds those of a request to, and a subscription. */
export function checkSubscription(
  schema: GraphQLSchema,
  source: string,
  operationName: string | null | undefined,
):
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(source, { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    return refused("GRAPHQL_PARSE_FAILED", [error as GraphQLError]);
  }
  if (throwsInValidation(schema, document))
    return refused("GRAPHQL_VALIDATION_FAILED", [new GraphQLError(BEYOND_VALIDATION.en)]);
  if (selectionsOf(document) > MAX_SELECTIONS)
    return refused("GRAPHQL_VALIDATION_FAILED", [new GraphQLError("The document selects too many fields.")]);
  const errors = validate(schema, document, [...specifiedRules, ...DOCUMENT_RULES]);
  if (errors.length > 0) return refused("GRAPHQL_VALIDATION_FAILED", errors);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return { document, operation };
  return {
    errors: [
      new RequestError(
        "BAD_USER_INPUT",
        text(
          "此连接只用于订阅。查询和修改请用 POST /graphql。",
          "This socket carries subscriptions only. Send queries and mutations by POST to /graphql.",
        ),
      ),
    ],
  };
}

function refused(
  code: string,
  errors: readonly GraphQLError[],
): { readonly errors: readonly GraphQLError[] } {
  for (const error of errors) {
    error.message = error.message.replace(/ ?Did you mean .*\?$/s, "");
    error.extensions["code"] = code;
  }
  return { errors };
}

/** The most fields that one of its operations selects, once every fragment is written out where it is called. */
export function selectionsOf({ definitions }: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const counted = new Map<string, number>();
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + countFragment(selection.name.value);
      const below = selection.selectionSet ? count(selection.selectionSet) : 0;
      return sum + below + (selection.kind === Kind.FIELD ? 1 : 0);
    }, 0);
  const countFragment = (name: string): number => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    // Of a circle, which the language's own rules refuse, one round is enough.
    counted.set(name, 0);
    const fragment = fragments.get(name);
    const found = fragment ? count(fragment.selectionSet) : 0;
    counted.set(name, found);
    return found;
  };
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return Math.max(0, ...operations.map(({ selectionSet }) => count(selectionSet)));
}
