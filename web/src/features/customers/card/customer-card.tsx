import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { EmptyState } from "../../../components/empty-state.tsx";
import { graphql } from "../../../gql/index.ts";
import { withTexts } from "../../../i18n/language.ts";
import { useFetchedAhead } from "../../../lib/use-fetched-ahead.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { useOrderFilter } from "../../orders/use-order-filter.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import { CardCall } from "./card-call.tsx";
import { CardDetails } from "./card-details.tsx";
import { CardFacts } from "./card-facts.tsx";
import { CardHead } from "./card-head.tsx";
import { CardStage } from "./card-stage.tsx";
import { CardTabs } from "./card-tabs.tsx";
import styles from "./card.module.css";
import { isOfCard } from "../forms/customer-values.ts";
import { OpenProposals } from "./open-proposals.tsx";
import { tabsIn } from "./stage.ts";
import { useCardAddress } from "./use-card-address.ts";

// Taking down a complaint is a script of its own, which a look at the card does not wait for.
const fileComplaintDialog = async () => ({
  default: (await import("../../complaints/dialogs/file-complaint-dialog.tsx")).FileComplaintDialog,
});
const FileComplaintDialog = lazy(fileComplaintDialog);
// So are taking down an order and a review.
const recordOrderDialog = async () => ({
  default: (await import("../../orders/record-order-dialog.tsx")).RecordOrderDialog,
});
const RecordOrderDialog = lazy(recordOrderDialog);
const recordReviewDialog = async () => ({
  default: (await import("../../orders/record-review-dialog.tsx")).RecordReviewDialog,
});
const RecordReviewDialog = lazy(recordReviewDialog);
const EditSectionDialog = lazy(async () => ({
  default: (await withTexts(import("../archive/edit-section-dialog.tsx"), "archive")).EditSectionDialog,
}));
// And changing who they are and how to reach them.
const editCustomerDialog = async () => ({
  default: (await import("./edit-customer-dialog.tsx")).EditCustomerDialog,
});
const EditCustomerDialog = lazy(editCustomerDialog);
const editScripts = [editCustomerDialog];
const complaintScripts = [fileComplaintDialog];
const orderScripts = [recordOrderDialog, recordReviewDialog];

const customerCardQuery = graphql(`
  query CustomerCard(
    $number: String!
    $timeline: Boolean!
    $orders: Boolean!
    $ordersLike: OrderFilter
    $reviews: Boolean!
    $notes: Boolean!
    $complaints: Boolean!
    $history: Boolean!
  ) {
    customer(number: $number) {
      id
      number
      displayName
      viewerCanEdit
      viewerCanFileComplaint
      stage
      ...CardHead_Customer
      ...CardCall_Customer
      ...CardStage_Customer
      ...CardFacts_Customer
      ...CardDetails_Customer
      ...OpenProposals_Customer
      ...EditCustomer_Customer
      ...CardTabs_Customer
    }
  }
`);

/** Everything about one customer: beside the ledger, or with the page to itself. */
export function CustomerCard({ number, page = false }: { number: string; page?: boolean }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab, dialog, section, showTab, showDialog, showSection, ...address } = useCardAddress();
  const viewer = useViewer();
  const like = useOrderFilter();
  const [noteAsked, setNoteAsked] = useState(false);
  const { data, previousData, error, loading, refetch } = useQuery(customerCardQuery, {
    variables: {
      number,
      timeline: tab === "timeline",
      orders: tab === "orders",
      ordersLike: like.filter,
      reviews: tab === "reviews",
      notes: tab === "notes",
      complaints: tab === "complaints",
      history: tab === "history",
    },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  // Another tab of the same customer: everything around the tab stays as it is meanwhile.
  const kept = previousData?.customer?.number === number ? previousData : undefined;
  const shown = data ?? kept;
  useFetchedAhead(editScripts, shown?.customer?.viewerCanEdit === true);
  useFetchedAhead(complaintScripts, shown?.customer?.viewerCanFileComplaint === true);
  useFetchedAhead(orderScripts, shown?.customer !== undefined && viewer.may("order:record"));

  if (error && !shown) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!shown) return <CardSkeleton />;
  const { customer } = shown;
  if (!customer) {
    return (
      <EmptyState
        {...(page ? { heading: 1 as const } : {})}
        title={t("card.notFound.title")}
        action={<Button onClick={() => void navigate("/customers")}>{t("card.notFound.back")}</Button>}
      >
        {t("card.notFound.text", { number })}
      </EmptyState>
    );
  }

  const writeNote = (): void => {
    if (tab !== "notes") showTab("timeline");
    setNoteAsked(true);
  };

  const stage = address.stage ?? customer.stage;

  return (
    <article key={customer.id} className={styles["card"]} aria-busy={loading}>
      {page ? <title>{`${customer.displayName} · Dossier`}</title> : null}
      <CardHead
        customer={customer}
        page={page}
        onEdit={() => showDialog("edit")}
        onOrder={() => showDialog("order")}
        onNote={writeNote}
        onComplaint={() => showDialog("complaint")}
        onComplaints={() => showTab("complaints")}
        onReview={() => showDialog("review")}
        onReviews={() => showTab("reviews")}
        onFill={(field, asked) => (isOfCard(field) ? showDialog("edit") : showSection(asked))}
      />
      <CardCall customer={customer} />
      <OpenProposals customer={customer} onTab={showTab} />
      <CardFacts customer={customer} />
      <CardStage
        customer={customer}
        stage={stage}
        onStage={(chosen, first) => address.showStage(chosen === customer.stage ? undefined : chosen, first)}
        onTab={showTab}
        onDialog={showDialog}
        onSection={showSection}
        onNote={writeNote}
      />
      <div className={styles["columns"]}>
        <CardDetails customer={customer} />
        <CardTabs
          customer={customer}
          loaded={data !== undefined}
          page={page}
          tab={tab}
          tabs={tabsIn(stage)}
          onTab={showTab}
          onSection={showSection}
          onRecordOrder={() => showDialog("order")}
          onRecordReview={() => showDialog("review")}
          onFileComplaint={() => showDialog("complaint")}
          noteAsked={noteAsked}
          onNoteAnswered={() => setNoteAsked(false)}
        />
      </div>
      {dialog === "edit" && customer.viewerCanEdit ? (
        <Suspense>
          <EditCustomerDialog open customer={customer} onClose={() => showDialog(undefined)} />
        </Suspense>
      ) : null}
      {dialog === "order" ? (
        <Suspense>
          <RecordOrderDialog open customerId={customer.id} onClose={() => showDialog(undefined)} />
        </Suspense>
      ) : null}
      {dialog === "review" ? (
        <Suspense>
          <RecordReviewDialog open customerId={customer.id} onClose={() => showDialog(undefined)} />
        </Suspense>
      ) : null}
      {section && customer.viewerCanEdit ? (
        <Suspense>
          <EditSectionDialog
            customerId={customer.id}
            section={section}
            onClose={() => showSection(undefined)}
          />
        </Suspense>
      ) : null}
      {dialog === "complaint" && customer.viewerCanFileComplaint ? (
        <Suspense>
          <FileComplaintDialog customer={customer} onClose={() => showDialog(undefined)} />
        </Suspense>
      ) : null}
    </article>
  );
}

function CardSkeleton(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles["card"]} role="status" aria-label={t("shell.loading")}>
      {/* No title: antd makes an empty heading of it. */}
      <Skeleton active title={false} paragraph={{ rows: 9, width: ["40%", "30%", "70%"] }} />
    </div>
  );
}
