import { graphql } from "../../../gql/index.ts";

export const exportOfferQuery = graphql(`
  query ExportOffer($profile: ExportProfile!, $search: String, $filter: CustomerFilter) {
    exportOffer(profile: $profile, search: $search, filter: $filter) {
      customers
      rows
      mostRowsToPrint
      columns {
        name
        label
        personal
        viewerCanClear
      }
    }
  }
`);

export const prepareExport = graphql(`
  mutation PrepareExport($input: PrepareExportInput!) {
    prepareExport(input: $input) {
      export {
        id
        rowsTotal
      }
      url
      errors {
        code
        message
        path
      }
    }
  }
`);

export const exportNow = graphql(`
  query ExportNow($id: ID!) {
    export(id: $id) {
      id
      state
      failure
      rowsDone
      rowsTotal
      rowsPerSecond
      secondsLeft
    }
  }
`);
