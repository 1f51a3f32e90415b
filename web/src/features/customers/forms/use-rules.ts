import type { FormRule } from "antd";
import { useTranslation } from "react-i18next";
import { normaliseText, type FieldCheck, type FieldIssue } from "../../../lib/checks.ts";

/** Turns a check into a rule of a form item. Nothing typed (or a kept value) is in order. */
export function useRules(): (check: FieldCheck) => FormRule[] {
  const { t } = useTranslation();
  const words = (found: FieldIssue): string =>
    found.issue === "tooLong"
      ? t("card.issue.tooLong", { count: found.count })
      : t(`card.issue.${found.issue}`);
  return (check) => [
    {
      validator: async (_, value: unknown) => {
        const typed = typeof value === "string" ? normaliseText(value) : "";
        const found = typed === "" ? undefined : check(typed);
        if (found) throw new Error(words(found));
      },
    },
  ];
}
