import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AgoText } from "../../../components/ago-text.tsx";
import type { GridColumn } from "../../../components/record-grid-parts.tsx";
import { graphql } from "../../../gql/index.ts";
import type { DeskRow_ComplaintFragment } from "../../../gql/graphql.ts";
import { SeverityChip, StatusChip } from "../complaint-chips.tsx";
import styles from "./desk.module.css";

export const deskRow = graphql(`
  fragment DeskRow_Complaint on Complaint {
    id
    number
    kind
    category
    severity
    status
    description
    filedAt
    assignee {
      id
      name
    }
    team {
      id
      name
    }
    customer {
      id
      number
      displayName
      tier
    }
  }
`);

export type DeskRow = DeskRow_ComplaintFragment;

/** The row cuts it off anyway; a long story need not stand in the document fifty times. */
const firstWords = (text: string): string => text.slice(0, 160).replace(/\s+/g, " ");

function CustomerName({ row }: { row: DeskRow }): ReactNode {
  const { t } = useTranslation();
  const { tier, displayName } = row.customer;
  return (
    <>
      <span className={styles["name"]}>{displayName}</span>
      {tier === "IMPORTANT" || tier === "SECONDARY" ? (
        <span className={styles["tier"]}>{t(`customers.tier.${tier}`)}</span>
      ) : null}
    </>
  );
}

function Words({ row }: { row: DeskRow }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <span className={styles["category"]}>
        {row.kind === "COMPLAINT" ? "" : `${t(`complaints.kind.${row.kind}`)} · `}
        {t(`complaints.category.${row.category}`)}
      </span>
      {firstWords(row.description)}
    </>
  );
}

function Owner({ row }: { row: DeskRow }): ReactNode {
  const { t } = useTranslation();
  if (row.assignee) return row.assignee.name;
  return <span className={styles["nobody"]}>{row.team?.name ?? t("complaints.desk.nobody")}</span>;
}

/** On a narrow screen a row has two lines instead of columns. */
function Stacked({ row }: { row: DeskRow }): ReactNode {
  return (
    <span className={styles["stacked"]}>
      <span className={styles["line"]}>
        <SeverityChip severity={row.severity} />
        <span className={styles["who"]}>
          <CustomerName row={row} />
        </span>
        <span className={styles["ago"]}>
          <AgoText value={row.filedAt} />
        </span>
      </span>
      <span className={styles["line"]}>
        <StatusChip status={row.status} />
        <span className={styles["who"]}>
          <Words row={row} />
        </span>
        <span className={styles["ago"]}>
          <Owner row={row} />
        </span>
      </span>
    </span>
  );
}

export const stackedRowHeight = 64;

export function useDeskColumns(narrow: boolean): GridColumn<DeskRow>[] {
  const { t } = useTranslation();
  return useMemo((): GridColumn<DeskRow>[] => {
    if (narrow) {
      return [
        {
          key: "stacked",
          title: t("complaints.desk.label"),
          width: 240,
          cell: (row) => <Stacked row={row} />,
        },
      ];
    }
    return [
      {
        key: "severity",
        title: t("complaints.field.severity"),
        width: 84,
        cell: (row) => <SeverityChip severity={row.severity} />,
      },
      {
        key: "status",
        title: t("complaints.field.status"),
        width: 128,
        cell: (row) => <StatusChip status={row.status} />,
      },
      {
        key: "customer",
        title: t("complaints.field.customer"),
        width: 160,
        cell: (row) => <CustomerName row={row} />,
      },
      {
        key: "words",
        title: t("complaints.desk.content"),
        width: 310,
        cell: (row) => <Words row={row} />,
      },
      {
        key: "waiting",
        title: t("complaints.field.waiting"),
        width: 100,
        cell: (row) => <AgoText value={row.filedAt} />,
      },
      {
        key: "assignee",
        title: t("complaints.field.assignee"),
        width: 100,
        cell: (row) => <Owner row={row} />,
      },
      {
        key: "number",
        title: t("complaints.field.number"),
        width: 142,
        cell: (row) => <span className="quiet figures">{row.number}</span>,
      },
    ];
  }, [t, narrow]);
}
