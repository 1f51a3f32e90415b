import { graphql } from "./gql/index.ts";

// Every request of this program. After a change here, `pnpm codegen` makes its types anew.

export const whoAmI = graphql(`
  query WhoAmI {
    me {
      permissions
      staff {
        name
      }
    }
  }
`);

/** Makes the customer that another system knows by this id, or changes what is known of it. */
export const upsertCustomer = graphql(`
  mutation UpsertCustomer($input: UpsertCustomerInput!) {
    upsertCustomer(input: $input) {
      created
      customer {
        id
        number
        name
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const fileComplaint = graphql(`
  mutation FileComplaint($input: FileComplaintInput!) {
    fileComplaint(input: $input) {
      complaint {
        id
        number
        status
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const customersPage = graphql(`
  query CustomersPage($after: String) {
    customers(first: 50, after: $after) {
      nodes {
        number
        name
        openComplaintCount
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const complaintNow = graphql(`
  query ComplaintNow($id: ID!) {
    complaint(id: $id) {
      number
      status
      open
      changedAt
    }
  }
`);

export const complaintChanged = graphql(`
  subscription ComplaintChanged($id: ID!) {
    archiveChanged(recordId: $id) {
      sequence
      name
      at
      actor {
        name
      }
      complaint {
        status
        open
      }
    }
  }
`);
