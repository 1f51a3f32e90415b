import { CheckOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { flow } from "../../../lib/complaint-choices.ts";
import styles from "./status-steps.module.css";

export const statusSteps = graphql(`
  fragment StatusSteps_Complaint on Complaint {
    id
    status
  }
`);

/** The way of a complaint as a picture, and where this one stands on it. A withdrawn one has left it. */
export function StatusSteps(props: { complaint: FragmentType<typeof statusSteps> }): ReactNode {
  const { t } = useTranslation();
  const { status } = readFragment(statusSteps, props.complaint);
  const now = flow.indexOf(status);
  if (now < 0) return null;
  return (
    <ol className={styles["steps"]} aria-label={t("complaints.flow")}>
      {flow.map((step, index) => (
        <li
          key={step}
          className={`${styles["step"]} ${index < now ? styles["done"] : ""}`}
          aria-current={index === now ? "step" : undefined}
        >
          <span className={styles["mark"]} aria-hidden>
            {index < now || status === "CLOSED" ? <CheckOutlined /> : index + 1}
          </span>
          <span className={styles["word"]}>{t(`complaints.status.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
