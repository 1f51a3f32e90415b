import { graphql } from "../../gql/index.ts";

export const noteFragment = graphql(`
  fragment NoteLine_Note on Note {
    id
    version
    text
    writtenAt
    editedAt
    writtenBy {
      id
      name
    }
    viewerCanEdit
  }
`);
