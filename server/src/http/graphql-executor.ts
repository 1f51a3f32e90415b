import {
  execute,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { compileQuery, isCompiledQuery, type CompiledQuery } from "graphql-jit";
import type { RequestContext } from "../platform/request.ts";
import { selectionsOf } from "./graphql-documents.ts";

/** Compiling costs as much as some hundred runs: what is asked once or twice is not worth it. */
const WORTH_COMPILING_AFTER = 3;
/** A compiled document grows with every fragment written out. */
const MOST_SELECTIONS = 2000;
/** Of all compiled documents together; those asked longest ago are forgotten first. */
const MOST_SELECTIONS_KEPT = 20_000;

const CONDITIONS: ReadonlySet<string> = new Set([GraphQLIncludeDirective.name, GraphQLSkipDirective.name]);

export interface Question {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly operation: OperationTypeNode;
  readonly variables: Record<string, unknown> | undefined;
  readonly context: RequestContext;
}

/** How often an operation of a document ran, and its compiled form once that is worth it; null when it has none. */
interface Known {
  runs: number;
  compiled: CompiledQuery | null | undefined;
  selections: number;
}

/**
 * Answers operations: queries that are asked again and again in compiled form, everything else under graphql-js, with the
 * same answers. What is known of a document goes when Apollo forgets the document.
 */
export class Executor {
  readonly #schema: GraphQLSchema;
  readonly #onExecution: (how: "compiled" | "interpreted") => void;
  readonly #known = new WeakMap<DocumentNode, Map<string, Known>>();
  /** Those with a compiled form, the one asked longest ago first. */
  readonly #kept = new Set<Known>();
  #selectionsKept = 0;

  constructor(schema: GraphQLSchema, onExecution: (how: "compiled" | "interpreted") => void) {
    this.#schema = schema;
    this.#onExecution = onExecution;
  }

  async execute(question: Question): Promise<ExecutionResult> {
    // Whoever is not signed in gets nothing compiled: it would let anybody fill our memory.
    const isWorthIt = question.operation === OperationTypeNode.QUERY && question.context.actor !== null;
    const compiled = isWorthIt ? this.#compiledOf(question) : null;
    if (!compiled) return this.#interpret(question);
    this.#onExecution("compiled");
    const answer = (await compiled.query(undefined, question.context, question.variables)) as ExecutionResult;
    // A query changes nothing, so it can be asked again: graphql-js has the right words for what is wrong.
    return answer.errors ? this.#interpret(question) : answer;
  }

  #interpret({
    document,
    operationName,
    variables,
    context,
  }: Question): ExecutionResult | Promise<ExecutionResult> {
    this.#onExecution("interpreted");
    return execute({
      schema: this.#schema,
      document,
      operationName,
      variableValues: variables ?? null,
      contextValue: context,
    });
  }

  #compiledOf({ document, operationName }: Question): CompiledQuery | null {
    let operations = this.#known.get(document);
    if (!operations) this.#known.set(document, (operations = new Map<string, Known>()));
    let known = operations.get(operationName ?? "");
    if (!known)
      operations.set(operationName ?? "", (known = { runs: 0, compiled: undefined, selections: 0 }));
    known.runs += 1;
    if (known.compiled === undefined && known.runs > WORTH_COMPILING_AFTER) {
      known.selections = selectionsOf(document);
      known.compiled =
        known.selections > MOST_SELECTIONS ? null : compile(this.#schema, document, operationName);
    }
    if (known.compiled) this.#keep(known);
    return known.compiled ?? null;
  }

  #keep(known: Known): void {
    if (this.#kept.delete(known)) this.#selectionsKept -= known.selections;
    this.#kept.add(known);
    this.#selectionsKept += known.selections;
    for (const oldest of this.#kept) {
      if (this.#selectionsKept <= MOST_SELECTIONS_KEPT) break;
      this.#kept.delete(oldest);
      this.#selectionsKept -= oldest.selections;
      Object.assign(oldest, { runs: 0, compiled: undefined });
    }
  }
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): CompiledQuery | null {
  if (namesThePrototype(document) || mixesConditions(document)) return null;
  const compiled = compileQuery(schema, document, operationName ?? undefined);
  return isCompiledQuery(compiled) ? compiled : null;
}

/** Answers are written as plain objects, and to one of these a field of that name would be lost. */
function namesThePrototype({ loc }: DocumentNode): boolean {
  return loc?.source.body.includes("__proto__") ?? true;
}

/**
 * graphql-jit notes the conditions of a selection on the selection itself. Where one is reached by two ways (a fragment
 * that is spread twice, a second operation), the conditions of one would hold for the other.
 */
function mixesConditions(document: DocumentNode): boolean {
  let isConditional = false;
  let isReachedTwice =
    document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length > 1;
  const spread = new Set<string>();
  visit(document, {
    Directive({ name }) {
      if (CONDITIONS.has(name.value)) isConditional = true;
    },
    FragmentSpread({ name }) {
      if (spread.has(name.value)) isReachedTwice = true;
      spread.add(name.value);
    },
  });
  return isConditional && isReachedTwice;
}
