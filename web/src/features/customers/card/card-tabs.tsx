import { Skeleton, Tabs } from "antd";
import { lazy, Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ArchiveSection } from "../../../gql/graphql.ts";
import { withTexts } from "../../../i18n/language.ts";
import { useFormat } from "../../../lib/format.ts";
import { useFetchedAhead } from "../../../lib/use-fetched-ahead.ts";
import { useNarrow } from "../../../lib/use-media.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import { Timeline } from "../../interactions/timeline.tsx";
import { WriteNote } from "../../interactions/write-note.tsx";
import styles from "./card.module.css";
import type { CardTab } from "./use-card-address.ts";

// A hundred fields are a script of their own, which the first look at a card does not wait for.
const ArchivePanel = lazy(async () => ({
  default: (await withTexts(withTexts(import("../archive/archive-panel.tsx"), "archive"), "upkeep"))
    .ArchivePanel,
}));

// The first look at a card is its timeline: every other tab is a script of its own, fetched soon after.
const orderList = async () => ({ default: (await import("../../orders/order-list.tsx")).OrderList });
const OrderList = lazy(orderList);
const noteList = async () => ({ default: (await import("../../interactions/note-list.tsx")).NoteList });
const NoteList = lazy(noteList);
const customerComplaints = async () => ({
  default: (await import("../../complaints/customer-complaints.tsx")).CustomerComplaints,
});
const CustomerComplaints = lazy(customerComplaints);
const HistoryList = lazy(async () => ({
  default: (await withTexts(import("./history-list.tsx"), "upkeep")).HistoryList,
}));
const ReviewList = lazy(async () => ({
  default: (await import("../../orders/review-list.tsx")).ReviewList,
}));
const tabScripts = [orderList, noteList, customerComplaints];

const fetching = <Skeleton active title={false} paragraph={{ rows: 5 }} />;

export const cardTabsFragment = graphql(`
  fragment CardTabs_Customer on Customer {
    id
    dealCount
    openComplaintCount
    viewerCanEdit
    viewerCanReveal
    owner {
      id
    }
    team {
      id
      department {
        id
      }
    }
    ...Timeline_Customer @include(if: $timeline)
    ...OrderList_Customer @include(if: $orders)
    ...ReviewList_Customer @include(if: $reviews)
    ...NoteList_Customer @include(if: $notes)
    ...CustomerComplaints_Customer @include(if: $complaints)
    ...HistoryList_Customer @include(if: $history)
  }
`);

type CardTabsProps = {
  customer: FragmentType<typeof cardTabsFragment>;
  /** Whether the answer is there for this tab, and not still that of the one before. */
  loaded: boolean;
  page: boolean;
  tab: CardTab;
  /** In the order that suits the stage of the sale. */
  tabs: readonly CardTab[];
  onTab: (tab: CardTab) => void;
  onSection: (section: ArchiveSection) => void;
  onRecordOrder: () => void;
  onRecordReview: () => void;
  onFileComplaint: () => void;
  /** Somebody asked to write a note: the box takes the keyboard, once. */
  noteAsked: boolean;
  onNoteAnswered: () => void;
};

export function CardTabs(props: CardTabsProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useNarrow();
  const customer = readFragment(cardTabsFragment, props.customer);
  const viewer = useViewer();
  useFetchedAhead(tabScripts, true);
  const writeNote = viewer.reaches("note:write", customer) && (
    <WriteNote customerId={customer.id} asked={props.noteAsked} onAnswered={props.onNoteAnswered} />
  );

  const content = (tab: CardTab): ReactNode => {
    if (tab !== props.tab) return null;
    if (!props.loaded) return fetching;
    return <Suspense fallback={fetching}>{panel(tab)}</Suspense>;
  };

  const panel = (tab: CardTab): ReactNode => {
    switch (tab) {
      case "timeline":
        return <Timeline customer={customer} onTab={props.onTab} />;
      case "archive":
        return (
          <ArchivePanel
            customerId={customer.id}
            canReveal={customer.viewerCanReveal}
            heading={props.page ? "h2" : "h3"}
            onEdit={customer.viewerCanEdit ? props.onSection : undefined}
          />
        );
      case "orders":
        return (
          <OrderList
            customer={customer}
            onRecord={viewer.reaches("order:record", customer) ? props.onRecordOrder : undefined}
          />
        );
      case "reviews":
        return (
          <ReviewList
            customer={customer}
            onRecord={viewer.reaches("review:record", customer) ? props.onRecordReview : undefined}
          />
        );
      case "notes":
        return <NoteList customer={customer} />;
      case "complaints":
        return <CustomerComplaints customer={customer} onFile={props.onFileComplaint} />;
      case "history":
        return <HistoryList customer={customer} />;
    }
  };

  const label = (tab: CardTab): string => {
    const name = t(`card.tab.${tab}`);
    if (tab === "orders") return `${name} ${format.number(customer.dealCount)}`;
    if (tab === "complaints" && customer.openComplaintCount > 0) {
      return `${name} ${format.number(customer.openComplaintCount)}`;
    }
    return name;
  };

  return (
    <Tabs
      // On a telephone they are pushed along with the finger.
      className={styles["tabs"] ?? ""}
      {...(narrow ? { tabBarGutter: 12 } : {})}
      activeKey={props.tab}
      onChange={(key) => {
        const tab = props.tabs.find((known) => known === key);
        if (tab) props.onTab(tab);
      }}
      items={props.tabs.map((tab) => ({
        key: tab,
        label: label(tab),
        children: (
          <>
            {tab === props.tab && (tab === "timeline" || tab === "notes") ? writeNote : null}
            {content(tab)}
          </>
        ),
      }))}
    />
  );
}
