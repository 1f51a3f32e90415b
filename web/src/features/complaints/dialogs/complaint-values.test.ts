import { expect, it } from "vitest";
import { changesToComplaint, complaintBefore, valuesOfComplaint } from "./complaint-values.ts";

const onFile = {
  description: "毯子破了",
  category: "PRODUCT_QUALITY",
  severity: "NORMAL",
  kind: "COMPLAINT",
  medium: "PHONE",
  order: { id: "order 1" },
} as const;

it("DOS-3.3 an edit sends only what was changed", () => {
  expect(changesToComplaint(onFile, valuesOfComplaint(onFile))).toEqual({});
  expect(changesToComplaint(onFile, { ...valuesOfComplaint(onFile), severity: "HIGH" })).toEqual({
    severity: "HIGH",
  });
});

it("DOS-3.3 a complaint can lose its order, and the edit can be taken back", () => {
  const changes = changesToComplaint(onFile, { ...valuesOfComplaint(onFile), orderId: "" });
  expect(changes).toEqual({ orderId: null });
  expect(complaintBefore(onFile, changes)).toEqual({ orderId: "order 1" });
});
