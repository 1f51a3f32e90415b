import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

export type Found = { type: string; field: string | null };

const MOST = 60;

type Member = { name: string; description?: string | null | undefined };

function membersOf(type: GraphQLNamedType): readonly Member[] {
  if (isEnumType(type)) return type.getValues();
  const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
  return hasFields ? Object.values<Member>(type.getFields()) : [];
}

/** Types and members whose name or description holds the words, names first: a reader may think in Chinese. */
export function findInSchema(schema: GraphQLSchema, search: string): Found[] {
  const wanted = search.trim().toLowerCase();
  const byName: Found[] = [];
  const byWords: Found[] = [];
  const sort = (found: Found, name: string, description: string | null | undefined): void => {
    if (name.toLowerCase().includes(wanted)) byName.push(found);
    else if (description?.toLowerCase().includes(wanted)) byWords.push(found);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    sort({ type: type.name, field: null }, type.name, type.description);
    const members = membersOf(type);
    for (const { name, description } of members) sort({ type: type.name, field: name }, name, description);
  }
  return [...byName, ...byWords].slice(0, MOST);
}
