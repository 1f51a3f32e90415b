import { expect, test } from "vitest";
import { cents, firstLine, money, withLine, type OrderSum } from "./order-lines.ts";

function orderOf(...rows: readonly (readonly [goods: string, amount: string])[]): OrderSum {
  const orders = rows.map(([goods, amount]) => ({
    number: "T1",
    orderedOn: "2026-01-02",
    goods,
    quantity: null,
    amount,
    time: null,
    payment: null,
    channel: null,
  }));
  const [first, ...others] = orders;
  if (!first) throw new Error("no rows");
  return others.reduce<OrderSum>((sum, order) => withLine(sum, order), firstLine(first));
}

test("the same amount on every row of an order is its total", () => {
  expect(orderOf(["壶", "90.00"], ["杯", "90.00"], ["盘", "90.00"])).toEqual({
    amount: "90.00",
    lines: ["壶", "杯", "盘"].map((goods) => ({ goods, quantity: null, amount: null })),
  });
});

test("different amounts are the lines' own, and their sum the total, also when the difference comes late", () => {
  expect(orderOf(["壶", "100.00"], ["杯", "100.00"], ["盘", "50.05"])).toEqual({
    amount: "250.05",
    lines: [
      { goods: "壶", quantity: null, amount: "100.00" },
      { goods: "杯", quantity: null, amount: "100.00" },
      { goods: "盘", quantity: null, amount: "50.05" },
    ],
  });
});

test("money is counted in whole cents", () => {
  expect(money(cents("0.1") + cents("0.2"))).toBe("0.30");
  expect(money(cents("999999999.99"))).toBe("999999999.99");
});
