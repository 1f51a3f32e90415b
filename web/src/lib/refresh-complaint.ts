import type { ApolloClient } from "@apollo/client";

/** Complaint and customer by their ids of the graph; the customer may be unknown. */
type Changed = { complaintId: string; customerId?: string | undefined };

/**
 * After something happened to a complaint: its log, the desk's lists and counts, and what its customer's card says of
 * complaints are asked for again wherever they are on the screen. The complaint's own values came with the answer.
 */
export async function refreshComplaint(
  client: ApolloClient,
  { complaintId, customerId }: Changed,
): Promise<void> {
  await client.refetchQueries({
    updateCache: (cache) => {
      const complaint = cache.identify({ __typename: "Complaint", id: complaintId });
      if (complaint) cache.evict({ id: complaint, fieldName: "events" });
      const customer = customerId && cache.identify({ __typename: "Customer", id: customerId });
      for (const fieldName of ["complaints", "openComplaintCount", "lastComplaintAt", "timeline"]) {
        if (customer) cache.evict({ id: customer, fieldName });
      }
      for (const fieldName of ["complaints", "complaintCounts"]) cache.evict({ id: "ROOT_QUERY", fieldName });
    },
  });
}

/** After words were added to a complaint's log, which changes no list. */
export async function refreshComplaintLog(client: ApolloClient, complaintId: string): Promise<void> {
  await client.refetchQueries({
    updateCache: (cache) => {
      const complaint = cache.identify({ __typename: "Complaint", id: complaintId });
      if (complaint) cache.evict({ id: complaint, fieldName: "events" });
    },
  });
}
