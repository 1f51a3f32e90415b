import { ArrowRightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { DateTimeText } from "../../../components/date-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ChangeLine_ChangeFragment } from "../../../gql/graphql.ts";
import styles from "./card.module.css";
import { useArchiveFields } from "../archive/use-archive-fields.ts";
import { useFieldWords } from "./field-words.tsx";
import { readReason } from "../../../lib/reveal-reasons.ts";

export const changeLine = graphql(`
  fragment ChangeLine_Change on Change {
    id
    at
    source
    operation
    field
    fields
    reason
    restorable
    supersededAt
    actor {
      id
      name
    }
    old {
      state
      text
    }
    new {
      state
      text
    }
    import {
      id
      number
    }
  }
`);

type ChangeLineProps = {
  change: FragmentType<typeof changeLine>;
  restoring: boolean;
  /** Puts back what stood in a field before this line; undefined for a reader who may not. */
  onRestore: ((changeId: string, field: string, label: string) => void) | undefined;
};

/** One line of the history: what, who, when and from where; of an old value that it is old, and the way back to it. */
export function ChangeLine(props: ChangeLineProps): ReactNode {
  const { t } = useTranslation();
  const { onRestore, restoring } = props;
  const change = readFragment(changeLine, props.change);
  const { field } = change;
  const words = useFieldWords(field ? [field] : []);
  const told = change.old.state === "CLEAR" || change.old.state === "MASKED";
  return (
    <li className={`${styles["line"]} ${change.supersededAt ? styles["old"] : ""}`}>
      <div className={styles["what"]}>
        <What change={change} />
        {field && told && change.restorable && !isLook(change) && onRestore ? (
          <Button
            type="link"
            size="small"
            className={styles["restore"] ?? ""}
            disabled={restoring}
            aria-label={t("card.history.restoreOf", { field: words.label(field) })}
            onClick={() => onRestore(change.id, field, words.label(field))}
          >
            {t("card.history.restore")}
          </Button>
        ) : null}
      </div>
      <div className={styles["who"]}>
        {change.actor?.name ?? t("card.system")} · <DateTimeText value={change.at} /> ·{" "}
        {t(`card.source.${change.source}`)}
        {change.import ? (
          <>
            {" "}
            <Link to={`/imports/${change.import.number}`}>{change.import.number}</Link>
          </>
        ) : null}
      </div>
    </li>
  );
}

const isLook = ({ operation }: ChangeLine_ChangeFragment): boolean => operation.startsWith("reveal");

/** That a section was looked at and found right: no value of it changed. */
function Confirmation({ change }: { change: ChangeLine_ChangeFragment }): ReactNode {
  const { t } = useTranslation();
  const section = useArchiveFields()?.find((field) => field.section === change.reason)?.sectionLabel ?? "";
  return (
    <strong>
      {t(change.operation === "confirmSection" ? "card.history.confirmed" : "card.history.unconfirmed", {
        section,
      })}
    </strong>
  );
}

function What({ change }: { change: ChangeLine_ChangeFragment }): ReactNode {
  const { t } = useTranslation();
  const words = useFieldWords(change.field ? [change.field] : change.fields);
  if (!change.field) {
    const fields = change.fields.map((field) => words.label(field)).join(t("card.listSeparator"));
    return (
      <>
        <strong>{t("card.history.created")}</strong>
        {fields ? <span className="quiet"> {fields}</span> : null}
      </>
    );
  }
  if (change.field === "verifiedOn") return <Confirmation change={change} />;
  if (isLook(change)) {
    const { reason, words: given } = readReason(change.reason ?? "");
    return (
      <>
        <strong>{t("card.history.looked", { field: words.label(change.field) })}</strong>{" "}
        <span>
          {[reason && (reason !== "OTHER" || !given) ? t(`card.reason.${reason}`) : undefined, given]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </>
    );
  }
  return (
    <>
      <strong>{words.label(change.field)}</strong>
      <span className={styles["change"]}>
        <span className="visually-hidden">{t("card.history.from")} </span>
        <del>{words.value(change.field, change.old)}</del>
        <ArrowRightOutlined aria-hidden />
        <span className="visually-hidden"> {t("card.history.to")} </span>
        <ins>{words.value(change.field, change.new)}</ins>
        {change.reason ? <q>{change.reason}</q> : null}
        {change.supersededAt ? (
          <Chip tone="quiet">{t("card.history.old")}</Chip>
        ) : (
          <Chip tone="good">{t("card.history.now")}</Chip>
        )}
      </span>
    </>
  );
}
