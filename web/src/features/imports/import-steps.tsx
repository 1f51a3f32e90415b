import { CheckOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ImportState } from "../../gql/graphql.ts";
import { stepOf, steps } from "./import-states.ts";
import styles from "./import-page.module.css";

/** How far the import is. An import that left the way (discarded, failed, reverted) says so elsewhere. */
export function ImportSteps({ state }: { state: ImportState }): ReactNode {
  const { t } = useTranslation();
  const current = stepOf(state);
  if (!current) return null;
  const reached = steps.indexOf(current);
  return (
    <ol className={styles["steps"]} aria-label={t("imports.steps.label")}>
      {steps.map((step, index) => {
        const done = index < reached || state === "FINISHED";
        return (
          <li
            key={step}
            className={styles["step"]}
            data-done={done || undefined}
            aria-current={index === reached ? "step" : undefined}
          >
            <span className={styles["step-mark"]} aria-hidden>
              {done ? <CheckOutlined /> : index + 1}
            </span>
            {t(`imports.steps.${step}`)}
            {done ? <span className="visually-hidden">{t("imports.steps.finished")}</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
