import type { OrderLine } from "./known.ts";
import type { RowOrder } from "./prepare-row.ts";

export interface OrderSum {
  readonly amount: string;
  readonly lines: readonly OrderLine[];
}

/** Exact sums of money: the amounts as whole cents. */
export function cents(amount: string): number {
  const [whole = "0", decimals = ""] = amount.split(".");
  return Number(whole) * 100 + Number(decimals.padEnd(2, "0").slice(0, 2));
}

export function money(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
}

/** The first row of an order: its amount is the order's. A row without goods has no line. */
export function firstLine(order: RowOrder): OrderSum {
  return {
    amount: order.amount,
    lines: order.goods === null ? [] : [{ goods: order.goods, quantity: order.quantity, amount: null }],
  };
}

/**
 * One more row of an order. Shop back offices either repeat the order's total on each of its rows or give each line
 * its own amount: when all rows say the same, that is the total; otherwise the total is their sum, and each line
 * keeps its own.
 */
export function withLine(sum: OrderSum, order: RowOrder): OrderSum {
  const before = sum.lines.length === 0 ? [sum.amount] : sum.lines.map((line) => rowAmountOf(sum, line));
  const amounts = [...before, order.amount];
  const added =
    order.goods === null ? [] : [{ goods: order.goods, quantity: order.quantity, amount: order.amount }];
  if (amounts.every((amount) => cents(amount) === cents(order.amount))) {
    return {
      amount: order.amount,
      lines: [...sum.lines, ...added].map((line) => ({ ...line, amount: null })),
    };
  }
  return {
    amount: money(amounts.reduce((total, amount) => total + cents(amount), 0)),
    lines: [...sum.lines.map((line) => ({ ...line, amount: rowAmountOf(sum, line) })), ...added],
  };
}

/** What the row of a line on file said. */
export function rowAmountOf(sum: OrderSum, line: OrderLine): string {
  return line.amount ?? sum.amount;
}
