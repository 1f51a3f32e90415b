import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from "graphql";

/** A document is asked again and again, and its parts are the same objects each time. */
const known = new WeakMap<FieldNode, Map<string, ReadonlySet<string>>>();

type Fragments = GraphQLResolveInfo["fragments"];

/**
 * The names of the fields that a document selects below a field, at a path such as `nodes`; fragments included, and what
 * a variable may leave out as well.
 */
export function selectedFields(
  { fieldNodes, fragments }: GraphQLResolveInfo,
  ...paths: readonly (readonly string[])[]
): ReadonlySet<string> {
  const [first] = fieldNodes;
  if (first && fieldNodes.length === 1) return selectedBelow(first, fragments, paths);
  return new Set(fieldNodes.flatMap((node) => [...selectedBelow(node, fragments, paths)]));
}

/** The fields selected of a node below a connection, through `nodes` and `edges { node }`. */
export function selectedNodeFields(info: GraphQLResolveInfo): ReadonlySet<string> {
  return selectedFields(info, ["nodes"], ["edges", "node"]);
}

function selectedBelow(
  node: FieldNode,
  fragments: Fragments,
  paths: readonly (readonly string[])[],
): ReadonlySet<string> {
  const key = paths.join(" ");
  const found = known.get(node)?.get(key);
  if (found) return found;
  const selected = new Set<string>();
  for (const path of paths) {
    let level = [node];
    for (const step of path)
      level = level.flatMap((each) => childrenOf(each, fragments).filter(({ name }) => name.value === step));
    for (const each of level) for (const { name } of childrenOf(each, fragments)) selected.add(name.value);
  }
  known.set(node, (known.get(node) ?? new Map<string, ReadonlySet<string>>()).set(key, selected));
  return selected;
}

function childrenOf({ selectionSet }: FieldNode, fragments: Fragments): FieldNode[] {
  return selectionSet ? fieldsOf(selectionSet, fragments) : [];
}

function fieldsOf({ selections }: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return part ? fieldsOf(part.selectionSet, fragments) : [];
  });
}

/** Which columns each field of a type is made of; an empty list for those that need none but the id. */
export type ColumnsOfFields = Readonly<Record<string, readonly string[]>>;

/** The columns that the selected fields are made of; all of them when it is not known what is selected. */
export function columnsFor(
  columns: ColumnsOfFields,
  always: readonly string[],
  selected: ReadonlySet<string> | null,
): string[] {
  const needed = new Set(always);
  for (const field of selected ?? Object.keys(columns))
    for (const column of columns[field] ?? []) needed.add(column);
  return [...needed];
}
