import {
  EditOutlined,
  FlagOutlined,
  MessageOutlined,
  PrinterOutlined,
  ShoppingOutlined,
  StarOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ArchiveSection, CardHead_CustomerFragment } from "../../../gql/graphql.ts";
import { useFormat } from "../../../lib/format.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import { CardCompleteness } from "./card-completeness.tsx";
import { CardOwner } from "./card-owner.tsx";
import styles from "./card.module.css";
import { ShortcutButton } from "../../../components/shortcut-button.tsx";

export const cardHead = graphql(`
  fragment CardHead_Customer on Customer {
    id
    number
    displayName
    kind
    lifecycle
    lifecycleReason {
      cause
      lostOn
    }
    tier
    demo
    memberLevel {
      id
      name
    }
    channel {
      id
      name
    }
    openComplaintCount
    satisfaction
    viewerCanEdit
    viewerCanFileComplaint
    owner {
      id
    }
    team {
      id
      department {
        id
      }
    }
    ...CardOwner_Customer
    ...CardCompleteness_Customer
  }
`);

/** Why the customer stands where they do, and when the rule moves them on. */
function LifecycleReason({ reason }: { reason: CardHead_CustomerFragment["lifecycleReason"] }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { cause, lostOn } = reason;
  return (
    <span className={`quiet ${styles["reason"]}`}>
      {cause === "DEAL_MADE" && lostOn
        ? t("card.lifecycleReason.until", { day: format.date(lostOn) })
        : t(`card.lifecycleReason.${cause}`)}
    </span>
  );
}

type CardHeadProps = {
  customer: FragmentType<typeof cardHead>;
  page: boolean;
  onEdit: () => void;
  onOrder: () => void;
  onNote: () => void;
  onComplaint: () => void;
  /** To the list of the customer's complaints. */
  onComplaints: () => void;
  onReview: () => void;
  /** To what the customer said. */
  onReviews: () => void;
  /** To the form that a field stands in. */
  onFill: (field: string, section: ArchiveSection) => void;
};

/** Who it is, and what can be done with them. */
export function CardHead(props: CardHeadProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const customer = readFragment(cardHead, props.customer);
  const Heading = props.page ? "h1" : "h2";
  const lifecycleTone =
    customer.lifecycle === "LOST" ? "warn" : customer.lifecycle === "POTENTIAL" ? "good" : "plain";
  return (
    <header className={styles["head"]}>
      <Heading className={styles["name"]}>{customer.displayName}</Heading>
      <div className={styles["number"]}>
        <span className="quiet figures">{customer.number}</span>
        <CopyButton text={customer.number} label={t("card.copyNumber")} />
        <Link
          to={`/customers/${customer.number}/print`}
          className={styles["print"]}
          aria-label={t("card.print")}
          title={t("card.print")}
        >
          <PrinterOutlined aria-hidden />
        </Link>
      </div>
      <div className={styles["chips"]}>
        <Chip>{t(`customers.kind.${customer.kind}`)}</Chip>
        <Chip tone={lifecycleTone}>{t(`customers.lifecycle.${customer.lifecycle}`)}</Chip>
        <LifecycleReason reason={customer.lifecycleReason} />
        {customer.tier ? (
          <Chip tone={customer.tier === "IMPORTANT" ? "strong" : "soft"}>
            {t(`customers.tier.${customer.tier}`)}
          </Chip>
        ) : null}
        {customer.memberLevel ? <Chip>{customer.memberLevel.name}</Chip> : null}
        {customer.channel ? <Chip tone="quiet">{customer.channel.name}</Chip> : null}
        {customer.openComplaintCount > 0 ? (
          <button type="button" className={styles["mark"]} onClick={props.onComplaints}>
            <Chip tone="bad">{t("complaints.card.open", { count: customer.openComplaintCount })}</Chip>
          </button>
        ) : null}
        {customer.satisfaction ? (
          <button type="button" className={styles["mark"]} onClick={props.onReviews}>
            <Chip tone={customer.satisfaction >= 4 ? "good" : customer.satisfaction <= 2 ? "bad" : "plain"}>
              {t("orders.review.satisfied", { stars: customer.satisfaction })}
            </Chip>
          </button>
        ) : null}
        <CardCompleteness customer={customer} onFill={props.onFill} />
        {customer.demo ? <Chip tone="warn">{t("card.demo")}</Chip> : null}
      </div>
      <CardOwner customer={customer} />
      <div className={styles["actions"]}>
        {customer.viewerCanEdit ? (
          <ShortcutButton
            shortcut="e"
            does={t("card.edit.title")}
            icon={<EditOutlined aria-hidden />}
            onAct={props.onEdit}
          >
            {t("card.edit.open")}
          </ShortcutButton>
        ) : null}
        {viewer.reaches("order:record", customer) ? (
          <ShortcutButton
            shortcut="o"
            does={t("orders.record.title")}
            icon={<ShoppingOutlined aria-hidden />}
            onAct={props.onOrder}
          >
            {t("orders.record.open")}
          </ShortcutButton>
        ) : null}
        {viewer.reaches("review:record", customer) ? (
          <ShortcutButton
            shortcut="p"
            does={t("orders.review.record")}
            icon={<StarOutlined aria-hidden />}
            onAct={props.onReview}
          >
            {t("orders.review.open")}
          </ShortcutButton>
        ) : null}
        {viewer.reaches("note:write", customer) ? (
          <ShortcutButton
            shortcut="m"
            does={t("interactions.note.write")}
            icon={<MessageOutlined aria-hidden />}
            onAct={props.onNote}
          >
            {t("interactions.note.open")}
          </ShortcutButton>
        ) : null}
        {customer.viewerCanFileComplaint ? (
          <ShortcutButton
            shortcut="c"
            does={t("complaints.file.title")}
            icon={<FlagOutlined aria-hidden />}
            onAct={props.onComplaint}
          >
            {t("complaints.file.open")}
          </ShortcutButton>
        ) : null}
      </div>
    </header>
  );
}
