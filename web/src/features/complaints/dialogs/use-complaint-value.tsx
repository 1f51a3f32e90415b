import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LongText } from "../../../components/long-text.tsx";
import type { ComplaintChanges } from "./complaint-values.ts";

type Order = { id: string; number: string } | null | undefined;

/** What a field's value is called in the reader's language. */
export function useComplaintValue(): (field: string, values: ComplaintChanges, known: Order) => ReactNode {
  const { t } = useTranslation();
  return (field, values, known) => {
    switch (field) {
      case "kind":
        return values.kind && t(`complaints.kind.${values.kind}`);
      case "category":
        return values.category && t(`complaints.category.${values.category}`);
      case "severity":
        return values.severity && t(`complaints.severity.${values.severity}`);
      case "medium":
        return values.medium && t(`complaints.medium.${values.medium}`);
      case "description":
        return <LongText text={values.description ?? ""} />;
      case "orderId":
        if (!values.orderId) return t("complaints.file.noOrder");
        return values.orderId === known?.id ? known.number : t("complaints.file.otherOrder");
      default:
        return null;
    }
  };
}
