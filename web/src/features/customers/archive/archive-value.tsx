import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTranslation } from "react-i18next";
import { LongText } from "../../../components/long-text.tsx";
import { MaskedText } from "../../../components/masked-text.tsx";
import { useFormat } from "../../../lib/format.ts";
import { isEmpty, isMasked, type FieldValue, type InputValue } from "./archive-values.ts";
import type { ArchiveField } from "./use-archive-fields.ts";

type Worded = Pick<ArchiveField, "type" | "choices">;

/** Values of the archive in the reader's words. */
export function useValueWords(): {
  /** A value as a text, such as a revealed one or one of the change log. */
  text: (field: Worded, value: string) => string;
  ofInput: (field: Worded, value: InputValue | undefined) => string;
} {
  const { t } = useTranslation();
  const format = useFormat();
  const text = ({ type, choices }: Worded, value: string): string => {
    switch (type) {
      case "CHOICE":
      case "CHOICES":
        return choices.find(({ code }) => code === value)?.label ?? value;
      case "MONEY":
        return format.money({ amount: value, currency: "CNY" });
      case "DATE":
        return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : value;
      case "YES_NO":
        return t(value === "true" ? "archive.yes" : "archive.no");
      default:
        return value;
    }
  };
  return {
    text,
    ofInput: (field, value) => {
      if (value === null || value === undefined) return "";
      if (typeof value !== "object") return text(field, String(value));
      return "amount" in value
        ? format.money(value)
        : value.map((part) => text(field, part)).join(t("card.listSeparator"));
    },
  };
}

/** One value of the archive: empty, hidden, masked and clear each look otherwise. */
export function ArchiveValue({ field, value }: { field: Worded; value: FieldValue }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useValueWords();
  if (isMasked(value)) return <MaskedText value={value} />;
  if (isEmpty(value) || value === null || value === undefined)
    return <MaskedText value={{ state: "EMPTY" }} />;
  if (typeof value !== "object") {
    const text = String(value);
    if (field.type === "LONG_TEXT") return <LongText text={text} />;
    if (field.type === "LINK")
      return (
        <a href={text} target="_blank" rel="noreferrer">
          {text}
        </a>
      );
    return words.text(field, text);
  }
  if (Array.isArray(value)) {
    const parts: readonly string[] = value;
    return parts.map((part) => words.text(field, part)).join(t("card.listSeparator"));
  }
  if ("amount" in value) return format.money(value);
  if ("fullName" in value) return value.fullName;
  return "number" in value ? <Link to={`/customers/${value.number}`}>{value.displayName}</Link> : null;
}

/** The same, for those who show what a record says of a field. */
export const shownValue = (field: Worded, value: FieldValue): ReactNode => (
  <ArchiveValue field={field} value={value} />
);
