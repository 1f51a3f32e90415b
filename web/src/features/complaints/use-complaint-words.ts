import { useTranslation } from "react-i18next";
import type { ComplaintStatus } from "../../gql/graphql.ts";
import { flow } from "../../lib/complaint-choices.ts";

const labelled = ["kind", "category", "severity", "medium", "description", "orderId", "status"] as const;

/** A step back on the way, or back from a withdrawal. */
export function isReopening(from: ComplaintStatus, to: ComplaintStatus): boolean {
  if (to === "WITHDRAWN") return false;
  return from === "WITHDRAWN" || flow.indexOf(to) <= flow.indexOf(from);
}

type ComplaintWords = {
  label: (field: string) => string;
  /** What a step is called when it is still to be done: "分析原因". */
  step: (from: ComplaintStatus, to: ComplaintStatus) => string;
};

/** What the fields and steps of a complaint are called in the reader's language. */
export function useComplaintWords(): ComplaintWords {
  const { t } = useTranslation();
  return {
    label: (field) => {
      const known = labelled.find((candidate) => candidate === field);
      return known ? t(`complaints.field.${known}`) : field;
    },
    step: (from, to) =>
      to === "RECEIVED" || isReopening(from, to) ? t("complaints.step.reopen") : t(`complaints.step.${to}`),
  };
}
