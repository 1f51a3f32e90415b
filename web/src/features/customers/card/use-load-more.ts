import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";

type List = { pageInfo: { hasNextPage: boolean; endCursor?: string | null } };

/** Fetches the next page of one of a customer's lists; the cache puts it behind the pages that are shown. */
export function useLoadMore<Besides extends object>(
  document: TypedDocumentNode<unknown, { id: string; after: string } & Besides>,
  customerId: string,
  list: List,
  besides: Besides = {} as Besides,
): { more: (() => void) | undefined; loading: boolean } {
  const client = useApolloClient();
  const [loading, setLoading] = useState(false);
  const after = list.pageInfo.endCursor;
  if (!list.pageInfo.hasNextPage || !after) return { more: undefined, loading };
  const load = async (): Promise<void> => {
    setLoading(true);
    try {
      await client.query({
        query: document,
        variables: { id: customerId, after, ...besides },
        fetchPolicy: "network-only",
      });
    } catch {
      // The reader has been told, or sees the sign-in; the button stays for another try.
    } finally {
      setLoading(false);
    }
  };
  return { more: () => void load(), loading };
}
