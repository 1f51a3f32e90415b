import { useQuery } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useViewer } from "../../shell/viewer.tsx";
import {
  categories,
  kinds,
  mediums,
  satisfactions,
  severities,
  statuses,
} from "../../lib/complaint-choices.ts";
import { useFieldWords } from "../customers/card/field-words.tsx";
import { changeLogNamesQuery } from "./change-log-documents.ts";
import {
  codes,
  customerFields,
  exportedFields,
  exportFilters,
  exportWords,
  fields,
  interests,
  operations,
  orderFields,
  payments,
  records,
  reviewFields,
  reviewSources,
} from "./known-words.ts";

type Named = { id: string; name: string };
export type LogWords = {
  people: readonly Named[];
  operation: (name: string) => string;
  record: (type: string) => string;
  code: (code: string) => string;
  field: (recordType: string | null | undefined, field: string) => string;
  /** What a line about an export says of it: `ROSTER PRINT MASKED 33 search tiers`. */
  exported: (reason: string) => string;
  /** A value as people call it: ids as names, permissions as words. */
  value: (field: string, text: string) => string;
};

const ids = new Set(["ownerId", "assigneeId", "teamId", "departmentId", "roleId", "actorId", "replaceWith"]);

const everyField = ["archive"];

/** What the change log speaks of, in the reader's words; what it does not know it shows as it is kept. */
export function useLogWords(): LogWords {
  const { t } = useTranslation();
  const viewer = useViewer();
  // Any field of the archive may be spoken of.
  const ofCustomer = useFieldWords(everyField);
  const format = useFormat();
  const { data } = useQuery(changeLogNamesQuery, {
    variables: {
      staff: viewer.may("staff:list"),
      teams: viewer.may("team:list"),
      roles: viewer.may("role:list"),
    },
  });
  const named: readonly Named[] = [
    ...(data?.staff ?? []),
    ...(data?.teams ?? []),
    ...(data?.departments ?? []),
    ...(data?.roles ?? []),
  ];
  return {
    people: data?.staff ?? [],
    operation: (name) => {
      const known = operations.find((one) => one === name.replace(".", "_"));
      return known ? t(`changeLog.operation.${known}`) : name;
    },
    record: (type) => {
      const known = records.find((one) => one === type);
      return known ? t(`changeLog.record.${known}`) : type;
    },
    code: (code) => {
      const known = codes.find((one) => one === code);
      return known ? t(`changeLog.codes.${known}`) : code;
    },
    field: (recordType, field) => {
      if (recordType === "Customer" && customerFields.some((one) => one === field))
        return ofCustomer.label(field);
      const exported = exportedFields.find((one) => recordType === "Export" && one === field);
      if (exported) return t(`customers.field.${exported}`);
      const ofOrder = orderFields.find((one) => recordType === "Order" && one === field);
      if (ofOrder) return t(`orders.field.${ofOrder}`);
      const ofReview = reviewFields.find((one) => recordType === "Review" && one === field);
      if (ofReview) return t(`orders.review.field.${ofReview}`);
      const known = recordType === "Customer" ? undefined : fields.find((one) => one === field);
      return known ? t(`changeLog.field.${known}`) : ofCustomer.label(field);
    },
    exported: (reason) => {
      const parts = reason.split(" ");
      const named = parts.flatMap((part) => {
        const known = exportWords.find((one) => one === part);
        if (known) return [t(`changeLog.exported.${known}`)];
        return /^\d+$/.test(part) ? [t("changeLog.exported.customers", { count: Number(part) })] : [];
      });
      const narrowed = exportFilters.filter((one) => parts.includes(one));
      const names = narrowed
        .map((one) => t(`changeLog.exported.filter.${one}`))
        .join(t("card.listSeparator"));
      return [...named, ...(names ? [t("changeLog.exported.narrowed", { names })] : [])].join(" · ");
    },
    value: (field, text) => {
      if (ids.has(field)) return named.find(({ id }) => id === text || id.endsWith(`_${text}`))?.name ?? text;
      if (field === "permissions" || field === "fields") return right(text);
      if (field.endsWith("At")) return format.dateTime(text);
      if (text === "true" || text === "false") return t(text === "true" ? "changeLog.yes" : "changeLog.no");
      return ofComplaint(field, text) ?? ofOrder(field, text) ?? ofCustomer.text(field, text);
    },
  };

  function ofComplaint(field: string, text: string): string | undefined {
    const status = statuses.find((known) => field === "status" && known === text);
    if (status) return t(`complaints.status.${status}`);
    const severity = severities.find((known) => field === "severity" && known === text);
    if (severity) return t(`complaints.severity.${severity}`);
    const category = categories.find((known) => field === "category" && known === text);
    if (category) return t(`complaints.category.${category}`);
    const kind = kinds.find((known) => field === "kind" && known === text);
    if (kind) return t(`complaints.kind.${kind}`);
    const through = field === "medium" || field === "acknowledgedThrough";
    const medium = mediums.find((known) => through && known === text);
    if (medium) return t(`complaints.medium.${medium}`);
    const satisfaction = satisfactions.find((known) => field === "satisfaction" && known === text);
    return satisfaction && t(`complaints.satisfaction.${satisfaction}`);
  }

  function ofOrder(field: string, text: string): string | undefined {
    const payment = payments.find((known) => field === "paymentMethod" && known === text);
    if (payment) return t(`orders.payment.${payment}`);
    const source = reviewSources.find((known) => field === "source" && known === text);
    if (source) return t(`orders.review.source.${source}`);
    const interest = interests.find((known) => field === "promotionInterest" && known === text);
    return interest && t(`orders.review.interest.${interest}`);
  }

  /** `customer:edit OWN`, as the log keeps a right of a role. */
  function right(kept: string): string {
    const [subject = "", held = ""] = kept.split(" ");
    const name = data?.permissionDescriptions?.find(({ permission }) => permission === subject)?.name;
    return `${name ?? subject} ${held}`.trim();
  }
}
