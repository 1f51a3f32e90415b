import { describe, expect, it } from "vitest";
import { summaryOf, type Look } from "./reveal-summary.ts";

const look = (id: string, recordId: string, reason: string): Look => ({
  recordId,
  reason,
  actor: { id, name: id, roleName: "客服", revealQuota: 2 },
});

describe("SEC-08 a day's looks at personal data", () => {
  it("count a customer once for each person, whatever and however often was looked at", () => {
    const summary = summaryOf([
      look("a", "Customer_1", "SHIP_ORDER"),
      look("a", "Customer_1", "SHIP_ORDER: 补发"),
      look("a", "Customer_2", "OTHER: 对账"),
      look("b", "Customer_1", "CONTACT_CUSTOMER"),
      { recordId: "Customer_9", reason: null, actor: null },
    ]);
    expect(summary.map(({ id, customers, looks, quota }) => [id, customers, looks, quota])).toEqual([
      ["a", 2, 3, 2],
      ["b", 1, 1, 2],
    ]);
    expect(summary[0]?.reasons).toEqual([
      ["SHIP_ORDER", 2],
      ["OTHER", 1],
    ]);
  });
});
