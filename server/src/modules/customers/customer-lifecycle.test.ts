import { describe, expect, test } from "vitest";
import { CustomerLifecycle } from "./customer.entity.ts";
import {
  causeOf,
  LifecycleCause,
  lifecycleByRule,
  lostOn,
  monthsAfter,
  SalesStage,
  stageOf,
} from "./customer-lifecycle.ts";

const { POTENTIAL, EXISTING, LOST } = CustomerLifecycle;

describe("ARC-17 the rule that tells potential, existing and lost customers apart", () => {
  test.each([
    ["2026-01-15", 1, "2026-02-15"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2025-11-30", 3, "2026-02-28"],
    ["2026-12-01", 12, "2027-12-01"],
  ])("%s and %i months is %s", (day, months, after) => {
    expect(monthsAfter(day, months)).toBe(after);
  });

  test.each([
    [null, 12, "2026-11-22", POTENTIAL],
    ["2026-11-21", 12, "2026-11-22", EXISTING],
    ["2025-11-23", 12, "2026-11-22", EXISTING],
    ["2025-11-22", 12, "2026-11-22", LOST],
    ["1999-01-01", null, "2026-11-22", EXISTING],
  ])("last deal %s, lost after %s months: on %s %s", (lastDealOn, months, today, expected) => {
    expect(lifecycleByRule(lastDealOn, months, today)).toBe(expected);
  });

  test("says why, and when it would move somebody on", () => {
    const facts = { lifecycle: EXISTING, byHand: false, lastDealOn: "2026-03-31" };
    expect(causeOf(facts)).toBe(LifecycleCause.DEAL_MADE);
    expect(lostOn(facts, 11)).toBe("2027-02-28");
    expect(lostOn(facts, null)).toBeNull();
    expect(lostOn({ ...facts, lifecycle: LOST }, 12)).toBeNull();
    expect(causeOf({ ...facts, lifecycle: LOST })).toBe(LifecycleCause.NO_DEAL_FOR_LONG);
    expect(causeOf({ ...facts, lifecycle: POTENTIAL, lastDealOn: null })).toBe(LifecycleCause.NO_DEAL_YET);
  });

  test("leaves alone what a person decided", () => {
    const facts = { lifecycle: EXISTING, byHand: true, lastDealOn: "2026-03-31" };
    expect(causeOf(facts)).toBe(LifecycleCause.SET_BY_HAND);
    expect(lostOn(facts, 12)).toBeNull();
  });
});

describe("ARC-15 the stage of a sale", () => {
  test.each([
    [null, SalesStage.PRE_SALE],
    ["2026-11-22", SalesStage.IN_SALE],
    ["2026-11-07", SalesStage.IN_SALE],
    ["2026-11-06", SalesStage.AFTER_SALE],
  ])("last deal on %s: %s", (lastDealOn, stage) => {
    expect(stageOf(lastDealOn, 15, "2026-11-22")).toBe(stage);
  });
});
