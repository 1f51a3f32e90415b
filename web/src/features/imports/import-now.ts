import type { ApolloClient } from "@apollo/client";
import { graphql } from "../../gql/index.ts";

/** Everything about an import that its work and its commands change; asked again while the work goes on. */
export const importNow = graphql(`
  fragment ImportNow_Import on Import {
    id
    number
    version
    state
    viewerCanStart
    viewerCanRevert
    viewerCanDiscard
    viewerCanRepeat
    viewerCanMend
    ...ImportHeading_Import
    ...ImportProgress_Import
    ...ImportCounts_Import
    ...ImportColumns_Import
    ...ImportEnd_Import
  }
`);

export const importNowQuery = graphql(`
  query ImportNow($number: String!) {
    import(number: $number) {
      ...ImportNow_Import
    }
  }
`);

/** After an import changed the archive, what was read of it before is stale. */
export function forgetCustomers(client: ApolloClient): void {
  for (const fieldName of ["customers", "customer", "memberLevels", "channels"])
    client.cache.evict({ id: "ROOT_QUERY", fieldName });
  client.cache.gc();
}
