import { InMemoryCache } from "@apollo/client";
import { parse } from "graphql";
import { describe, expect, test } from "vitest";
import { paged } from "./paged.ts";

const desk = parse(`
  query Desk($after: String) {
    complaints(after: $after) {
      nodes
      pageInfo {
        endCursor
      }
    }
  }
`);

/** A list whose rows are their own cursors, and what it shows after these answers came in. */
function listAfter(...answers: { after?: string; nodes: string[] }[]): readonly string[] {
  const cache = new InMemoryCache({ typePolicies: { Query: { fields: { complaints: paged() } } } });
  for (const { after, nodes } of answers)
    cache.writeQuery({
      query: desk,
      variables: { after },
      data: { complaints: { nodes, pageInfo: { endCursor: nodes.at(-1) } } },
    });
  return cache.readQuery<{ complaints: { nodes: string[] } }>({ query: desk })?.complaints.nodes ?? [];
}

const first = { nodes: ["a", "b"] };

describe("DOS-3.4 the pages of a list", () => {
  test("are one list as they come", () => {
    expect(listAfter(first, { after: "b", nodes: ["c", "d"] }, { after: "d", nodes: ["e"] })).toEqual([
      ..."abcde",
    ]);
  });

  test("stand in it once, however often they were asked for", () => {
    const next = { after: "b", nodes: ["c", "d"] };
    expect(listAfter(first, next, next)).toEqual([..."abcd"]);
  });

  test("are left out when the list has meanwhile come to another end: they would leave a gap", () => {
    const oneMoreAbove = { nodes: ["new", "a"] };
    expect(listAfter(first, oneMoreAbove, { after: "b", nodes: ["c", "d"] })).toEqual(["new", "a"]);
  });
});
