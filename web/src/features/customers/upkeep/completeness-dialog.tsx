import { useQuery } from "@apollo/client/react";
import { Button, Modal, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../../gql/index.ts";
import type { ArchiveSection } from "../../../gql/graphql.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import styles from "./upkeep.module.css";

const completenessQuery = graphql(`
  query CustomerCompleteness($id: ID!) {
    customer(id: $id) {
      id
      completeness {
        percent
        missing {
          field
          label
          section
          sectionLabel
          weight
        }
        nextQuestion {
          field
          question
        }
      }
    }
  }
`);

type CompletenessDialogProps = {
  customerId: string;
  /** Undefined for a reader who may not change the customer. */
  onFill: ((field: string, section: ArchiveSection) => void) | undefined;
  onClose: () => void;
};

/** What to ask next, and everything that is missing, section by section, each with the way to its form. */
export function CompletenessDialog({ onClose, ...props }: CompletenessDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal title={t("upkeep.complete.title")} open onCancel={onClose} footer={null} width={560}>
      <WhatIsMissing {...props} />
    </Modal>
  );
}

function WhatIsMissing({ customerId, onFill }: Omit<CompletenessDialogProps, "onClose">): ReactNode {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(completenessQuery, {
    variables: { id: customerId },
    fetchPolicy: "cache-and-network",
  });
  const known = data?.customer?.completeness;
  if (error && !known) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!known) return <Skeleton active />;
  const { percent, missing, nextQuestion } = known;
  const next = missing.find(({ field }) => field === nextQuestion?.field);
  const sections = [...Map.groupBy(missing, ({ section }) => section)];
  return (
    <>
      <p className={styles["percent"]}>
        <progress max={100} value={percent} aria-label={t("upkeep.complete.title")} />
        <strong className="figures">{percent}%</strong>
      </p>
      {nextQuestion ? (
        <p className={styles["question"]}>
          <span className="quiet">{t("upkeep.complete.next")}</span>
          <span>{nextQuestion.question}</span>
          {onFill && next ? (
            <Button
              type="primary"
              size="small"
              aria-label={t("upkeep.complete.fillField", { field: next.label })}
              onClick={() => onFill(next.field, next.section)}
            >
              {t("upkeep.complete.fill")}
            </Button>
          ) : null}
        </p>
      ) : (
        <p>{t("upkeep.complete.nothing")}</p>
      )}
      {sections.length > 0 ? <h2 className={styles["heading"]}>{t("upkeep.complete.missing")}</h2> : null}
      <dl className={styles["missing"]}>
        {sections.map(([section, fields]) => (
          <div key={section}>
            <dt>{fields[0]?.sectionLabel}</dt>
            <dd>
              {fields.map(({ field, label }) =>
                onFill ? (
                  <Button
                    key={field}
                    size="small"
                    aria-label={t("upkeep.complete.fillField", { field: label })}
                    onClick={() => onFill(field, section)}
                  >
                    {label}
                  </Button>
                ) : (
                  <span key={field}>{label}</span>
                ),
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t("upkeep.complete.note")}</p>
    </>
  );
}
