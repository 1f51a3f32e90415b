import type { FieldMergeFunction, FieldPolicy } from "@apollo/client";

type Page = { nodes: readonly unknown[]; pageInfo?: Record<string, unknown>; totalCount?: unknown };

const appendPage: FieldMergeFunction<Page> = (known, incoming, { args }) => {
  if (!known || !(args?.["after"] || args?.["before"])) return incoming;
  if (!args["after"]) return { ...known, ...incoming, nodes: [...incoming.nodes, ...known.nodes] };
  // The list has grown or was asked for again since: appended now, rows would stand there twice or be missing.
  const end = known.pageInfo?.["endCursor"];
  if (end && end !== args["after"]) return known;
  // Later pages do not count again, so the first page's total stays.
  return { ...known, ...incoming, nodes: [...known.nodes, ...incoming.nodes] };
};

/**
 * A keyset-paged list: the pages that were loaded are one list, kept apart by what they were filtered and ordered by. A
 * query that only wants the first few says `@connection(key: …)` and keeps them to itself.
 */
export const paged = (...keyArguments: string[]): FieldPolicy<Page> => ({
  keyArgs: [...keyArguments, "@connection", ["key"]],
  merge: appendPage,
});
