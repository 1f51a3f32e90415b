import type { ApolloClient } from "@apollo/client";
import { graphql } from "../../../gql/index.ts";
import { chosenColumns, columnFields } from "../ledger/chosen-columns.ts";

const rowFieldsQuery = graphql(`
  query RowFields($id: ID!, $fields: [ID!]) {
    customer(id: $id) {
      id
      fieldValues(fields: $fields) {
        ...OneFieldValue
      }
    }
  }
`);

/** After an edit: the customer's row in the ledger, as far as its reader chose columns of fields. */
export async function refreshRow(client: ApolloClient, id: string): Promise<void> {
  const fields = columnFields(chosenColumns());
  if (fields.length === 0) return;
  await client
    .query({ query: rowFieldsQuery, variables: { id, fields }, fetchPolicy: "network-only" })
    .catch(() => undefined);
}
