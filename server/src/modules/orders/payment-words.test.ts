import { expect, test } from "vitest";
import { PaymentMethod } from "./order.entity.ts";
import { paymentOfWord } from "./payment-words.queries.ts";

test.each([
  ["支付宝", PaymentMethod.ALIPAY],
  ["支付宝（花呗分期）", PaymentMethod.ALIPAY],
  ["微信支付", PaymentMethod.WECHAT_PAY],
  ["货到付款（现金）", PaymentMethod.CASH_ON_DELIVERY],
  ["现金", PaymentMethod.CASH],
  ["招商银行信用卡", PaymentMethod.BANK_CARD],
  ["对公转账", PaymentMethod.BANK_TRANSFER],
  ["ＡＬＩＰＡＹ", PaymentMethod.ALIPAY],
])("ARC-60 a sheet's %s is %s", (word, method) => {
  expect(paymentOfWord(word)).toEqual({ paymentMethod: method, otherPayment: null });
});

test("ARC-60 what no method fits keeps its own words", () => {
  expect(paymentOfWord("购物券抵扣")).toEqual({
    paymentMethod: PaymentMethod.OTHER,
    otherPayment: "购物券抵扣",
  });
});
