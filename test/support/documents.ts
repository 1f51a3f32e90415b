import { readFileSync, globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  visit,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type OperationDefinitionNode,
} from "graphql";

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface Query {
  readonly name: string;
  readonly text: string;
  readonly variables: readonly { readonly name: string; readonly type: string }[];
}

/** Every query that the console sends, with the fragments it calls. */
export function consoleQueries(): Query[] {
  const files = globSync(inRepository("web/src/**/*.{ts,tsx}")).filter((path) => !path.includes("/gql/"));
  const sources = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bgraphql\(`([^`]*)`\)/g)].map(([, source = ""]) => source),
  );
  const definitions = sources.flatMap((source) => parse(source).definitions);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .filter(({ operation }) => operation === OperationTypeNode.QUERY)
    .map((operation) => ({
      name: operation.name?.value ?? "",
      text: [operation, ...calledBy(operation, fragments)].map(asSent).join("\n"),
      variables: (operation.variableDefinitions ?? []).map(({ variable, type }) => ({
        name: variable.name.value,
        type: print(type),
      })),
    }));
}

/** Directives for the console's own cache stay at home. */
function asSent(definition: OperationDefinitionNode | FragmentDefinitionNode): string {
  return print(
    visit(definition, { Directive: ({ name }) => (name.value === "connection" ? null : undefined) }),
  );
}

function calledBy(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Set<FragmentDefinitionNode> {
  const called = new Set<FragmentDefinitionNode>();
  const look = (definition: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(definition, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || called.has(fragment)) return;
        called.add(fragment);
        look(fragment);
      },
    });
  };
  look(operation);
  return called;
}

/** For each root query a document with everything that can be asked of it, some levels deep. */
export function everythingOfEachQuery(depth: number, given: Readonly<Record<string, string>>): Query[] {
  const schema = buildSchema(readFileSync(inRepository("schema/schema.graphql"), "utf8"));
  return Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ({
    name: field.name,
    text: `{ ${asked(field, depth, given) ?? ""} }`,
    variables: [],
  }));
}

/** Null for a field that needs an argument which is not given, or that nothing is left to be asked of. */
function asked(
  field: GraphQLField<unknown, unknown>,
  depth: number,
  given: Readonly<Record<string, string>>,
): string | null {
  const values = field.args.flatMap((argument) => {
    const value = given[`${field.name}.${argument.name}`] ?? given[argument.name];
    if (value !== undefined) return [`${argument.name}: ${value}`];
    return isNonNullType(argument.type) && argument.defaultValue === undefined ? [null] : [];
  });
  if (values.includes(null)) return null;
  const below = selection(getNamedType(field.type), depth - (isConnection(field) ? 0 : 1), given);
  if (below === null) return null;
  return `${field.name}${values.length > 0 ? `(${values.join(", ")})` : ""} ${below}`;
}

function selection(
  type: GraphQLNamedType,
  depth: number,
  given: Readonly<Record<string, string>>,
): string | null {
  if (isLeafType(type)) return "";
  if (isAbstractType(type)) return "{ __typename }";
  if (!isObjectType(type)) return null;
  const fields = Object.values(type.getFields()).flatMap((field) =>
    depth > 0 || isLeafType(getNamedType(field.type)) ? (asked(field, depth, given) ?? []) : [],
  );
  return fields.length > 0 ? `{ ${fields.join(" ")} }` : null;
}

function isConnection({ type }: GraphQLField<unknown, unknown>): boolean {
  return !isListType(type) && getNamedType(type).name.endsWith("Connection");
}
