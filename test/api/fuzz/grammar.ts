import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  isInterfaceType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { hostileString, valueFor } from "./hostile.ts";
import type { Random } from "./random.ts";

/** These take their time on purpose: a password costs 40 ms, so a thousand of them are their own test. */
const SLOW = new Set(["changeOwnPassword", "resetStaffPassword", "addStaff", "removeDemoArchive"]);

export interface Asked {
  readonly query: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** Grows documents from a schema: right ones, and then breaks them. */
export class Grammar {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
  }

  /** A document that holds to the language, with values that do not hold to sense. */
  withHostileVariables(): Asked {
    const [kind, root] = this.#root();
    const field = this.#field(root);
    const variables = Object.fromEntries(
      field.args
        .filter((argument) => isNonNullType(argument.type) || this.#random.chance(0.6))
        .map((argument) => [argument.name, argument.type] as const),
    );
    const names = Object.keys(variables);
    const declared = names.map((name) => `$${name}: ${String(variables[name])}`).join(", ");
    const passed = names.map((name) => `${name}: $${name}`).join(", ");
    const values = Object.fromEntries(
      Object.entries(variables).map(([name, type]) => [name, valueFor(type, this.#random)]),
    );
    return {
      query: `${kind}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${this.#selection(field, 2)} }`,
      variables: this.#random.chance(0.02) ? this.#random.pick([null, [], "x", 5, { extra: 1 }]) : values,
    };
  }

  broken(): Asked {
    let query = this.#document();
    for (let time = 1 + this.#random.below(2); time > 0; time -= 1) query = this.#break(query);
    return {
      query,
      ...(this.#random.chance(0.05) && { operationName: this.#random.pick(["", "X", "__proto__", 5, null]) }),
    };
  }

  #document(): string {
    const [kind, root] = this.#root();
    const fields = Array.from({ length: 1 + this.#random.below(3) }, () => {
      const field = this.#field(root);
      return `${field.name}${this.#literals(field)}${this.#selection(field, 3)}`;
    });
    return `${kind} { ${fields.join(" ")} }`;
  }

  #root(): [kind: string, type: GraphQLObjectType] {
    const of = this.#random.next();
    const [kind, type] =
      of < 0.8
        ? (["query", this.#schema.getQueryType()] as const)
        : of < 0.97
          ? (["mutation", this.#schema.getMutationType()] as const)
          : (["subscription", this.#schema.getSubscriptionType()] as const);
    if (!type) throw new Error(`a schema without a ${kind}`);
    return [kind, type];
  }

  #field(type: GraphQLObjectType): GraphQLField<unknown, unknown> {
    return this.#random.pick(Object.values(type.getFields()).filter(({ name }) => !SLOW.has(name)));
  }

  #selection({ type }: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return "";
    const fields = isUnionType(named) ? [] : Object.values(named.getFields());
    const chosen = fields.filter((field) => {
      const isLeaf = !isCompositeType(getNamedType(field.type));
      return isLeaf ? this.#random.chance(0.3) : depth > 0 && this.#random.chance(0.3);
    });
    const below = chosen.map(
      (field) => `${field.name}${this.#literals(field)}${this.#selection(field, depth - 1)}`,
    );
    return ` { __typename ${below.join(" ")} ${this.#conditions(named, depth)} }`;
  }

  #conditions(type: GraphQLNamedType, depth: number): string {
    if (depth <= 0 || !(isUnionType(type) || isInterfaceType(type))) return "";
    const kind = this.#random.pick(this.#schema.getPossibleTypes(type));
    return isObjectType(kind) ? `... on ${kind.name} { __typename id }` : "";
  }

  #literals({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter(
      ({ type, name }) =>
        isNonNullType(type) || (name === "first" ? this.#random.chance(0.9) : this.#random.chance(0.2)),
    );
    return given.length === 0
      ? ""
      : `(${given.map(({ name, type }) => `${name}: ${this.#literal(type)}`).join(", ")})`;
  }

  #literal(type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.#literal(type.ofType);
    if (isListType(type)) return `[${this.#literal(type.ofType)}]`;
    if (isEnumType(type)) return this.#random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
      return `{ ${fields.map((field) => `${field.name}: ${this.#literal(field.type)}`).join(", ")} }`;
    }
    if (type.name === "Int") return String(this.#random.pick([1, 2, 5, 0, -1, 1000]));
    if (type.name === "Boolean") return "true";
    return JSON.stringify(hostileString(this.#random).slice(0, 200));
  }

  #break(query: string): string {
    const random = this.#random;
    const at = random.below(query.length + 1);
    const insert = (text: string): string => query.slice(0, at) + text + query.slice(at);
    const inRoot = (text: string): string => query.replace("{", () => `{ ${text} `);
    // What takes long does so each time alike: a few of it tell as much as many.
    const rarely = (dear: number, usual: readonly number[]): number =>
      random.chance(0.1) ? dear : random.pick(usual);
    const breaks: readonly (() => string)[] = [
      () => inRoot("nothingOfThisName"),
      () => inRoot("me { nothing { of { this } } }"),
      () =>
        inRoot(Array.from({ length: rarely(400, [2, 40]) }, (_, index) => `a${index}: __typename`).join(" ")),
      () => inRoot(`__typename ${"@include(if: true) ".repeat(rarely(1500, [2, 60]))}`),
      () =>
        inRoot(
          `${"node(id: 1) { ... on Customer { orders(first: 1) { nodes { customer { ".repeat(1)}id } } } } }`,
        ),
      () => `${query} fragment A on Query { ...B } fragment B on Query { ...A } query C { ...A }`,
      () =>
        `{ ...F0 } ${Array.from({ length: rarely(25, [5, 15]) }, (_, index) => `fragment F${index} on Query { a${index}: me { permissions } ...F${index + 1} ...F${index + 1} }`).join(" ")} fragment F25 on Query { __typename }`,
      () => "{".repeat(rarely(2000, [1, 50])) + query,
      () => "[".repeat(1000),
      () =>
        `query ($a: ${random.pick(["Int", "[[[Int!]!]!]!", "CustomerFilter", "Customer", "Nothing", "String = 5"])}) ${query}`,
      () => query.slice(0, at),
      () => query.slice(at),
      () => query.slice(0, at) + query.slice(at + 1 + random.below(5)),
      () =>
        insert(
          random.pick([
            "\u0000",
            "\ufeff",
            "\ud800",
            "…",
            "💥",
            "#",
            '"',
            '"""',
            "\\",
            "$",
            "@",
            "!",
            "&",
            "...",
          ]),
        ),
      () => insert(hostileString(random)),
      () =>
        insert(
          random.pick([
            " on ",
            " fragment ",
            " { ",
            " } ",
            " ( ",
            " ) ",
            " : ",
            " __proto__ ",
            " @skip ",
            " @include(if: $no) ",
          ]),
        ),
      () => `${query} ${query}`,
      () => `query A ${query.slice(query.indexOf("{"))} query A ${query.slice(query.indexOf("{"))}`,
      () => query.replace(/\d+/, random.pick(["9999999999999999999999", "1e400", "-0", "0x10", "01"])),
      () => inRoot("__schema { types { name fields { name type { ofType { ofType { name } } } } } }"),
      () => inRoot("__proto__: __typename constructor: __typename toString: me { permissions }"),
      () =>
        inRoot(
          `customers(first: 1, filter: { ids: [${Array(rarely(900, [10, 251]))
            .fill('"x"')
            .join()}] }) { nodes { id } }`,
        ),
      () => inRoot('customers(first: 1, search: """ a \\""" b """) { nodes { id } }'),
      () => `extend type Query { x: Int } ${query}`,
      () => `${query}\n# ${"x".repeat(rarely(100_000, [10, 1000]))}`,
      () =>
        random.pick([
          "",
          " ",
          "#",
          "fragment A on Query { __typename }",
          "query",
          "{}",
          "subscription { __typename }",
          "null",
        ]),
    ];
    return random.pick(breaks)();
  }
}
