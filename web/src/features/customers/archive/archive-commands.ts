import { graphql } from "../../../gql/index.ts";

// Apart from what the sections are read with: a look at the card does not wait for them.
export const editIndividual = graphql(`
  mutation EditIndividual($input: EditIndividualInput!) {
    editIndividual(input: $input) {
      customer {
        ...Archive_Customer
      }
      conflicts {
        ...ConflictLine_FieldConflict
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const editCompany = graphql(`
  mutation EditCompany($input: EditCompanyInput!) {
    editCompany(input: $input) {
      customer {
        ...Archive_Customer
      }
      conflicts {
        ...ConflictLine_FieldConflict
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
