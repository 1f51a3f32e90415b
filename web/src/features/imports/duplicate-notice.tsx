import { useQuery } from "@apollo/client/react";
import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../../gql/index.ts";
import { useFormat } from "../../lib/format.ts";
import styles from "./file-intake.module.css";

const earlierImport = graphql(`
  query EarlierImport($number: String!) {
    import(number: $number) {
      id
      number
      state
      createdAt
    }
  }
`);

/** The same bytes were taken in before. Usually that is a slip, so the way to the earlier import comes first. */
export function DuplicateNotice(props: {
  fileName: string;
  number: string;
  onAgain: () => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { number, fileName } = props;
  const { data } = useQuery(earlierImport, { variables: { number } });
  const earlier = data?.import;
  const date = earlier ? format.dateTime(earlier.createdAt) : "";
  const waits = earlier != null && earlier.state !== "FINISHED";
  const words = { name: fileName, date, number };
  const text = !earlier
    ? t("imports.duplicate.textUnknown", words)
    : waits
      ? t("imports.duplicate.waiting", { ...words, state: t(`imports.state.${earlier.state}`) })
      : t("imports.duplicate.text", words);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className={styles["answer"] ?? ""}
      title={t(waits ? "imports.duplicate.waitingTitle" : "imports.duplicate.title")}
      description={
        <>
          <p>
            {text} {waits ? null : t("imports.duplicate.advice")}
          </p>
          <p className={styles["choices"]}>
            <Link to={`/imports/${number}`}>{t("imports.duplicate.open", { number })}</Link>
            <Button size="small" onClick={props.onAgain}>
              {t("imports.duplicate.again")}
            </Button>
          </p>
        </>
      }
      closable={{ onClose: props.onClose, "aria-label": t("imports.upload.close") }}
    />
  );
}
