import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/format.ts";
import { districtsQuery } from "../archive/districts-query.ts";
import type { ArchiveField } from "../archive/use-archive-fields.ts";
import { askingOf, type FieldQuestion } from "./field-questions.ts";

/** What is asked of a field, as somebody would say it. */
export function QuestionWords(props: {
  question: FieldQuestion;
  field: ArchiveField | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const words = useQuestionWords();
  const { question, field } = props;
  if (field?.type !== "DISTRICT" || !question.anyOf) return words(question, field);
  return (
    <>
      {field.label}
      {t("card.colon")}
      {question.anyOf.map((code) => (
        <DistrictName key={code} code={code} />
      ))}
    </>
  );
}

/** The same as a text; a district by its code. */
export function useQuestionWords(): (question: FieldQuestion, field: ArchiveField | undefined) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (question, field) => {
    const label = field?.label ?? t("ledger.filter.field.unknown");
    const word = (value: string): string => {
      if (field?.type === "YES_NO") return t(value === "true" ? "ledger.yes" : "ledger.no");
      if (field?.type === "DATE") return format.date(value);
      return field?.choices.find(({ code }) => code === value)?.label ?? value;
    };
    const { anyOf = [], contains = "", from, to } = question;
    switch (askingOf(question)) {
      case "empty":
        return t("ledger.filter.field.isEmpty", { label });
      case "filled":
        return t("ledger.filter.field.isFilled", { label });
      case "contains":
        return t("ledger.filter.field.has", { label, value: contains });
      case "anyOf":
        return `${label}${t("card.colon")}${anyOf.map(word).join(t("card.listSeparator"))}`;
      default:
        return `${label}${t("card.colon")}${[from, to].map((end) => (end === undefined ? "" : word(end))).join("–")}`;
    }
  };
}

/** Province, city and district of a code: each list is fetched once. */
function DistrictName({ code }: { code: string }): ReactNode {
  const lists = [null, `${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`];
  const [provinces, cities, districts] = [
    useQuery(districtsQuery, { variables: { within: lists[0] ?? null } }),
    useQuery(districtsQuery, { variables: { within: lists[1] ?? null } }),
    useQuery(districtsQuery, { variables: { within: lists[2] ?? null } }),
  ];
  const known = [provinces, cities, districts].flatMap(({ data }) => data?.districts ?? []);
  const names = [...new Set([...lists.slice(1), code])].flatMap(
    (each) => known.find((district) => district.code === each)?.name ?? [],
  );
  return names.join("") || code;
}
