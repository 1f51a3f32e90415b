import { skipToken, useQuery } from "@apollo/client/react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment } from "../../../gql/index.ts";
import type { ArchiveFieldsQuery } from "../../../gql/graphql.ts";

export const archiveFieldOfFirm = graphql(`
  fragment ArchiveField_CustomField on CustomField {
    id
    name
    sections
    kinds
    type
    sensitivity
    label
    purpose
    choices {
      code
      label
      retired
    }
    open
    right
    version
  }
`);

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
    customFields {
      ...ArchiveField_CustomField
    }
  }
`);

export type ArchiveField = Omit<ArchiveFieldsQuery["archiveFields"][number], "choices"> & {
  choices: readonly { code: string; label: string; retired?: boolean }[];
  /** The id of a field that the firm made itself. */
  custom?: string;
};

/** The language that the fields on hand are named in. */
let namedIn: string | undefined;

/** Every field of the archive as the server declares it, then the firm's own: forms, cards and histories are made of them. */
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
  return useMemo(() => data && [...data.archiveFields, ...ownFields(data)], [data]);
}

/** Those that the firm made itself, once for each section; of what one may not know of there is nothing to show. */
function ownFields({ archiveFields, customFields }: ArchiveFieldsQuery): ArchiveField[] {
  return readFragment(archiveFieldOfFirm, customFields).flatMap(({ id, sections, kinds, ...field }) =>
    field.right === "NONE" && field.open
      ? []
      : sections.flatMap((section, place): ArchiveField[] => {
          const kind = kinds[place];
          const sectionLabel = archiveFields.find((each) => each.section === section)?.sectionLabel ?? "";
          return kind
            ? [
                {
                  ...field,
                  section,
                  kind,
                  sectionLabel,
                  longest: null,
                  decimals: null,
                  personalField: null,
                  revealField: null,
                  custom: id,
                },
              ]
            : [];
        }),
  );
}
