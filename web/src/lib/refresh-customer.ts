import type { ApolloClient } from "@apollo/client";

const lists = [
  "individual",
  "company",
  "orders",
  "purchaseAnalysis",
  "reviews",
  "satisfaction",
  "notes",
  "timeline",
  "provenance",
  "completeness",
  "freshness",
  "ownerHistory",
  "history",
  "proposals",
  "openProposals",
  "complaints",
];

/** After a change: whatever shows this customer's lists asks for them again. Rows of the ledger follow by themselves. */
export async function refreshCustomer(client: ApolloClient, customerId: string): Promise<void> {
  await client.refetchQueries({
    updateCache: (cache) => {
      const id = cache.identify({ __typename: "Customer", id: customerId });
      for (const fieldName of lists) cache.evict({ ...(id ? { id } : {}), fieldName });
    },
  });
}
