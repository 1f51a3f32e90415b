import { describe, expect, test } from "vitest";
import { idsShown, isShowing, rowsOf } from "./live-data.ts";

const card = {
  customer: {
    __typename: "Customer",
    id: "Customer_1",
    timeline: { nodes: [{ subject: { __typename: "Order", id: "Order_7" } }] },
  },
};
const desk = {
  complaintCounts: { mine: { value: 3 } },
  complaints: { nodes: [{ id: "Complaint_5" }], pageInfo: { hasNextPage: true, endCursor: "x" } },
};

describe("DOS-3.4 what an answer shows", () => {
  test("is every record in it, however deep", () => {
    expect(isShowing(card, new Set(["Order_7"]))).toBe(true);
    expect(isShowing(desk, new Set(["Complaint_5", "Customer_2"]))).toBe(true);
    expect(isShowing(card, new Set(["Customer_2"]))).toBe(false);
    expect(isShowing(undefined, new Set(["Customer_2"]))).toBe(false);
  });

  test("names the fields that are shown of each record, so that the others can be forgotten", () => {
    const shown = idsShown([card, undefined, desk]);
    expect(shown.has("Customer:Customer_1.timeline")).toBe(true);
    expect(shown.has("Customer:Customer_1.notes")).toBe(false);
    expect(shown.has("Order:Order_7.id")).toBe(true);
  });

  test("is a list when its root has rows and pages", () => {
    expect(rowsOf(desk)?.field).toBe("complaints");
    expect(rowsOf(card)).toBeUndefined();
    expect(rowsOf(undefined)).toBeUndefined();
  });
});
