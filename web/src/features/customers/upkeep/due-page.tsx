import { CheckOutlined, ClockCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ChipChoice } from "../../../components/chip-choice.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { graphql } from "../../../gql/index.ts";
import type { ArchivesDueQuery } from "../../../gql/graphql.ts";
import { useFormat } from "../../../lib/format.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import { useArchiveFields } from "../archive/use-archive-fields.ts";
import styles from "./upkeep.module.css";
import { useConfirmSection } from "./use-confirm-section.ts";

const archivesDueQuery = graphql(`
  query ArchivesDue($ownerIds: [ID!], $first: Int!, $after: String, $firstPage: Boolean!) {
    archivesDue(ownerIds: $ownerIds, first: $first, after: $after) {
      nodes {
        section
        dueOn
        customer {
          id
          number
          displayName
          viewerCanEdit
          owner {
            id
            name
          }
          team {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount @include(if: $firstPage) {
        value
        capped
      }
    }
  }
`);

type Due = ArchivesDueQuery["archivesDue"]["nodes"][number];
const whose = ["mine", "all"] as const;
type Whose = (typeof whose)[number];

/** The archives that are due for a check, the longest due first, confirmed one by one. */
export function DuePage(): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const viewer = useViewer();
  const [address, setAddress] = useSearchParams();
  const chosen = whose.find((one) => one === address.get("whose")) ?? "mine";
  const choose = (one: Whose): void => setAddress({ whose: one }, { replace: true });
  const { data, previousData, error, refetch, fetchMore } = useQuery(archivesDueQuery, {
    variables: { ownerIds: chosen === "mine" ? [viewer.staff.id] : null, first: 30, firstPage: true },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  const [loading, setLoading] = useState(false);
  const list = (data ?? previousData)?.archivesDue;
  const more = async (): Promise<void> => {
    setLoading(true);
    try {
      await fetchMore({ variables: { after: list?.pageInfo.endCursor, firstPage: false } });
    } finally {
      setLoading(false);
    }
  };
  const total = list?.totalCount;
  return (
    <>
      <PageHeader title={t("upkeep.due.title")}>{t("upkeep.due.lead")}</PageHeader>
      <div className={styles["filters"]}>
        <ChipChoice
          label={t("upkeep.due.whose")}
          groups={[{ options: whose.map((value) => ({ value, label: t(`upkeep.due.${value}`) })) }]}
          value={chosen}
          onChange={choose}
        />
        <span className="quiet figures" role="status">
          {total
            ? t("upkeep.due.count", {
                count: total.value,
                number: `${format.number(total.value)}${total.capped ? "+" : ""}`,
              })
            : null}
        </span>
      </div>
      {error && !list ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : !list ? (
        <Skeleton active title={false} paragraph={{ rows: 8 }} />
      ) : list.nodes.length === 0 ? (
        <EmptyState
          title={t(chosen === "mine" ? "upkeep.due.noneMine" : "upkeep.due.none")}
          icon={<CheckOutlined aria-hidden />}
          action={
            chosen === "mine" ? (
              <Button onClick={() => choose("all")}>{t("upkeep.due.showAll")}</Button>
            ) : undefined
          }
        >
          {t("upkeep.due.noneText")}
        </EmptyState>
      ) : (
        <ul className={styles["rows"]} aria-label={t("upkeep.due.title")}>
          {list.nodes.map((due) => (
            <DueRow
              key={`${due.customer?.id ?? ""} ${due.section} ${due.dueOn}`}
              due={due}
              onChanged={() => void refetch()}
            />
          ))}
        </ul>
      )}
      {list?.pageInfo.hasNextPage ? (
        <div className={styles["more"]}>
          <Button loading={loading} onClick={() => void more()}>
            {t("card.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function DueRow({ due, onChanged }: { due: Due; onChanged: () => void }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const viewer = useViewer();
  const { confirm, running } = useConfirmSection(onChanged);
  const { section, customer } = due;
  const label = useArchiveFields()?.find((field) => field.section === section)?.sectionLabel ?? "";
  if (!customer) return null;
  const { owner, team } = customer;
  return (
    <li>
      <Link
        className={styles["who"] ?? ""}
        to={`/customers/${customer.number}?tab=archive`}
        aria-label={t("upkeep.due.open", { customer: customer.displayName })}
      >
        {customer.displayName}
      </Link>
      <span>{label}</span>
      <span>
        <ClockCircleOutlined aria-hidden className={styles["clock"] ?? ""} />{" "}
        {t("upkeep.due.since", { day: format.date(due.dueOn) })}
      </span>
      <span className="quiet">
        {owner
          ? owner.id === viewer.staff.id
            ? t("card.owner.me", { name: owner.name })
            : owner.name
          : (team?.name ?? t("card.owner.nobody"))}
      </span>
      <span>
        {customer.viewerCanEdit ? (
          <Button
            size="small"
            icon={<CheckOutlined aria-hidden />}
            loading={running}
            aria-label={t("upkeep.due.confirm", { customer: customer.displayName, section: label })}
            onClick={() => void confirm({ customerId: customer.id, section, label })}
          >
            {t("upkeep.fresh.confirm")}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
