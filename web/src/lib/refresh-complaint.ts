import type { ApolloClient } from "@apollo/client";

/** Complaint and customer by their ids of the graph; the customer may be unknown. */
type Changed = { complaintId: string; customerId?: string | undefined };

/**
 * After something happened to a complaint: its log, and the lists on its customer's card, are asked for again where they
 * are on the screen. Values came with the answer; the desk and the counts follow by themselves, as after anybody's change.
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
      for (const fieldName of ["complaints", "timeline"])
        if (customer) cache.evict({ id: customer, fieldName });
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
