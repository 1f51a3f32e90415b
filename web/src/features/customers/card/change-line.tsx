import { ArrowRightOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DateTimeText } from "../../../components/date-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ChangeLine_ChangeFragment } from "../../../gql/graphql.ts";
import styles from "./card.module.css";
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

/** One line of the history: what, who, when and from where. */
export function ChangeLine(props: { change: FragmentType<typeof changeLine> }): ReactNode {
  const { t } = useTranslation();
  const change = readFragment(changeLine, props.change);
  return (
    <li className={styles["line"]}>
      <div className={styles["what"]}>
        <What change={change} />
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
  if (change.operation === "revealField" || change.operation === "revealFields") {
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
      </span>
    </>
  );
}
