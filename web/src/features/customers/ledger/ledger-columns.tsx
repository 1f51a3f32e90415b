import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AgoText } from "../../../components/ago-text.tsx";
import { Chip, type ChipTone } from "../../../components/chip.tsx";
import { DateText } from "../../../components/date-text.tsx";
import { MaskedText } from "../../../components/masked-text.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import type { GridColumn } from "../../../components/record-grid-parts.tsx";
import { graphql } from "../../../gql/index.ts";
import type { CustomerLifecycle, CustomerTier, LedgerRow_CustomerFragment } from "../../../gql/graphql.ts";
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

function TierChip({ tier }: { tier: CustomerTier | null | undefined }): ReactNode {
  const { t } = useTranslation();
  if (!tier) return <Nothing />;
  return <Chip tone={tierTones[tier]}>{t(`customers.tier.${tier}`)}</Chip>;
}

function LifecycleChip({ lifecycle }: { lifecycle: CustomerLifecycle }): ReactNode {
  const { t } = useTranslation();
  if (lifecycle === "EXISTING") return null;
  return <Chip tone={lifecycle === "LOST" ? "warn" : "good"}>{t(`customers.lifecycle.${lifecycle}`)}</Chip>;
}

function Nothing(): ReactNode {
  return <span className="quiet">—</span>;
}

function Name({ row }: { row: LedgerRow }): ReactNode {
  return (
    <span className={styles["name"]}>
      <span className={styles["display-name"]}>{row.displayName}</span>
      {row.nickname && row.nickname !== row.displayName ? (
        <span className="quiet">{row.nickname}</span>
      ) : null}
      <LifecycleChip lifecycle={row.lifecycle} />
    </span>
  );
}

/** A way to what the count counts. */
function OpenComplaints({ row }: { row: LedgerRow }): ReactNode {
  const { t } = useTranslation();
  if (row.openComplaintCount === 0) return <Nothing />;
  return (
    <Link to={`/customers/${row.number}?tab=complaints`} tabIndex={-1}>
      <Chip tone="bad">{t("ledger.openComplaints", { count: row.openComplaintCount })}</Chip>
    </Link>
  );
}

const wideOrder = [
  "name",
  "number",
  "tier",
  "complaints",
  "channel",
  "level",
  "phone",
  "spent",
  "deals",
  "lastDeal",
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

/** On a narrow screen what matters most comes first; the rest is there by scrolling sideways. */
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
        cell: (row) => <Name row={row} />,
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
        width: 92,
        cell: (row) => <TierChip tier={row.tier} />,
      },
      channel: {
        key: "channel",
        title: t("customers.field.channel"),
        width: 110,
        cell: (row) => row.channel?.name ?? <Nothing />,
      },
      level: {
        key: "level",
        title: t("customers.field.memberLevel"),
        width: 96,
        cell: (row) => row.memberLevel?.name ?? <Nothing />,
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
        cell: (row) => (row.dealCount === 0 ? <Nothing /> : <MoneyText value={row.totalSpent} />),
      },
      deals: {
        key: "deals",
        title: t("customers.field.dealCount"),
        width: 76,
        align: "end",
        cell: (row) => (row.dealCount === 0 ? <Nothing /> : format.number(row.dealCount)),
      },
      lastDeal: {
        key: "lastDeal",
        title: t("customers.field.lastDealOn"),
        width: narrow ? 106 : 108,
        align: "end",
        cell: (row) => <DateText value={row.lastDealOn} />,
      },
      complaints: {
        key: "complaints",
        title: t("ledger.column.openComplaints"),
        width: 84,
        cell: (row) => <OpenComplaints row={row} />,
      },
      lastComplaint: {
        key: "lastComplaint",
        title: t("ledger.column.lastComplaint"),
        width: 96,
        align: "end",
        cell: (row) => (row.lastComplaintAt ? <AgoText value={row.lastComplaintAt} /> : <Nothing />),
      },
    };
    const order = narrow ? narrowOrder : wideOrder;
    return order.map((key) => columns[key]).filter((column) => column !== undefined);
    // `format` is made anew each time but depends on the language alone, as `t` does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, narrow]);
}
