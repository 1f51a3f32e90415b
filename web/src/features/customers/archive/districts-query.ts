import { graphql } from "../../../gql/index.ts";

/** The provinces, or the parts of a province or city. */
export const districtsQuery = graphql(`
  query Districts($within: String) {
    districts(within: $within) {
      code
      name
      hasParts
    }
  }
`);
