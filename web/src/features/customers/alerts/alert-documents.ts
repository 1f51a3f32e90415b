import { graphql } from "../../../gql/index.ts";

export const unreadAlertsQuery = graphql(`
  query UnreadAlerts {
    unreadAlertCount {
      value
      capped
    }
  }
`);

export const myAlertsQuery = graphql(`
  query MyAlerts($first: Int!, $after: String) {
    myAlerts(first: $first, after: $after) {
      nodes {
        id
        readAt
        ...AlertLine_CustomerAlert
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const markAlertsRead = graphql(`
  mutation MarkAlertsRead($input: MarkAlertsReadInput!) {
    markAlertsRead(input: $input) {
      unread {
        value
        capped
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
