import { skipToken, useQuery } from "@apollo/client/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../../gql/index.ts";
import type { ArchiveFieldsQuery } from "../../../gql/graphql.ts";

export const archiveFieldsQuery = graphql(`
  query ArchiveFields {
    archiveFields {
      name
      kind
      section
      sectionLabel
      type
      sensitivity
      label
      purpose
      longest
      decimals
      choices {
        code
        label
      }
      open
      personalField
      revealField
      right
      version
    }
  }
`);

export type ArchiveField = ArchiveFieldsQuery["archiveFields"][number];

/** The language that the fields on hand are named in. */
let namedIn: string | undefined;

/** Every field of the archive as the server declares it: forms, cards and histories are made of them. Asked once. */
export function useArchiveFields(options: { skip?: boolean } = {}): readonly ArchiveField[] | undefined {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const { data, refetch } = useQuery(archiveFieldsQuery, options.skip ? skipToken : {});
  const known = data !== undefined;
  useEffect(() => {
    if (!known || namedIn === language) return;
    if (namedIn !== undefined) void refetch();
    namedIn = language;
  }, [known, language, refetch]);
  return data?.archiveFields;
}
