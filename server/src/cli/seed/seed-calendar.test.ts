import { expect, test } from "vitest";
import { Calendar, dateOf, dayNumber, dayOf, seasonOf, startOfDay } from "./seed-calendar.ts";
import { diceFor, Purpose } from "./seed-dice.ts";

const until = dayNumber("2026-11-20");
const calendar = new Calendar(until, 4 * 365, { growth: 1.35 });

test("a shop sells most on 双11, much on 618, and hardly anything at the Spring Festival", () => {
  const ordinary = seasonOf(dayNumber("2025-03-12"));
  expect(seasonOf(dayNumber("2025-11-11"))).toBeGreaterThan(5 * ordinary);
  expect(seasonOf(dayNumber("2025-06-18"))).toBeGreaterThan(3 * ordinary);
  expect(seasonOf(dayNumber("2026-01-30"))).toBeGreaterThan(ordinary);
  expect(seasonOf(dayNumber("2026-02-17"))).toBeLessThan(0.5 * ordinary);
});

test("days are thrown as often as the season says, more of late, and never after the last day", () => {
  const dice = diceFor(1, Purpose.ORDERS, 1);
  const days = Array.from({ length: 50_000 }, () => calendar.dayFrom(dice, until - 1000));
  expect(Math.min(...days)).toBeGreaterThanOrEqual(until - 1000);
  expect(Math.max(...days)).toBe(until);
  const on = (date: string) => days.filter((day) => dateOf(day) === date).length;
  expect(on("2025-11-11")).toBeGreaterThan(4 * on("2025-10-22"));
  const years = Map.groupBy(days, (day) => dateOf(day).slice(0, 4));
  expect(years.get("2025")?.length).toBeGreaterThan(years.get("2024")?.length ?? 0);
});

test("a greater share is a later moment, by day in China and never at night", () => {
  const moments = Array.from({ length: 5000 }, (_, index) => calendar.momentAt(index / 5000));
  expect(moments).toEqual(moments.toSorted((one, other) => one - other));
  for (const moment of moments) {
    const hour = (moment - startOfDay(dayOf(moment))) / 3_600_000;
    expect(hour).toBeGreaterThanOrEqual(8.5);
    expect(hour).toBeLessThanOrEqual(22);
  }
});

test("what had happened before a day is the share at which that day begins", () => {
  const day = dayNumber("2025-06-01");
  expect(dayOf(calendar.momentAt(calendar.shareBefore(day) + 1e-9))).toBe(day);
  expect(calendar.shareBefore(calendar.firstDay)).toBe(0);
});
