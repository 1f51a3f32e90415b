import type { GraphQLResolveInfo } from "graphql";
import { parseResolveInfo, type ResolveTree } from "graphql-parse-resolve-info";

/** The names of the fields that an operation selects below a field, at a path such as `nodes`; fragments included. */
export function selectedFields(info: GraphQLResolveInfo, ...paths: string[][]): ReadonlySet<string> {
  const root = parseResolveInfo(info) as ResolveTree | null;
  const selected = new Set<string>();
  if (!root) return selected;
  for (const path of paths) {
    let level: ResolveTree[] = [root];
    for (const step of path)
      level = level.flatMap((tree) => childrenOf(tree).filter((child) => child.name === step));
    for (const tree of level) for (const child of childrenOf(tree)) selected.add(child.name);
  }
  return selected;
}

/** The fields selected of a node below a connection, through `nodes` and `edges { node }`. */
export function selectedNodeFields(info: GraphQLResolveInfo): ReadonlySet<string> {
  return selectedFields(info, ["nodes"], ["edges", "node"]);
}

function childrenOf(tree: ResolveTree): ResolveTree[] {
  return Object.values(tree.fieldsByTypeName).flatMap((fields) => Object.values(fields));
}
