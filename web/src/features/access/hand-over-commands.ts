import type { ApolloClient } from "@apollo/client";
import { graphql } from "../../gql/index.ts";

export const staffRecordsQuery = graphql(`
  query StaffRecords($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on StaffMember {
        records {
          customers
          complaints
        }
      }
    }
  }
`);

export const handOverFields = graphql(`
  fragment HandOverLine_HandOver on HandOver {
    id
    state
    note
    doneCustomers
    doneComplaints
    createdAt
    from {
      id
      name
    }
    to {
      id
      name
    }
    toTeam {
      id
      name
    }
    askedBy {
      id
      name
    }
  }
`);

export const handOversQuery = graphql(`
  query HandOvers {
    handOvers(first: 5) {
      nodes {
        id
        state
        ...HandOverLine_HandOver
      }
    }
  }
`);

export const handOverRecords = graphql(`
  mutation HandOverRecords($input: HandOverRecordsInput!) {
    handOverRecords(input: $input) {
      handOver {
        id
        ...HandOverLine_HandOver
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** Whether anything would be left lying when this person goes. When it cannot be said now, it is not asked for. */
export async function looksAfterSomething(client: ApolloClient, staffId: string): Promise<boolean> {
  try {
    const { data } = await client.query({
      query: staffRecordsQuery,
      variables: { id: staffId },
      fetchPolicy: "network-only",
    });
    const records = data?.node?.__typename === "StaffMember" ? data.node.records : null;
    return records ? records.customers + records.complaints > 0 : false;
  } catch {
    return false;
  }
}
