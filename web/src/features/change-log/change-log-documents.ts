import { graphql } from "../../gql/index.ts";

export const entryFields = graphql(`
  fragment ChangeLogLine_ChangeLogEntry on ChangeLogEntry {
    id
    at
    kind
    source
    address
    operation
    reason
    count
    sealed
    keyName
    recordType
    recordId
    recordLabel
    fields
    actor {
      id
      name
    }
    record {
      __typename
      id
      ... on Customer {
        number
        displayName
      }
      ... on Order {
        number
        customer {
          id
          number
        }
      }
      ... on Note {
        customer {
          id
          number
        }
      }
      ... on Complaint {
        number
      }
      ... on Import {
        number
      }
    }
    changes {
      field
      old {
        state
        text
      }
      new {
        state
        text
      }
    }
    import {
      id
      number
    }
  }
`);

export const changeLogQuery = graphql(`
  query ChangeLog($filter: ChangeLogFilter, $first: Int!, $after: String) {
    changeLog(filter: $filter, first: $first, after: $after) {
      nodes {
        id
        ...ChangeLogLine_ChangeLogEntry
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Names for what the log keeps as ids, as far as the reader may see them. */
export const changeLogNamesQuery = graphql(`
  query ChangeLogNames($staff: Boolean!, $teams: Boolean!, $roles: Boolean!) {
    staff @include(if: $staff) {
      id
      name
    }
    teams @include(if: $teams) {
      id
      name
    }
    departments @include(if: $teams) {
      id
      name
    }
    roles @include(if: $roles) {
      id
      name
    }
    permissionDescriptions @include(if: $roles) {
      permission
      name
    }
  }
`);

export const revealsQuery = graphql(`
  query Reveals($filter: RevealFilter, $first: Int!, $after: String) {
    reveals(filter: $filter, first: $first, after: $after) {
      nodes {
        id
        recordId
        reason
        actor {
          id
          name
          roleName
          revealQuota
        }
        ...ChangeLogLine_ChangeLogEntry
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
