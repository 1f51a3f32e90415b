import { describe, expect, it } from "vitest";
import { readAmount, readQuantity, shortQuantity, sumOfAmounts } from "./amounts.ts";
import { changedOrder, orderBefore, orderDetails, valuesOfOrder, type OrderOnFile } from "./order-values.ts";

const onFile: OrderOnFile = {
  id: "Order_1",
  version: 2,
  number: "DD-000001",
  orderedOn: "2026-03-08",
  shopOrderNumber: null,
  amount: { amount: "128.00", currency: "CNY" },
  items: [{ goods: "山核桃", quantity: "2.000", amount: { amount: "128.00", currency: "CNY" } }],
};

describe("DOS-2.6 amounts as people type them", () => {
  it("are read whatever the keyboard writes", () => {
    expect(readAmount("１，２８０．５０")).toBe("1280.50");
    expect(readAmount("￥ 99 元")).toBe("99");
    expect(readAmount("99.999")).toBeUndefined();
    expect(readAmount("-1")).toBeUndefined();
    expect(readAmount("")).toBeUndefined();
  });

  it("tell a quantity from nothing", () => {
    expect(readQuantity("2.5")).toBe("2.5");
    expect(readQuantity("0")).toBeUndefined();
    expect(readQuantity("两个")).toBeUndefined();
    expect(shortQuantity("2.000")).toBe("2");
    expect(shortQuantity("20")).toBe("20");
    expect(shortQuantity("2.500")).toBe("2.5");
  });

  it("add up exactly, and not before all are there", () => {
    expect(sumOfAmounts(["0.1", "0.2"])).toBe("0.30");
    expect(sumOfAmounts(["999999999999.99", "0.01"])).toBe("1000000000000.00");
    expect(sumOfAmounts(["1", undefined])).toBeUndefined();
  });
});

describe("DOS-2.6 an order by hand", () => {
  it("leaves out lines that were left empty", () => {
    const details = orderDetails({
      orderedOn: "2026-03-08",
      amount: "128",
      items: [{ goods: "山核桃" }, undefined, { goods: " " }],
    });
    expect(details.items).toEqual([{ goods: "山核桃", quantity: null, amount: null }]);
  });

  it("is not changed by looking at it", () => {
    expect(changedOrder(onFile, valuesOfOrder(onFile))).toEqual({});
    const paid = { ...onFile, paymentMethod: "OTHER" as const, otherPayment: "购物券" };
    expect(changedOrder(paid, valuesOfOrder(paid))).toEqual({});
    expect(changedOrder(paid, { ...valuesOfOrder(paid), paymentMethod: "CASH" })).toEqual({
      paymentMethod: "CASH",
      otherPayment: null,
    });
  });

  it("sends what was changed, and can put it back", () => {
    const changes = changedOrder(onFile, {
      ...valuesOfOrder(onFile),
      amount: "130",
      shopOrderNumber: "TB-1",
    });
    expect(changes).toEqual({ amount: { amount: "130", currency: "CNY" }, shopOrderNumber: "TB-1" });
    expect(orderBefore(onFile, changes)).toEqual({
      amount: { amount: "128.00", currency: "CNY" },
      shopOrderNumber: null,
    });
  });
});
