import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { PERMISSION_EXTENSION } from "../../../../server/src/platform/authz.ts";
import type { Records } from "./records.ts";

type Field = GraphQLField<unknown, unknown>;

/** The types whose records are somebody's, with the fixture's id of each. */
export const OWNED_TYPES: Readonly<Record<string, keyof Records>> = {
  Customer: "customerId",
  Order: "orderId",
  Review: "reviewId",
  Proposal: "proposalId",
  Note: "noteId",
  Complaint: "complaintId",
};

/** Which of the fixture's records an argument names. Of several the first here is the one that decides. */
const NAMES_RECORD: readonly (readonly [argument: string, key: keyof Records, type: string])[] = [
  ["complaintId", "complaintId", "Complaint"],
  ["noteId", "noteId", "Note"],
  ["reviewId", "reviewId", "Review"],
  ["customerId", "customerId", "Customer"],
  ["orderId", "orderId", "Order"],
];

/**
 * By what the fixture's records are named in a document: as variables, so that it is the same one for every record, and
 * the server has to look through it once only.
 */
const VARIABLES: Partial<Record<keyof Records, string>> = {
  customerId: "ID!",
  customerNumber: "String!",
  externalId: "String!",
  orderId: "ID!",
  reviewId: "ID!",
  proposalId: "ID!",
  noteId: "ID!",
  complaintId: "ID!",
  complaintNumber: "String!",
};

function declare(selection: string): string {
  const used = Object.entries(VARIABLES).filter(([name]) => selection.includes(`$${name}`));
  return used.length === 0 ? "" : `(${used.map(([name, type]) => `$${name}: ${type}`).join(", ")})`;
}

export interface RootCell {
  readonly name: string;
  readonly kind: "query" | "mutation";
  readonly permission: string;
  /** The type of the record that it names and that is somebody's; null when it names none. */
  readonly type: string | null;
  readonly document: string;
}

/** Every root field; one that finds records in several ways has a cell for each. */
export function rootCells(schema: GraphQLSchema): RootCell[] {
  const cells: RootCell[] = [];
  for (const kind of ["query", "mutation"] as const) {
    const root = kind === "query" ? schema.getQueryType() : schema.getMutationType();
    for (const field of Object.values(root?.getFields() ?? {})) cells.push(...cellsOf(schema, kind, field));
  }
  return cells;
}

function cellsOf(schema: GraphQLSchema, kind: RootCell["kind"], field: Field): RootCell[] {
  const permission = String(field.extensions[PERMISSION_EXTENSION]);
  const cell = (name: string, type: string | null, given: string): RootCell => {
    const selection = `${field.name}${given && `(${given})`}${selectionOf(schema, field, 1)}`;
    return { name, kind, permission, type, document: `${kind}${declare(selection)} { ${selection} }` };
  };
  const by = (way: string, type: string, given: string) => cell(`${field.name} by ${way}`, type, given);
  switch (field.name) {
    case "node":
      return Object.entries(OWNED_TYPES).map(([type, key]) => by(`the id of ${type}`, type, `id: $${key}`));
    case "customer":
      return [by("id", "Customer", "id: $customerId"), by("number", "Customer", "number: $customerNumber")];
    case "complaint":
      return [
        by("id", "Complaint", "id: $complaintId"),
        by("number", "Complaint", "number: $complaintNumber"),
      ];
  }
  const needed = field.args.filter(({ name, type }) => isNonNullType(type) || name === "first");
  const named = new Set(
    needed.flatMap(({ name, type }) => {
      const input = getNamedType(type);
      return isInputObjectType(input) ? neededOf(input).map((one) => one.name) : [name];
    }),
  );
  const [, , type = null] =
    NAMES_RECORD.find(([argument]) => named.has(argument)) ??
    (named.has("externalRef") ? ["", "externalId", "Customer"] : []);
  return [
    cell(
      field.name,
      type,
      needed
        .map((argument) => `${argument.name}: ${sample(argument.type, argument.name, type !== null)}`)
        .join(", "),
    ),
  ];
}

/** A value that has the type. Where it names a record it is the fixture's, unless none is asked for. */
function sample(type: GraphQLInputType, name: string, ofRecord: boolean): string {
  if (isNonNullType(type)) return sample(type.ofType, name, ofRecord);
  if (isListType(type)) return `[${sample(type.ofType, name, ofRecord)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) {
    if (type.name === "ExternalRefInput" && ofRecord) return `{ system: "matrix", id: $externalId }`;
    return `{ ${neededOf(type)
      .map((field) => `${field.name}: ${sample(field.type, field.name, ofRecord)}`)
      .join(", ")} }`;
  }
  const key = NAMES_RECORD.find(([argument]) => argument === name)?.[1];
  if (key && ofRecord) return `$${key}`;
  // No version of a record: whoever is let in is told of a conflict and changes nothing.
  if (name === "expectedVersion") return "0";
  const samples: Record<string, string> = {
    Int: "1",
    Float: "1",
    Boolean: "true",
    Date: '"2026-01-01"',
    DateTime: '"2026-01-01T00:00:00.000Z"',
    Decimal: '"1.00"',
  };
  return samples[type.name] ?? '"nothing"';
}

function neededOf(input: GraphQLInputObjectType): GraphQLInputField[] {
  // An order or a review may name its customer by what its buyer says; here it names a record.
  return Object.values(input.getFields()).filter(
    (field) => isRequiredInputField(field) || (field.name === "customerId" && "buyer" in input.getFields()),
  );
}

export interface RelationCell {
  /** Type and field, as `Complaint.customer`. */
  readonly name: string;
  readonly permission: string;
  /** The type of the record it starts from; null when that is nobody's. */
  readonly type: string | null;
  readonly document: string;
}

interface Road {
  readonly type: GraphQLObjectType;
  readonly permission: string;
  readonly start: string | null;
  around(selection: string): string;
}

/** Every field that leads from one object to others, reached from the nearest root. */
export function relationCells(schema: GraphQLSchema): RelationCell[] {
  const cells: RelationCell[] = [];
  const reached = new Set<string>();
  let roads = startsOf(schema);
  while (roads.length > 0) {
    const next: Road[] = [];
    for (const road of roads) {
      if (reached.has(road.type.name)) continue;
      reached.add(road.type.name);
      for (const field of Object.values(road.type.getFields())) {
        if (!isCompositeType(getNamedType(field.type)) || field.args.some(({ type }) => isNonNullType(type)))
          continue;
        cells.push({
          name: `${road.type.name}.${field.name}`,
          permission: road.permission,
          type: road.start,
          document: whole(road.around(`${field.name}${page(field)}${selectionOf(schema, field, 2)}`)),
        });
        for (const type of objectsOf(schema, getNamedType(field.type)))
          next.push({
            type,
            permission: road.permission,
            start: road.start,
            around: (selection) =>
              road.around(`${field.name}${page(field)} { ... on ${type.name} { ${selection} } }`),
          });
      }
    }
    roads = next;
  }
  return cells;
}

const whole = (selection: string): string => `query${declare(selection)} { ${selection} }`;

function startsOf(schema: GraphQLSchema): Road[] {
  const query = schema.getQueryType()?.getFields() ?? {};
  const records = Object.entries(OWNED_TYPES).flatMap(([name, key]): Road[] => {
    const type = schema.getType(name);
    return isObjectType(type)
      ? [
          {
            type,
            permission: String(query["node"]?.extensions[PERMISSION_EXTENSION]),
            start: name,
            around: (selection) => `node(id: $${key}) { __typename ... on ${name} { ${selection} } }`,
          },
        ]
      : [];
  });
  const others = Object.values(query).flatMap((field): Road[] =>
    field.args.some(({ type }) => isNonNullType(type)) || field.args.some(({ name }) => name === "number")
      ? []
      : objectsOf(schema, getNamedType(field.type)).map((type) => ({
          type,
          permission: String(field.extensions[PERMISSION_EXTENSION]),
          start: null,
          around: (selection) => `${field.name}${page(field)} { ... on ${type.name} { ${selection} } }`,
        })),
  );
  return [...records, ...others];
}

function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

function page(field: Field): string {
  return field.args.some(({ name }) => name === "first") ? "(first: 50)" : "";
}

/** What kind of object and which record, and so on so many levels down: enough to see whose it is. */
function selectionOf(schema: GraphQLSchema, field: Field, levels: number): string {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return "";
  return ` { __typename ${objectsOf(schema, type)
    .map((object) => `... on ${object.name} { ${below(schema, object, levels)} }`)
    .join(" ")} }`;
}

function below(schema: GraphQLSchema, object: GraphQLObjectType, levels: number): string {
  const fields = Object.values(object.getFields());
  const id = fields.some(({ name }) => name === "id") ? "id" : "__typename";
  const errors = fields.some(({ name }) => name === "errors") ? "errors { code path }" : "";
  const further = fields
    .filter(
      ({ name, type }) => ["nodes", "node", "edges"].includes(name) && isCompositeType(getNamedType(type)),
    )
    .map((field) => (levels > 0 ? `${field.name}${selectionOf(schema, field, levels - 1)}` : ""));
  return [id, errors, ...further].join(" ");
}
