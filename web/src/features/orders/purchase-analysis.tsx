import { Segmented } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import type { PurchaseAnalysis_CustomerFragment } from "../../gql/graphql.ts";
import { useFormat } from "../../lib/format.ts";
import { shortQuantity } from "./amounts.ts";
import styles from "./analysis.module.css";
import { AnalysisTable } from "./analysis-table.tsx";
import { Columns, Rows, type Bar } from "./bars.tsx";
import { useLikeWords } from "./like-words.ts";
import type { OrdersLike } from "./use-order-filter.ts";

export const purchaseAnalysisFragment = graphql(`
  fragment PurchaseAnalysis_Customer on Customer {
    id
    purchaseAnalysis {
      orderCount
      quantity
      amount {
        amount
        currency
      }
      averageAmount {
        amount
        currency
      }
      meanDaysBetween
      daysSinceLast
      months {
        month
        orderCount
        amount {
          amount
          currency
        }
      }
      weekdays {
        weekday
        orderCount
        amount {
          amount
          currency
        }
      }
      hours {
        hour
        orderCount
        amount {
          amount
          currency
        }
      }
      goodsByAmount {
        goods
        orderCount
        quantity
        amount {
          amount
          currency
        }
      }
      goodsByOrders {
        goods
        orderCount
        quantity
        amount {
          amount
          currency
        }
      }
    }
  }
`);

export type Analysis = PurchaseAnalysis_CustomerFragment["purchaseAnalysis"];
const views = ["months", "goods", "weekdays", "hours"] as const;
type View = (typeof views)[number];
const viewOf = { month: "months", goods: "goods", weekday: "weekdays", hour: "hours" } as const;
/** Of these goods the card shows; the table has the others too. */
const MOST_GOODS = 5;

type PurchaseAnalysisProps = {
  customer: FragmentType<typeof purchaseAnalysisFragment>;
  like: OrdersLike | undefined;
  onShow: (like: OrdersLike | undefined) => void;
};

/** How often, when, what and how much a customer buys. Each bar leads to its orders, which stand below. */
export function PurchaseAnalysis({ customer, like, onShow }: PurchaseAnalysisProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { purchaseAnalysis: analysis } = readFragment(purchaseAnalysisFragment, customer);
  const [view, setView] = useState<View>(like ? viewOf[like.kind] : "months");
  const figures: readonly (readonly [string, string])[] = [
    [t("orders.analysis.average"), analysis.averageAmount ? format.money(analysis.averageAmount) : "—"],
    [
      t("orders.analysis.frequency"),
      analysis.meanDaysBetween === null || analysis.meanDaysBetween === undefined
        ? "—"
        : t("orders.analysis.everyDays", {
            count: Math.round(analysis.meanDaysBetween),
            days: format.number(analysis.meanDaysBetween),
          }),
    ],
    [
      t("orders.analysis.recency"),
      analysis.daysSinceLast === null || analysis.daysSinceLast === undefined
        ? "—"
        : t("orders.analysis.daysAgo", {
            count: analysis.daysSinceLast,
            days: format.number(analysis.daysSinceLast),
          }),
    ],
    [t("orders.analysis.quantity"), format.number(Number(analysis.quantity))],
  ];
  return (
    <section className={styles["analysis"]} aria-label={t("orders.analysis.title")}>
      <dl className={styles["figures"]}>
        {figures.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figures">{text}</dd>
          </div>
        ))}
      </dl>
      <Segmented<View>
        size="small"
        aria-label={t("orders.analysis.title")}
        value={view}
        onChange={setView}
        options={views.map((value) => ({ value, label: t(`orders.analysis.${value}`) }))}
      />
      <Picture view={view} analysis={analysis} like={like} onShow={onShow} />
      <AnalysisTable view={view} analysis={analysis} />
    </section>
  );
}

type PictureProps = { view: View; analysis: Analysis } & Pick<PurchaseAnalysisProps, "like" | "onShow">;

function Picture({ view, analysis, like, onShow }: PictureProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useLikeWords();
  const bar = (
    of: OrdersLike,
    label: string,
    sum: { orderCount: number; amount?: { amount: string; currency: string } | null },
    value: number,
    besides = "",
  ): Bar => {
    const chosen = JSON.stringify(like) === JSON.stringify(of);
    const orders = t("orders.analysis.orders", { count: sum.orderCount });
    return {
      key: nameOf(of),
      label,
      name: nameOf(of),
      value,
      text: [sum.amount ? format.money(sum.amount) : "", orders, besides].filter(Boolean).join(" · "),
      chosen,
      onChoose: () => onShow(chosen ? undefined : of),
    };
  };
  switch (view) {
    case "months":
      return (
        <Columns
          label={t("orders.analysis.monthsAre")}
          quietLabels={3}
          bars={analysis.months.map((month) => {
            const of = month.month.slice(0, 7);
            return bar(
              { kind: "month", month: of },
              t("orders.analysis.month", { month: Number(of.slice(5)), year: of.slice(2, 4) }),
              month,
              Number(month.amount.amount),
            );
          })}
        />
      );
    case "goods":
      return analysis.goodsByAmount.length === 0 ? (
        <p className="quiet">{t("orders.analysis.noGoods")}</p>
      ) : (
        <Rows
          label={t("orders.analysis.goodsAre")}
          bars={analysis.goodsByAmount
            .slice(0, MOST_GOODS)
            .map((goods) =>
              bar(
                { kind: "goods", goods: goods.goods },
                goods.goods,
                goods,
                Number(goods.amount?.amount ?? 0),
                goods.quantity ? `× ${shortQuantity(goods.quantity)}` : "",
              ),
            )}
        />
      );
    case "weekdays":
      return (
        <Columns
          label={t("orders.analysis.weekdaysAre")}
          bars={analysis.weekdays.map((day) =>
            bar(
              { kind: "weekday", weekday: day.weekday },
              t(`orders.weekdayShort.${day.weekday}`),
              day,
              day.orderCount,
            ),
          )}
        />
      );
    case "hours":
      return analysis.hours.length === 0 ? (
        <p className="quiet">{t("orders.analysis.noHours")}</p>
      ) : (
        <Columns
          label={t("orders.analysis.hoursAre")}
          quietLabels={3}
          bars={Array.from({ length: 24 }, (_, hour) => {
            const sum = analysis.hours.find((known) => known.hour === hour);
            return bar({ kind: "hour", hour }, String(hour), sum ?? { orderCount: 0 }, sum?.orderCount ?? 0);
          })}
        />
      );
  }
}
