import { expect, test } from "vitest";
import { DEMO_COMPLAINTS, inventDemoComplaints, type DemoPurchase } from "./demo-complaints.ts";

const now = new Date("2026-03-08T06:00:00Z");
const purchases: DemoPurchase[] = Array.from({ length: 200 }, (_, index) => ({
  customerId: `customer ${index}`,
  orderId: `order ${index}`,
  goods: "真丝围巾",
  day: new Date(now.getTime() - (index % 92) * 86_400_000).toISOString().slice(0, 10),
}));
const complaints = inventDemoComplaints(purchases, now, { id: "somebody", teamId: null });

test("the invented complaints are spread over the past, none of them and nothing in them later than now", () => {
  expect(complaints).toHaveLength(DEMO_COMPLAINTS);
  for (const { filedAt, past } of complaints) {
    const moments = [filedAt, ...past.map(({ at }) => at), now].map((moment) => moment.getTime());
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
  }
  const days = complaints.map(({ filedAt }) => (now.getTime() - filedAt.getTime()) / 86_400_000);
  expect(Math.min(...days)).toBeLessThan(3);
  expect(Math.max(...days)).toBeGreaterThan(60);
  expect(Math.max(...days)).toBeLessThan(92);
});

test("they are the same each time, name the goods, and wait for somebody or nobody", () => {
  expect(inventDemoComplaints(purchases, now, { id: "somebody", teamId: null })).toEqual(complaints);
  expect(complaints.filter(({ description }) => description.includes("{goods}"))).toEqual([]);
  expect(new Set(complaints.map(({ assigneeId }) => assigneeId))).toEqual(new Set(["somebody", null]));
});
