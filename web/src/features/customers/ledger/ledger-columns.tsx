import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AgoText } from "../../../components/ago-text.tsx";
import { Chip, type ChipTone } from "../../../components/chip.tsx";
import { MaskedText } from "../../../components/masked-text.tsx";
import type { GridColumn } from "../../../components/record-grid-parts.tsx";
import { graphql, readFragment } from "../../../gql/index.ts";
import type {
  CustomerTier,
  FieldOrder,
  FieldType,
  LedgerRow_CustomerFragment,
  OneFieldValueFragment,
} from "../../../gql/graphql.ts";
import { useFormat } from "../../../lib/format.ts";
import { oneFieldValue } from "../fields/field-value.ts";
import { fieldOfKey } from "./chosen-columns.ts";
import { hasOrder } from "./field-questions.ts";
import styles from "./ledger.module.css";

export const ledgerRow = graphql(`
  fragment LedgerRow_Customer on Customer {
    id
    number
    displayName
    nickname
    lifecycle
    tier
    demo
    phone {
      state
      text
    }
    channel {
      id
      name
    }
    memberLevel {
      id
      name
    }
    totalSpent {
      amount
      currency
    }
    dealCount
    lastDealOn
    openComplaintCount
    lastComplaintAt
    fieldValues(fields: $fields) @include(if: $withFields) {
      ...OneFieldValue
    }
  }
`);

export type LedgerRow = LedgerRow_CustomerFragment;

const tierTones: Record<CustomerTier, ChipTone> = {
  IMPORTANT: "strong",
  SECONDARY: "soft",
  ORDINARY: "plain",
  SMALL: "quiet",
};

const nothing = <span className="quiet">—</span>;

/** What a column has to know of a field. */
export type ColumnField = {
  name: string;
  label: string;
  sectionLabel: string;
  type: FieldType;
  sensitivity: string;
  choices: readonly { code: string; label: string }[];
};

/** Which columns, and the order of the rows that their heads tell and change. */
type Wanted = {
  narrow: boolean;
  /** Undefined: as the ledger comes. */
  chosen: readonly string[] | undefined;
  fields: readonly ColumnField[] | undefined;
  order: FieldOrder | undefined;
  onOrder: (order: FieldOrder | undefined) => void;
};

const wideOrder = [
  "name",
  "number",
  "tier",
  "complaints",
  "channel",
  "level",
  "phone",
  "spent",
  "lastDeal",
  "deals",
  "lastComplaint",
];
const narrowOrder = [
  "name",
  "spent",
  "lastDeal",
  "complaints",
  "tier",
  "level",
  "phone",
  "lastComplaint",
  "channel",
  "deals",
  "number",
];

/**
 * The cells say what they can with the words and formats of the columns: a hook in each of hundreds of cells is what
 * scrolling would wait for.
 *
 * On a narrow screen what matters most comes first; the rest is there by scrolling sideways.
 */
export function useLedgerColumns(wanted: Wanted): GridColumn<LedgerRow>[] {
  const { narrow, chosen, fields, order: rowOrder, onOrder } = wanted;
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const columns: Record<string, GridColumn<LedgerRow>> = {
      name: {
        key: "name",
        title: t("ledger.column.name"),
        width: narrow ? 132 : 184,
        sticky: true,
        cell: (row) => (
          <span className={styles["name"]}>
            <span className={styles["display-name"]}>{row.displayName}</span>
            {row.nickname && row.nickname !== row.displayName ? (
              <span className="quiet">{row.nickname}</span>
            ) : null}
            {row.lifecycle === "EXISTING" ? null : (
              <Chip tone={row.lifecycle === "LOST" ? "warn" : "good"}>
                {t(`customers.lifecycle.${row.lifecycle}`)}
              </Chip>
            )}
          </span>
        ),
      },
      number: {
        key: "number",
        title: t("customers.field.number"),
        width: 100,
        cell: (row) => <span className="quiet figures">{row.number}</span>,
      },
      tier: {
        key: "tier",
        title: t("customers.field.tier"),
        width: 104,
        cell: (row) =>
          row.tier ? <Chip tone={tierTones[row.tier]}>{t(`customers.tier.${row.tier}`)}</Chip> : nothing,
      },
      channel: {
        key: "channel",
        title: t("customers.field.channel"),
        width: 100,
        cell: (row) => row.channel?.name ?? nothing,
      },
      level: {
        key: "level",
        title: t("ledger.column.level"),
        width: 96,
        cell: (row) => row.memberLevel?.name ?? nothing,
      },
      phone: {
        key: "phone",
        title: t("customers.field.phone"),
        width: 134,
        cell: (row) => <MaskedText value={row.phone} short />,
      },
      spent: {
        key: "spent",
        title: t("customers.field.totalSpent"),
        width: narrow ? 104 : 110,
        align: "end",
        cell: (row) =>
          row.dealCount === 0 ? nothing : <span className="figures">{format.money(row.totalSpent)}</span>,
      },
      deals: {
        key: "deals",
        title: t("customers.field.dealCount"),
        width: 76,
        align: "end",
        cell: (row) => (row.dealCount === 0 ? nothing : format.number(row.dealCount)),
      },
      lastDeal: {
        key: "lastDeal",
        title: t("customers.field.lastDealOn"),
        width: narrow ? 106 : 108,
        align: "end",
        cell: (row) =>
          row.lastDealOn ? (
            <time dateTime={row.lastDealOn} className="figures">
              {format.date(row.lastDealOn)}
            </time>
          ) : (
            nothing
          ),
      },
      complaints: {
        key: "complaints",
        title: t("ledger.column.openComplaints"),
        width: 96,
        // A way to what the count counts.
        cell: (row) =>
          row.openComplaintCount === 0 ? (
            nothing
          ) : (
            <Link to={`/customers/${row.number}?tab=complaints`} tabIndex={-1}>
              <Chip tone="bad">{t("ledger.openComplaints", { count: row.openComplaintCount })}</Chip>
            </Link>
          ),
      },
      lastComplaint: {
        key: "lastComplaint",
        title: t("ledger.column.lastComplaint"),
        width: 96,
        align: "end",
        cell: (row) => (row.lastComplaintAt ? <AgoText value={row.lastComplaintAt} /> : nothing),
      },
    };
    const ofField = (name: string): GridColumn<LedgerRow> | undefined => {
      const field = fields?.find((each) => each.name === name);
      if (!field) return undefined;
      const { label, type } = field;
      // In the language on the screen, whichever the rows were read in.
      const labels = new Map(field.choices.map((choice) => [choice.code, choice.label]));
      const isFigure = type === "NUMBER" || type === "MONEY" || type === "DATE";
      const sorted = rowOrder?.field === name ? rowOrder : undefined;
      return {
        key: `field.${name}`,
        title: label,
        group: field.sectionLabel,
        width: widthOf(type),
        ...(isFigure ? { align: "end" } : {}),
        ...(hasOrder(type) && field.sensitivity === "PLAIN"
          ? {
              sort: sorted ? (sorted.ascending ? "ascending" : "descending") : "none",
              // The greatest first, then the smallest, then as the ledger comes.
              onSort: () =>
                onOrder(sorted?.ascending ? undefined : { field: name, ascending: sorted !== undefined }),
            }
          : {}),
        cell: (row) => {
          const values = readFragment(oneFieldValue, row.fieldValues ?? []);
          const value = values.find((each) => each.name === name);
          return value ? words(value, labels) : nothing;
        },
      };
    };
    const words = (value: OneFieldValueFragment, labels: ReadonlyMap<string, string>): ReactNode => {
      const said = ({ code, label }: { code: string; label: string }): string => labels.get(code) ?? label;
      if ("text" in value) return value.text;
      if ("number" in value) return <span className="figures">{value.number}</span>;
      if ("money" in value) return <span className="figures">{format.money(value.money)}</span>;
      if ("date" in value) return <span className="figures">{format.date(value.date)}</span>;
      if ("choice" in value) return said(value.choice);
      if ("choices" in value) return value.choices.map(said).join(t("card.listSeparator"));
      if ("yes" in value) return t(value.yes ? "ledger.yes" : "ledger.no");
      if ("customer" in value)
        return value.customer ? (
          <Link to={`/customers/${value.customer.number}`} tabIndex={-1}>
            {value.customer.displayName}
          </Link>
        ) : (
          nothing
        );
      if ("link" in value)
        return (
          <a href={value.link} target="_blank" rel="noreferrer" tabIndex={-1}>
            {value.link}
          </a>
        );
      return <MaskedText value={value.masked} short />;
    };
    // Who it is stands first, whatever else was chosen.
    const usual = narrow ? narrowOrder : wideOrder;
    const keys = chosen ? ["name", ...chosen.filter((key) => key !== "name")] : usual;
    return keys.flatMap((key) => {
      const field = fieldOfKey(key);
      return (field ? ofField(field) : columns[key]) ?? [];
    });
    // `format` is made anew each time but depends on the language alone, as `t` does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, narrow, chosen, fields, rowOrder, onOrder]);
}

function widthOf(type: FieldType): number {
  if (type === "LONG_TEXT" || type === "DISTRICT" || type === "LINK") return 200;
  if (type === "TEXT" || type === "TAGS" || type === "CHOICES") return 150;
  return 112;
}
