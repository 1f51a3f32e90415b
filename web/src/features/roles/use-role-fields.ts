import { useQuery } from "@apollo/client/react";
import { graphql } from "../../gql/index.ts";
import type { PersonalField, RoleFieldsQuery } from "../../gql/graphql.ts";

const roleFieldsQuery = graphql(`
  query RoleFields {
    archiveFields {
      name
      kind
      section
      sectionLabel
      label
      sensitivity
      open
      personalField
    }
  }
`);

export type RoleField = RoleFieldsQuery["archiveFields"][number] & { personalField: PersonalField };

/** The fields that roles hold rights on, each once: one that persons and firms both have stands with the persons'. */
export function useRoleFields(): readonly RoleField[] {
  const { data } = useQuery(roleFieldsQuery);
  const held = (data?.archiveFields ?? []).filter(
    (field): field is RoleField => field.personalField !== null,
  );
  return [...new Map(held.toReversed().map((field) => [field.personalField, field])).values()].toReversed();
}
