import type { ReactNode } from "react";
import { useFormat } from "../../lib/format.ts";
import { shortQuantity } from "./amounts.ts";
import styles from "./orders.module.css";

type Item = {
  goods: string;
  quantity?: string | null;
  amount?: { amount: string; currency?: string } | null;
};

/** The goods of an order, a line each. Lines have no names of their own; their place tells them apart. */
export function GoodsList({ items }: { items: readonly Item[] }): ReactNode {
  const format = useFormat();
  if (items.length === 0) return <span className="quiet">—</span>;
  return (
    <ul className={styles["goods"]}>
      {items.map((item, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same goods may stand in two lines
        <li key={place}>
          {item.goods}
          {item.quantity ? <span className="figures"> × {shortQuantity(item.quantity)}</span> : null}
          {item.amount && items.length > 1 ? (
            <span className="quiet figures">
              {" "}
              {format.money({ amount: item.amount.amount, currency: item.amount.currency ?? "CNY" })}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
