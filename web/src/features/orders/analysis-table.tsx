import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { shortQuantity } from "./amounts.ts";
import styles from "./analysis.module.css";
import { useLikeWords } from "./like-words.ts";
import type { Analysis } from "./purchase-analysis.tsx";

type Line = {
  name: string;
  orderCount: number;
  quantity?: string | null | undefined;
  amount?: { amount: string; currency: string } | null | undefined;
};

/** The same as the picture, in figures. */
export function AnalysisTable({
  view,
  analysis,
}: {
  view: "months" | "goods" | "weekdays" | "hours";
  analysis: Analysis;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useLikeWords();
  const lines: Line[] =
    view === "months"
      ? analysis.months.map((month) => ({
          ...month,
          name: nameOf({ kind: "month", month: month.month.slice(0, 7) }),
        }))
      : view === "weekdays"
        ? analysis.weekdays.map((day) => ({ ...day, name: t(`orders.weekday.${day.weekday}`) }))
        : view === "hours"
          ? analysis.hours.map((hour) => ({ ...hour, name: nameOf({ kind: "hour", hour: hour.hour }) }))
          : analysis.goodsByAmount.map((goods) => ({ ...goods, name: goods.goods }));
  const shown = lines.filter(({ orderCount }) => orderCount > 0);
  if (shown.length === 0) return null;
  return (
    <details className={styles["table"]}>
      <summary>{t("orders.analysis.table")}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`orders.analysis.${view}`)}</th>
            <th scope="col">{t("orders.analysis.orderCount")}</th>
            {view === "goods" ? <th scope="col">{t("orders.field.quantity")}</th> : null}
            <th scope="col">{t("orders.field.amount")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.name}>
              <th scope="row">{line.name}</th>
              <td className="figures">{format.number(line.orderCount)}</td>
              {view === "goods" ? (
                <td className="figures">{line.quantity ? shortQuantity(line.quantity) : "—"}</td>
              ) : null}
              <td className="figures">{line.amount ? format.money(line.amount) : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
