import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/format.ts";
import styles from "./roster.module.css";

export type PrintedColumn = { name: string; label: string; kind: "TEXT" | "DAY" | "MONEY" | "COUNT" };
/** What the server hands out for a list on paper. */
export type PrintedList = {
  title: string;
  by: string;
  at: string;
  columns: readonly PrintedColumn[];
  rows: readonly (readonly (string | number | null)[])[];
};

/** The list as it goes on paper: title, range, who and when, then a table whose head stands on every page. */
export function RosterSheet({ list, words }: { list: PrintedList; words: string }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { columns, rows } = list;
  const written = (value: string | number | null, kind: PrintedColumn["kind"]): string => {
    if (value === null) return "";
    if (kind === "DAY") return format.date(String(value));
    if (kind === "MONEY") return format.money({ amount: String(value), currency: "CNY" });
    return typeof value === "number" ? format.number(value) : value;
  };
  return (
    <article className={styles["sheet"]}>
      <h2>{list.title}</h2>
      <p className={styles["about"]}>
        <span>{t("exports.roster.filter", { words })}</span>
        <span>{t("exports.roster.count", { count: rows.length, text: format.number(rows.length) })}</span>
        <span>{t("exports.roster.printedBy", { name: list.by })}</span>
        <span>{t("exports.roster.printedAt", { date: format.dateTime(list.at) })}</span>
      </p>
      <div className={styles["scroll"]}>
        <table>
          <thead>
            <tr>
              {columns.map(({ name, label, kind }) => (
                <th key={name} scope="col" data-kind={kind}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              // The same customer may stand in it once only; its place is as good as a number.
              <tr key={String(row[0] ?? place)}>
                {columns.map(({ name, kind }, column) => (
                  <td key={name} data-kind={kind} data-column={name}>
                    {written(row[column] ?? null, kind)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </article>
  );
}
