import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import {
  AT_LENGTH_EXTENSION,
  LENGTH_ARGUMENT_EXTENSION,
  LENGTH_EXTENSION,
  SENSITIVE_EXTENSION,
} from "../platform/authz.ts";
import { PAGE_LIMIT } from "../platform/connection.ts";

/** The most that one operation may cost. */
export const MOST_COST = 5000;
/** Of lists that are no pages: how many entries they are taken to have, where their field does not say. */
const USUAL_LENGTH = 5;
const COUNT = 5;
const SEARCH = 10;
const MUTATION = 10;
/** What is asked of the schema costs the same whatever it is. */
const SCHEMA = 100;

type Variables = Readonly<Record<string, unknown>>;

/** What a selection costs: a number, and what is asked as often as a page or a list has entries. */
interface Part {
  fixed: number;
  readonly lists: { readonly size: (variables: Variables) => number; readonly each: Part }[];
  /** Of each group the dearest: a record is of one type only. */
  readonly oneOf: Part[][];
}

/** What is known of an operation before it runs. */
export interface OperationCost {
  cost(variables: Variables): number;
  /** How many sensitive fields it asks for, fragments and other names included. */
  readonly sensitive: number;
  /** Works through much piece by piece, each in a transaction of its own: has no deadline. */
  readonly atLength: boolean;
}

/** Thinks each document over once; afterwards an operation's cost is sums and products of its variables. */
export class Costs {
  readonly #schema: GraphQLSchema;
  readonly #known = new WeakMap<DocumentNode, Map<string, OperationCost>>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  of(document: DocumentNode, operation: OperationDefinitionNode): OperationCost {
    let operations = this.#known.get(document);
    if (!operations) this.#known.set(document, (operations = new Map<string, OperationCost>()));
    const name = operation.name?.value ?? "";
    let known = operations.get(name);
    if (!known) operations.set(name, (known = new Estimate(this.#schema, document, operation).made()));
    return known;
  }
}

/** The type under which a selection stands, and what is selected. */
interface Selected {
  readonly type: GraphQLCompositeType;
  readonly sets: readonly SelectionSetNode[];
}

class Estimate {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #defaults = new Map<string, ValueNode>();
  #sensitive = 0;
  #atLength = false;

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema;
    this.#operation = operation;
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
      if (defaultValue) this.#defaults.set(variable.name.value, defaultValue);
  }

  made(): OperationCost {
    const root = this.#schema.getRootType(this.#operation.operation);
    if (!root) throw new Error("an operation that no schema has");
    const part = this.#partOf({ type: root, sets: [this.#operation.selectionSet] });
    return {
      cost: (variables) => costOf(part, variables),
      sensitive: this.#sensitive,
      atLength: this.#atLength,
    };
  }

  #partOf({ type, sets }: Selected, size?: Part["lists"][number]["size"]): Part {
    const part: Part = { fixed: 0, lists: [], oneOf: [] };
    if (isAbstractType(type)) {
      // An answer holds one type's fields, so a sensitive one counts as often as it stands there at most.
      const before = this.#sensitive;
      let most = 0;
      const kinds = this.#schema.getPossibleTypes(type).map((kind) => {
        this.#sensitive = 0;
        const made = this.#partOf({ type: kind, sets }, size);
        most = Math.max(most, this.#sensitive);
        return made;
      });
      this.#sensitive = before + most;
      part.oneOf.push(kinds);
      return part;
    }
    for (const nodes of this.#fieldsOf(type as GraphQLObjectType, sets).values())
      this.#add(part, type as GraphQLObjectType, nodes, size);
    return part;
  }

  #add(
    part: Part,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    pageSize: Part["lists"][number]["size"] | undefined,
  ): void {
    const [node] = nodes;
    if (!node || node.name.value === "__typename") return;
    if (node.name.value.startsWith("__")) {
      part.fixed += SCHEMA;
      return;
    }
    const field = type.getFields()[node.name.value];
    if (!field) return;
    this.#note(field);
    part.fixed += ownCost(node, field) + (type === this.#schema.getMutationType() ? MUTATION : 0);
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const isPage = isObjectType(named) && named.name.endsWith("Connection");
    const inner = this.#partOf({ type: named, sets }, isPage ? this.#sizeOf(node) : undefined);
    inner.fixed += 1;
    if (isListType(getNullableType(field.type))) {
      part.lists.push({ size: pageSize ?? lengthOf(node, field), each: inner });
      return;
    }
    part.fixed += inner.fixed;
    part.lists.push(...inner.lists);
    part.oneOf.push(...inner.oneOf);
  }

  #note({ extensions }: GraphQLField<unknown, unknown>): void {
    if (extensions[SENSITIVE_EXTENSION] === true) this.#sensitive += 1;
    if (extensions[AT_LENGTH_EXTENSION] === true) this.#atLength = true;
  }

  /** As the executor gathers them: what is asked twice under one name is one field. */
  #fieldsOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    const gather = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const name = selection.alias?.value ?? selection.name.value;
          const known = fields.get(name);
          if (known) known.push(selection);
          else fields.set(name, [selection]);
          continue;
        }
        const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
        if (isSpread && seen.has(selection.name.value)) continue;
        if (isSpread) seen.add(selection.name.value);
        const fragment = isSpread ? this.#fragments.get(selection.name.value) : selection;
        if (fragment && this.#applies(fragment.typeCondition?.name.value, type))
          gather(fragment.selectionSet);
      }
    };
    sets.forEach(gather);
    return fields;
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.#schema.getType(condition);
    return isAbstractType(wanted) && this.#schema.isSubType(wanted, type);
  }

  /** A page that is too large is refused when it is read; here it counts as the largest. */
  #sizeOf({ arguments: given = [] }: FieldNode): (variables: Variables) => number {
    const argument = ["first", "last"].flatMap(
      (name) => given.find((each) => each.name.value === name) ?? [],
    );
    const sizes = argument.map(({ value }) => this.#numberOf(value));
    return (variables) => sizes.reduce((most, size) => Math.max(most, size(variables)), 0);
  }

  #numberOf(value: ValueNode): (variables: Variables) => number {
    if (value.kind === Kind.INT) {
      const size = sizeFrom(Number(value.value));
      return () => size;
    }
    if (value.kind !== Kind.VARIABLE) return once;
    const name = value.name.value;
    const usual = this.#defaults.get(name);
    const otherwise = usual?.kind === Kind.INT ? sizeFrom(Number(usual.value)) : 0;
    return (variables) => {
      const given = variables[name];
      return given === undefined ? otherwise : sizeFrom(given);
    };
  }
}

const once = (): number => 1;

function lengthOf(
  { arguments: given = [] }: FieldNode,
  { extensions }: GraphQLField<unknown, unknown>,
): (variables: Variables) => number {
  const declared = extensions[LENGTH_EXTENSION];
  const length = typeof declared === "number" ? declared : USUAL_LENGTH;
  const names = given.find(({ name }) => name.value === extensions[LENGTH_ARGUMENT_EXTENSION])?.value;
  if (names?.kind === Kind.LIST) return () => names.values.length;
  if (names?.kind !== Kind.VARIABLE) return () => length;
  return (variables) => {
    const named = variables[names.name.value];
    return Array.isArray(named) ? named.length : length;
  };
}

function sizeFrom(given: unknown): number {
  if (given === null) return 0;
  return typeof given === "number" && given >= 0 && given <= PAGE_LIMIT ? given : PAGE_LIMIT;
}

function ownCost(
  { name, arguments: given = [] }: FieldNode,
  { extensions }: GraphQLField<unknown, unknown>,
): number {
  const declared = typeof extensions["cost"] === "number" ? extensions["cost"] : 0;
  const searches = given.some(
    (argument) => argument.name.value === "search" && argument.value.kind !== Kind.NULL,
  );
  return declared + (name.value === "totalCount" ? COUNT : 0) + (searches ? SEARCH : 0);
}

function costOf({ fixed, lists, oneOf }: Part, variables: Variables): number {
  let cost = fixed;
  for (const { size, each } of lists) cost += size(variables) * costOf(each, variables);
  for (const kinds of oneOf) cost += kinds.reduce((most, kind) => Math.max(most, costOf(kind, variables)), 0);
  return cost;
}
