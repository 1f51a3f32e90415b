import { useQuery } from "@apollo/client/react";
import { Modal, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../../components/chip.tsx";
import { graphql } from "../../../gql/index.ts";
import { useFormat } from "../../../lib/format.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import styles from "./upkeep.module.css";

const ownerHistoryQuery = graphql(`
  query OwnerHistory($id: ID!) {
    customer(id: $id) {
      id
      ownerHistory {
        from
        until
        note
        owner {
          id
          name
        }
        team {
          id
          name
        }
        by {
          id
          name
        }
      }
    }
  }
`);

type OwnerHistoryDialogProps = { customerId: string; onClose: () => void };

/** Everybody who looked after the customer, one after the other, with what was said at each hand-over. */
export function OwnerHistoryDialog({ customerId, onClose }: OwnerHistoryDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal title={t("upkeep.owners.title")} open onCancel={onClose} footer={null} width={520}>
      <Owners customerId={customerId} />
    </Modal>
  );
}

function Owners({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery(ownerHistoryQuery, {
    variables: { id: customerId },
    fetchPolicy: "cache-and-network",
  });
  const owners = data?.customer?.ownerHistory;
  if (error && !owners) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!owners) return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  return (
    <ol className={styles["owners"]}>
      {owners.map(({ owner, team, from, until, by, note }) => (
        <li key={from}>
          <div className={styles["who"]}>
            {owner?.name ?? (team ? t("card.owner.team", { team: team.name }) : t("card.owner.nobody"))}
            {owner && team ? <span className="quiet"> · {team.name}</span> : null}{" "}
            {until ? null : <Chip tone="good">{t("upkeep.owners.now")}</Chip>}
          </div>
          <div className="quiet">
            {until
              ? t("upkeep.owners.span", { from: format.dateTime(from), until: format.dateTime(until) })
              : t("upkeep.owners.since", { from: format.dateTime(from) })}
            {" · "}
            {t("upkeep.owners.by", { name: by?.name ?? t("card.system") })}
          </div>
          {note ? <p className={styles["note"]}>{note}</p> : null}
        </li>
      ))}
    </ol>
  );
}
