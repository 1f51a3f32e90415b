import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ComplaintStatus } from "../../../gql/graphql.ts";
import { LogLine } from "../complaint/log-line.tsx";
import { useComplaintWords } from "../use-complaint-words.ts";
import styles from "./dialogs.module.css";

export const meanwhileFragment = graphql(`
  fragment Meanwhile_Complaint on Complaint {
    id
    version
    status
    allowedTransitions {
      status
      requires
    }
    events(first: 20) {
      nodes {
        id
        kind
        ...LogLine_ComplaintEvent
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type MeanwhileProps = {
  complaint: FragmentType<typeof meanwhileFragment>;
  /** The version that the reader saw. */
  since: number;
  step: string;
  /** Whether the step can still be taken. */
  possible: boolean;
  onGoOn: () => void;
  onStep: (to: ComplaintStatus) => void;
};

/** Who did what since the dialog was opened, and what can be done now. */
export function Meanwhile(props: MeanwhileProps): ReactNode {
  const { t } = useTranslation();
  const words = useComplaintWords();
  const complaint = readFragment(meanwhileFragment, props.complaint);
  // Each version is one of these events; notes and photographs have none.
  const done = complaint.events.nodes
    .filter((event) => ["EDITED", "STATUS_CHANGED", "ASSIGNED"].includes(event.kind))
    .slice(0, Math.max(0, complaint.version - props.since));
  const others = complaint.allowedTransitions;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={
        done.length > 0
          ? t("complaints.meanwhile.title")
          : t("complaints.meanwhile.gone", { step: props.step })
      }
      description={
        <>
          {done.length > 0 ? (
            <>
              <ol className={styles["log"]}>
                {done.map((event) => (
                  <LogLine key={event.id} event={event} />
                ))}
              </ol>
              <p>
                {t("complaints.meanwhile.lead")}{" "}
                {props.possible
                  ? t("complaints.meanwhile.still", { step: props.step })
                  : others.length > 0
                    ? t("complaints.meanwhile.gone", { step: props.step })
                    : t("complaints.meanwhile.nothing")}
              </p>
            </>
          ) : null}
          <div className={styles["choices"]}>
            {props.possible ? (
              <Button size="small" type="primary" onClick={props.onGoOn}>
                {t("complaints.meanwhile.goOn")}
              </Button>
            ) : (
              others.map((other) => (
                <Button key={other.status} size="small" onClick={() => props.onStep(other.status)}>
                  {words.step(complaint.status, other.status)}
                </Button>
              ))
            )}
          </div>
        </>
      }
    />
  );
}
