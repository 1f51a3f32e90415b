import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AgoText } from "../../../components/ago-text.tsx";
import { Chip, type ChipTone } from "../../../components/chip.tsx";
import { MaskedText } from "../../../components/masked-text.tsx";
import type { GridColumn } from "../../../components/record-grid-parts.tsx";
import { graphql } from "../../../gql/index.ts";
import type { CustomerTier, LedgerRow_CustomerFragment } from "../../../gql/graphql.ts";
import { useFormat } from "../../../lib/format.ts";
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
export function useLedgerColumns(narrow: boolean): GridColumn<LedgerRow>[] {
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
    const order = narrow ? narrowOrder : wideOrder;
    return order.map((key) => columns[key]).filter((column) => column !== undefined);
    // `format` is made anew each time but depends on the language alone, as `t` does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, narrow]);
}
