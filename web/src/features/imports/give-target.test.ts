import { describe, expect, it } from "vitest";
import { giveTarget, type ColumnChoice } from "./give-target.ts";

const columns: ColumnChoice[] = [
  { position: 0, target: "CUSTOMER_ID" },
  { position: 1, target: "PHONE" },
  { position: 2, target: null },
  { position: 3, target: "ADDRESS" },
];
const targets = (position: number, target: "PHONE" | "ADDRESS" | null): unknown =>
  giveTarget(columns, position, target).columns.map((column) => column.target);

describe("DOS-2.4 choosing what a column becomes", () => {
  it("changes that column alone when nobody else gives the target", () => {
    expect(targets(1, null)).toEqual(["CUSTOMER_ID", null, null, "ADDRESS"]);
  });

  it("takes the target away from the column that gave it before, and names that column", () => {
    expect(targets(2, "PHONE")).toEqual(["CUSTOMER_ID", null, "PHONE", "ADDRESS"]);
    expect(giveTarget(columns, 2, "PHONE").displaced?.position).toBe(1);
  });

  it("lets several columns make one address", () => {
    expect(targets(2, "ADDRESS")).toEqual(["CUSTOMER_ID", "PHONE", "ADDRESS", "ADDRESS"]);
  });
});
