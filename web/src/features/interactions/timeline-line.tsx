import {
  EditOutlined,
  FlagOutlined,
  FormOutlined,
  MessageOutlined,
  SolutionOutlined,
  SwapOutlined,
  ShoppingOutlined,
  StarOutlined,
  UndoOutlined,
  UserAddOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MoneyText } from "../../components/money-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import type { ComplaintStatus, TimelineKind, TimelineLine_TimelineEntryFragment } from "../../gql/graphql.ts";
import { StatusChip } from "../complaints/complaint-chips.tsx";
import { useFieldWords } from "../customers/card/field-words.tsx";
import type { CardTab } from "../customers/card/use-card-address.ts";
import { GoodsList } from "../orders/goods-list.tsx";
import { useOrderWords } from "../orders/order-words.tsx";
import styles from "./interactions.module.css";
import { When, WhenDay } from "./when.tsx";

export const timelineLine = graphql(`
  fragment TimelineLine_TimelineEntry on TimelineEntry {
    id
    kind
    happenedAt
    source
    fields
    actor {
      id
      name
    }
    import {
      id
      number
    }
    subject {
      __typename
      ... on Order {
        id
        number
        orderedOn
        amount {
          amount
          currency
        }
        items {
          goods
          quantity
        }
      }
      ... on Review {
        id
        satisfaction
        opinions
      }
      ... on Note {
        id
        text
      }
      ... on Complaint {
        id
        number
        category
        description
      }
    }
  }
`);

const icons: Record<TimelineKind, ReactNode> = {
  CUSTOMER_CREATED: <UserAddOutlined />,
  CUSTOMER_CHANGED: <EditOutlined />,
  ORDER_RECORDED: <ShoppingOutlined />,
  ORDER_CHANGED: <FormOutlined />,
  REVIEW_RECORDED: <StarOutlined />,
  REVIEW_CHANGED: <FormOutlined />,
  REVIEW_WITHDRAWN: <UndoOutlined />,
  REVIEW_RESTORED: <StarOutlined />,
  NOTE_WRITTEN: <MessageOutlined />,
  COMPLAINT_FILED: <FlagOutlined />,
  COMPLAINT_STATUS_CHANGED: <SolutionOutlined />,
  OWNER_CHANGED: <SwapOutlined />,
};

type Entry = TimelineLine_TimelineEntryFragment;
type TimelineLineProps = { entry: FragmentType<typeof timelineLine>; onTab: (tab: CardTab) => void };

export function TimelineLine({ entry: masked, onTab }: TimelineLineProps): ReactNode {
  const { t } = useTranslation();
  const entry = readFragment(timelineLine, masked);
  return (
    <li className={styles["entry"]}>
      <span className={styles["icon"]} aria-hidden>
        {icons[entry.kind]}
      </span>
      <div className={styles["entry-body"]}>
        <div className={styles["entry-head"]}>
          <strong>{t(`interactions.kind.${entry.kind}`)}</strong>
          <Subject entry={entry} onTab={onTab} />
        </div>
        <Content entry={entry} onTab={onTab} />
        <div className={styles["entry-foot"]}>
          {entry.kind === "ORDER_RECORDED" && entry.subject?.__typename === "Order" ? (
            <WhenDay day={entry.subject.orderedOn} />
          ) : (
            <When instant={entry.happenedAt} />
          )}
          {" · "}
          {entry.actor?.name ?? t("card.system")}
          {entry.source === "CONSOLE" ? null : ` · ${t(`card.source.${entry.source}`)}`}
          {entry.import ? (
            <>
              {" "}
              <Link to={`/imports/${entry.import.number}`}>{entry.import.number}</Link>
            </>
          ) : null}
        </div>
      </div>
    </li>
  );
}

function Subject({ entry, onTab }: { entry: Entry; onTab: (tab: CardTab) => void }): ReactNode {
  if (entry.subject?.__typename === "Complaint") {
    const { number } = entry.subject;
    return <Link to={`/complaints/${number}`}>{number}</Link>;
  }
  if (entry.subject?.__typename !== "Order") return null;
  return (
    <>
      <span className={styles["paid"]}>
        <MoneyText value={entry.subject.amount} />
      </span>
      <Button type="link" size="small" className={styles["link"] ?? ""} onClick={() => onTab("orders")}>
        {entry.subject.number}
      </Button>
    </>
  );
}

const beginning = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

function Content({ entry, onTab }: { entry: Entry; onTab: (tab: CardTab) => void }): ReactNode {
  const { t } = useTranslation();
  const customerWords = useFieldWords(entry.kind === "ORDER_CHANGED" ? [] : entry.fields);
  const orderWords = useOrderWords();
  const words = entry.kind === "ORDER_CHANGED" ? orderWords : customerWords;
  const fields = entry.fields.map((field) => words.label(field)).join(t("card.listSeparator"));
  switch (entry.kind) {
    case "NOTE_WRITTEN":
      return entry.subject?.__typename === "Note" ? (
        <div className={styles["text"]}>{entry.subject.text}</div>
      ) : null;
    case "ORDER_RECORDED":
      return entry.subject?.__typename === "Order" ? <GoodsList items={entry.subject.items} /> : null;
    case "COMPLAINT_FILED":
      return entry.subject?.__typename === "Complaint" ? (
        <div className={styles["text"]}>
          <span className="quiet">{t(`complaints.category.${entry.subject.category}`)} </span>
          {beginning(entry.subject.description)}
        </div>
      ) : null;
    case "REVIEW_RECORDED":
    case "REVIEW_CHANGED":
    case "REVIEW_WITHDRAWN":
    case "REVIEW_RESTORED":
      return entry.subject?.__typename === "Review" ? (
        <>
          <div className={styles["text"]}>{beginning(entry.subject.opinions ?? "")}</div>
          <Button type="link" size="small" className={styles["link"] ?? ""} onClick={() => onTab("reviews")}>
            {entry.subject.satisfaction
              ? t("orders.review.satisfied", { stars: entry.subject.satisfaction })
              : t("interactions.seeReview")}
          </Button>
        </>
      ) : null;
    case "OWNER_CHANGED":
      return null;
    case "COMPLAINT_STATUS_CHANGED":
      return <StatusReached fields={entry.fields} />;
    case "ORDER_CHANGED":
    case "CUSTOMER_CREATED":
      return fields ? <div className="quiet">{fields}</div> : null;
    case "CUSTOMER_CHANGED":
      return (
        <Button type="link" size="small" className={styles["link"] ?? ""} onClick={() => onTab("history")}>
          {fields || t("card.tab.history")}
        </Button>
      );
  }
}

/** The status that the complaint came to then, which may be another by now. */
function StatusReached({ fields }: { fields: readonly string[] }): ReactNode {
  const reached = statuses.find((status) => fields.includes(status));
  return reached ? <StatusChip status={reached} /> : null;
}

const statuses: readonly ComplaintStatus[] = [
  "RECEIVED",
  "ACKNOWLEDGED",
  "ANALYSED",
  "RESOLVED",
  "FOLLOWED_UP",
  "CLOSED",
  "WITHDRAWN",
];
