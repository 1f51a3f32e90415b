import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import type { CustomerKind, ImportTarget } from "../../gql/graphql.ts";
import styles from "./import-columns.module.css";

export const importField = graphql(`
  fragment ColumnTarget_ImportField on ImportField {
    name
    kind
    section
    sectionLabel
    label
    custom
  }
`);

/** What a column becomes: something that every sheet may have, or a field of the archive. */
export interface Becomes {
  readonly target: ImportTarget;
  readonly field: string | null;
}

const targets = [
  "CUSTOMER_ID",
  "NAME",
  "PHONE",
  "EMAIL",
  "ADDRESS",
  "MEMBER_LEVEL",
  "CHANNEL",
  "ORDERED_ON",
  "GOODS",
  "QUANTITY",
  "AMOUNT",
  "PAYMENT_METHOD",
  "ORDER_NUMBER",
  "NOTE",
] as const satisfies readonly ImportTarget[];

const FIELD = "FIELD:";

/** Chooses what a column becomes, by typing a part of its name, or section by section. */
export function ColumnTarget(props: {
  label: string;
  value: {
    readonly target: ImportTarget | null;
    readonly field: string | null;
    readonly fieldLabel: string | null;
  };
  kind: CustomerKind;
  fields: readonly FragmentType<typeof importField>[];
  onChange: (becomes: Becomes | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { target, field, fieldLabel } = props.value;
  const own = readFragment(importField, props.fields).filter(({ kind }) => kind === props.kind);
  const sections = [...Map.groupBy(own, ({ section }) => section).values()];
  const options = [
    { value: "", label: t("imports.columns.none") },
    {
      label: t("imports.columns.common"),
      options: targets.map((each) => ({ value: each as string, label: t(`imports.target.${each}`) })),
    },
    ...sections.map((fields) => ({
      label: fields[0]?.sectionLabel ?? "",
      options: fields.map(({ name, label, custom }) => ({
        value: `${FIELD}${name}`,
        label: custom ? t("imports.columns.custom", { label }) : label,
      })),
    })),
  ];
  const value = target === "FIELD" ? `${FIELD}${field ?? ""}` : (target ?? "");
  // A field that may not be chosen any more is named all the same, for as long as the column has it.
  const isOffered = target !== "FIELD" || own.some(({ name }) => name === field);
  const gone = { value, label: fieldLabel ?? t("imports.target.FIELD"), disabled: true };
  return (
    <Select<string>
      className={styles["select"] ?? ""}
      aria-label={props.label}
      value={value}
      options={isOffered ? options : [gone, ...options]}
      showSearch={{ optionFilterProp: "label" }}
      listHeight={400}
      popupMatchSelectWidth={240}
      onChange={(chosen) => props.onChange(becomesOf(chosen))}
    />
  );
}

function becomesOf(chosen: string): Becomes | null {
  if (chosen.startsWith(FIELD)) return { target: "FIELD", field: chosen.slice(FIELD.length) };
  const target = targets.find((each) => each === chosen);
  return target ? { target, field: null } : null;
}
