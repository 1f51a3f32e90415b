import { skipToken, useQuery } from "@apollo/client/react";
import { Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../../gql/index.ts";
import { useRested } from "../../../lib/use-rested.ts";
import type { FieldValue } from "./archive-values.ts";

const findPersonQuery = graphql(`
  query FindPerson($search: String, $kinds: [CustomerKind!]) {
    customers(search: $search, filter: { kinds: $kinds }, orderBy: LAST_DEAL, first: 8)
      @connection(key: "persons") {
      nodes {
        id
        number
        displayName
      }
    }
  }
`);

type CustomerInputProps = {
  id?: string;
  placeholder?: string;
  onFile: FieldValue;
  value: string;
  /** Else a person. */
  ofAnyKind: boolean;
  onChange: (id: string | null) => void;
};

/** The archive of somebody else, found as in the ledger. */
export function CustomerInput({
  onFile,
  value,
  ofAnyKind,
  onChange,
  ...props
}: CustomerInputProps): ReactNode {
  const { t } = useTranslation();
  const [search, setSearch] = useState<string>();
  const asked = useRested(search?.trim() ?? "", 180);
  const { data, previousData } = useQuery(
    findPersonQuery,
    search === undefined
      ? skipToken
      : {
          variables: { search: asked || null, kinds: ofAnyKind ? null : ["INDIVIDUAL"] },
          fetchPolicy: "cache-and-network",
        },
  );
  const found = (data ?? previousData)?.customers.nodes ?? [];
  const onFileToo = typeof onFile === "object" && onFile !== null && "displayName" in onFile ? [onFile] : [];
  const options = [...found, ...onFileToo.filter(({ id }) => !found.some((one) => one.id === id))];
  return (
    <Select
      placeholder={t("archive.findPerson")}
      {...props}
      allowClear
      showSearch={{ filterOption: false, onSearch: setSearch }}
      value={value || null}
      options={options.map(({ id, number, displayName }) => ({
        value: id,
        label: `${displayName} ${number}`,
      }))}
      onOpenChange={(open) => {
        if (open) setSearch((known) => known ?? "");
      }}
      onChange={(id: string | undefined) => onChange(id ?? null)}
    />
  );
}
