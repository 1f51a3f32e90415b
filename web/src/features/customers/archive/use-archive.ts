import { useQuery } from "@apollo/client/react";
import { readFragment } from "../../../gql/index.ts";
import type { CustomerArchiveQuery } from "../../../gql/graphql.ts";
import { archiveOnFile, customerArchiveQuery } from "./archive-documents.ts";
import type { ArchiveOnFile } from "./archive-values.ts";

export type Freshness = NonNullable<CustomerArchiveQuery["customer"]>["freshness"];

/** What is known of a customer in all sections; undefined until it is there. */
export function useArchive(id: string): {
  customer: ArchiveOnFile | undefined;
  freshness: Freshness;
  error: Error | undefined;
  refetch: () => Promise<unknown>;
} {
  const { data, error, refetch } = useQuery(customerArchiveQuery, {
    variables: { id },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  const customer = readFragment(archiveOnFile, data?.customer);
  return { customer: customer ?? undefined, freshness: data?.customer?.freshness ?? [], error, refetch };
}
