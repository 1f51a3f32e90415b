import { useQuery } from "@apollo/client/react";
import { graphql } from "../../../gql/index.ts";
import type { CustomerChoicesQuery } from "../../../gql/graphql.ts";

export const customerChoicesQuery = graphql(`
  query CustomerChoices {
    channels {
      id
      kind
      name
    }
    memberLevels {
      id
      name
    }
  }
`);

/** The channels and member levels to choose from. Few and seldom changed, so they are asked once. */
export function useCustomerChoices(): CustomerChoicesQuery {
  const { data } = useQuery(customerChoicesQuery);
  return data ?? { channels: [], memberLevels: [] };
}
