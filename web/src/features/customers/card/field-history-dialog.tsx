import { useQuery } from "@apollo/client/react";
import { Modal, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../../gql/index.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { ChangeLine } from "./change-line.tsx";
import { useFieldWords } from "./field-words.tsx";
import styles from "./card.module.css";

const fieldHistoryQuery = graphql(`
  query FieldHistory($id: ID!, $field: String!) {
    customer(id: $id) {
      id
      history(field: $field, first: 50) {
        nodes {
          id
          ...ChangeLine_Change
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type FieldHistoryDialogProps = { customerId: string; field: string | undefined; onClose: () => void };

/** Every value a field has had, and who looked at it. */
export function FieldHistoryDialog({ customerId, field, onClose }: FieldHistoryDialogProps): ReactNode {
  const { t } = useTranslation();
  const words = useFieldWords(field ? [field] : []);
  return (
    <Modal
      title={field ? t("card.history.ofField", { field: words.label(field) }) : null}
      open={field !== undefined}
      onCancel={onClose}
      footer={null}
      width={560}
      destroyOnHidden
    >
      {field ? <FieldHistory customerId={customerId} field={field} /> : null}
    </Modal>
  );
}

function FieldHistory({ customerId, field }: { customerId: string; field: string }): ReactNode {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(fieldHistoryQuery, {
    variables: { id: customerId, field },
    fetchPolicy: "cache-and-network",
  });
  if (error) return <QueryError error={error} onRetry={() => void refetch()} />;
  const history = data?.customer?.history;
  if (!history) return <Skeleton active />;
  if (history.nodes.length === 0) return <p className="quiet">{t("card.history.unchanged")}</p>;
  return (
    <>
      <ol className={styles["lines"]}>
        {history.nodes.map((change) => (
          <ChangeLine key={change.id} change={change} />
        ))}
      </ol>
      {history.pageInfo.hasNextPage ? <p className="quiet">{t("card.history.latest")}</p> : null}
    </>
  );
}
