import { graphql } from "../../gql/index.ts";

export const fieldPurposesQuery = graphql(`
  query FieldPurposes {
    archiveFields {
      name
      kind
      section
      sectionLabel
      sensitivity
      label
      purpose
      open
      right
      version
    }
  }
`);

export const setFieldPurpose = graphql(`
  mutation SetFieldPurpose($input: SetFieldPurposeInput!) {
    setFieldPurpose(input: $input) {
      fields {
        name
        kind
        purpose
        open
        right
        version
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
