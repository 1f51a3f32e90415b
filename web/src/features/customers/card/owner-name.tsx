import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";
import { graphql } from "../../../gql/index.ts";
import { useViewer } from "../../../shell/viewer.tsx";

export const ownersQuery = graphql(`
  query CustomerOwners($staff: Boolean!, $teams: Boolean!) {
    staff @include(if: $staff) {
      id
      name
      active
      team {
        id
        name
      }
    }
    teams @include(if: $teams) {
      id
      name
    }
  }
`);

/** The name of a person or a team of which the history keeps the id. */
export function OwnerName({ id }: { id: string }): ReactNode {
  const viewer = useViewer();
  const { data } = useQuery(ownersQuery, {
    variables: { staff: viewer.may("staff:list"), teams: viewer.may("team:list") },
  });
  const known = [viewer.staff, ...(data?.staff ?? []), ...(data?.teams ?? [])];
  return known.find((one) => one.id === id || one.id.endsWith(`_${id}`))?.name ?? id;
}
