import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { EmptyState } from "../../../components/empty-state.tsx";
import { LongText } from "../../../components/long-text.tsx";
import { graphql } from "../../../gql/index.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { PhotographStrip } from "../photographs/photograph-strip.tsx";
import { ComplaintActions } from "./complaint-actions.tsx";
import { ComplaintCustomer } from "./complaint-customer.tsx";
import { ComplaintDialogs } from "./complaint-dialogs.tsx";
import { ComplaintFacts } from "./complaint-facts.tsx";
import { ComplaintHead } from "./complaint-head.tsx";
import { ComplaintLog } from "./complaint-log.tsx";
import styles from "./complaint.module.css";
import { HandlingWords } from "./handling-words.tsx";
import { StatusSteps } from "./status-steps.tsx";
import { useComplaintAddress } from "./use-complaint-address.ts";
import { WriteComplaintNote } from "./write-complaint-note.tsx";

const complaintQuery = graphql(`
  query Complaint($number: String!) {
    complaint(number: $number) {
      id
      number
      description
      viewerCanWriteNote
      ...ComplaintHead_Complaint
      ...ComplaintActions_Complaint
      ...StatusSteps_Complaint
      ...PhotographStrip_Complaint
      ...HandlingWords_Complaint
      ...ComplaintFacts_Complaint
      ...ComplaintLog_Complaint
      ...ComplaintDialogs_Complaint
      ...ComplaintCustomer_Complaint
    }
  }
`);

/** Everything about one complaint: beside the desk, or with the page to itself. */
export function ComplaintRecord({ number, page = false }: { number: string; page?: boolean }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { dialog, showDialog } = useComplaintAddress();
  const [noteAsked, setNoteAsked] = useState(false);
  const { data, previousData, error, loading, refetch } = useQuery(complaintQuery, {
    variables: { number },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  // While it is read again after a change, everything stays where it is.
  const shown = data ?? previousData;

  if (error && !shown) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!shown) return <RecordSkeleton />;
  const { complaint } = shown;
  if (!complaint) {
    return (
      <EmptyState
        {...(page ? { heading: 1 as const } : {})}
        title={t("complaints.notFound.title")}
        action={<Button onClick={() => void navigate("/complaints")}>{t("complaints.notFound.back")}</Button>}
      >
        {t("complaints.notFound.text", { number })}
      </EmptyState>
    );
  }

  const Title = page ? "h2" : "h3";
  return (
    <article key={complaint.id} className={styles["record"]} aria-busy={loading}>
      {page ? <title>{`${complaint.number} · Dossier`}</title> : null}
      <ComplaintHead complaint={complaint} page={page} />
      <ComplaintActions complaint={complaint} onDialog={showDialog} onNote={() => setNoteAsked(true)} />
      <StatusSteps complaint={complaint} />
      <ComplaintFacts complaint={complaint} />
      <div className={styles["columns"]}>
        <div>
          <section aria-label={t("complaints.field.description")} className={styles["words"]}>
            <LongText text={complaint.description} />
          </section>
          <div className={styles["photographs"]}>
            <PhotographStrip complaint={complaint} />
          </div>
          <HandlingWords complaint={complaint} />
          <section aria-labelledby="complaint-log">
            <Title id="complaint-log" className={styles["title"]}>
              {t("complaints.log.title")}
            </Title>
            {complaint.viewerCanWriteNote ? (
              <WriteComplaintNote
                complaintId={complaint.id}
                asked={noteAsked}
                onAnswered={() => setNoteAsked(false)}
              />
            ) : null}
            <ComplaintLog complaint={complaint} />
          </section>
        </div>
        <ComplaintCustomer complaint={complaint} page={page} />
      </div>
      <ComplaintDialogs
        complaint={complaint}
        dialog={dialog}
        onDialog={showDialog}
        onClose={() => showDialog(undefined)}
      />
    </article>
  );
}

function RecordSkeleton(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles["record"]} role="status" aria-label={t("shell.loading")}>
      {/* No title: antd makes an empty heading of it. */}
      <Skeleton active title={false} paragraph={{ rows: 9, width: ["40%", "30%", "70%"] }} />
    </div>
  );
}
