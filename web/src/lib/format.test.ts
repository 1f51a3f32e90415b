import { describe, expect, it } from "vitest";
import { formatDate, formatMoney, formatNumber } from "./format.ts";

describe("DOS-2.8 money, dates and numbers", () => {
  it("shows yuan with its sign in both languages, to the last fen of amounts no number could hold", () => {
    const money = { amount: "12345678901234567.89", currency: "CNY" };
    expect(formatMoney("zh-CN", money)).toBe("¥12,345,678,901,234,567.89");
    expect(formatMoney("en", money)).toBe("¥12,345,678,901,234,567.89");
    expect(formatMoney("zh-CN", { amount: "1234.5", currency: "CNY" })).toBe("¥1,234.50");
    expect(formatMoney("en", { amount: "20", currency: "USD" })).toBe("$20.00");
  });

  it("shows a calendar day as that day, whatever the reader's time zone", () => {
    expect(formatDate("zh-CN", "2026-01-02")).toBe("2026/01/02");
    expect(formatDate("en", "2026-01-02")).toBe("Jan 2, 2026");
  });

  it("groups thousands", () => {
    expect(formatNumber("zh-CN", 10000)).toBe("10,000");
  });
});
