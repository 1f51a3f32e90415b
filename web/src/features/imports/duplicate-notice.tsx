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
  const date = data?.import ? format.dateTime(data.import.createdAt) : undefined;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className={styles["answer"] ?? ""}
      title={t("imports.duplicate.title")}
      description={
        <>
          <p>
            {date
              ? t("imports.duplicate.text", { name: fileName, date, number })
              : t("imports.duplicate.textUnknown", { name: fileName, number })}{" "}
            {t("imports.duplicate.advice")}
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
