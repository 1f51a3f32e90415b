import { useQuery } from "@apollo/client/react";
import { Modal, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../../gql/index.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import styles from "../card/card.module.css";
import { ChangeLine } from "../card/change-line.tsx";
import { useArchiveFields } from "../archive/use-archive-fields.ts";
import { Origin } from "./origin.tsx";
import { useRestore } from "./use-restore.ts";

const fieldOriginQuery = graphql(`
  query FieldOrigin($id: ID!, $field: String!, $fields: [String!]!) {
    customer(id: $id) {
      id
      number
      version
      kind
      viewerCanEdit
      provenance(fields: $fields) {
        ...Origin_FieldProvenance
      }
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

type FieldOriginDialogProps = { customerId: string; field: string; label: string; onClose: () => void };

/** Why a value is here, every value the field has had, and who looked at it. */
export function FieldOriginDialog({ label, onClose, ...props }: FieldOriginDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal title={t("card.why", { field: label })} open onCancel={onClose} footer={null} width={560}>
      <FieldOrigin {...props} label={label} />
    </Modal>
  );
}

function FieldOrigin({ customerId, field, label }: Omit<FieldOriginDialogProps, "onClose">): ReactNode {
  const { t } = useTranslation();
  const fields = useArchiveFields();
  const { data, error, refetch } = useQuery(fieldOriginQuery, {
    variables: { id: customerId, field, fields: [field] },
    fetchPolicy: "cache-and-network",
  });
  const customer = data?.customer;
  const { restore, running } = useRestore({ id: customerId, version: customer?.version ?? 0 });
  if (error && !customer) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!customer) return <Skeleton active />;
  const { nodes, pageInfo } = customer.history;
  const declared = fields?.find(({ name, kind }) => name === field && kind === customer.kind);
  return (
    <>
      <Origin
        number={customer.number}
        provenance={customer.provenance[0]}
        purpose={declared?.purpose ?? undefined}
      />
      <h2 className={styles["former"]}>{t("upkeep.former")}</h2>
      {nodes.length === 0 ? (
        <p className="quiet">{t("card.history.unchanged")}</p>
      ) : (
        <ol className={styles["lines"]}>
          {nodes.map((change) => (
            <ChangeLine
              key={change.id}
              change={change}
              restoring={running}
              onRestore={
                customer.viewerCanEdit ? (changeId) => void restore({ changeId, field, label }) : undefined
              }
            />
          ))}
        </ol>
      )}
      {pageInfo.hasNextPage ? <p className="quiet">{t("card.history.latest")}</p> : null}
    </>
  );
}
