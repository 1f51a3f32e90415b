import { expect, test } from "vitest";
import { checkRow } from "../reading/check-row.ts";
import { inventDemoFile } from "./demo-rows.ts";

const TODAY = "2026-11-22";

test("DOS-2.10 the demo archive is the same each time and has no row with a problem", () => {
  const { columns, rows } = inventDemoFile(TODAY);
  expect(inventDemoFile(TODAY).rows).toEqual(rows);
  const dates = { today: TODAY, timeZone: "Asia/Shanghai" };
  expect(rows.flatMap((row) => checkRow(row, columns, dates).issues)).toEqual([]);
});

test("DOS-2.10 five hundred people, each with an ID of their own, some without a deal, nobody in the future", () => {
  const { rows } = inventDemoFile(TODAY);
  const byId = Map.groupBy(rows, ({ cells }) => cells[0] ?? "");
  expect(byId.size).toBe(500);
  const potential = [...byId.values()].filter((own) => own.every(({ cells }) => cells[6] === ""));
  expect(potential.length).toBeGreaterThan(20);
  expect(potential.length).toBeLessThan(80);
  expect(rows.every(({ cells }) => (cells[6] ?? "").slice(0, 10) <= TODAY)).toBe(true);
  expect(rows.every(({ cells }) => cells[3] === "" || cells[3]?.endsWith("@example.cn"))).toBe(true);
});
