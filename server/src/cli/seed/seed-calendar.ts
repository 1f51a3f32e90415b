import type { Dice } from "../../modules/imports/demo/demo-people.ts";
import { placeIn } from "./seed-dice.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** China has one time and no summer time. */
const CHINA = 8 * HOUR;

/** New Year's day of the lunar calendar 春节; couriers rest for a week before and after. */
const SPRING_FESTIVALS = [
  "2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29",
  "2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08",
]
  .flatMap((line) => line.split(" "))
  .map(dayNumber);

/** Days since 1970 of a date (yyyy-mm-dd). */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
}

export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The day in China that a moment falls on. */
export function dayOf(moment: number): number {
  return Math.floor((moment + CHINA) / DAY);
}

/** When a day begins in China. */
export function startOfDay(day: number): number {
  return day * DAY - CHINA;
}

/** How much a shop sells on a day, beside an ordinary one: 双11, 618, 双12, before the Spring Festival, and during it. */
export function seasonOf(day: number): number {
  const date = new Date(day * DAY);
  const monthDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  const weekend = [0, 6].includes(date.getUTCDay()) ? 1.12 : 1;
  const festive = SPRING_FESTIVALS.reduce((product, festival) => product * beside(day - festival), 1);
  return weekend * festive * saleOf(monthDay);
}

/** Two weeks of buying for the feast, then a fortnight in which hardly anybody orders. */
function beside(daysAfter: number): number {
  if (daysAfter >= -6 && daysAfter <= 8) return 0.3;
  return daysAfter >= -21 && daysAfter < -6 ? 1.35 : 1;
}

function saleOf(monthDay: number): number {
  if (monthDay === 1111) return 7;
  if (monthDay >= 1101 && monthDay <= 1113) return 2.6;
  if (monthDay === 618) return 4.5;
  if (monthDay >= 601 && monthDay <= 620) return 1.8;
  if (monthDay >= 1210 && monthDay <= 1212) return 2;
  return monthDay >= 925 && monthDay <= 1007 ? 1.2 : 1;
}

/** Days up to the last one, each with its share of all that happens: by season, and more of late than long ago. */
export class Calendar {
  readonly firstDay: number;
  readonly #sums: Float64Array;

  constructor(lastDay: number, days: number, { growth, lag = 0 }: { growth: number; lag?: number }) {
    this.firstDay = lastDay - days + 1;
    this.#sums = new Float64Array(days);
    let sum = 0;
    for (let index = 0; index < days; index += 1) {
      const since = (days - index) / 365;
      sum += busyness(this.firstDay + index - lag) * growth ** -since;
      this.#sums[index] = sum;
    }
  }

  /** Between half past eight in the morning and ten at night; a greater share is a later moment. */
  momentAt(share: number): number {
    const wanted = share * this.#total;
    const index = placeIn(this.#sums, wanted);
    const before = index === 0 ? 0 : (this.#sums[index - 1] ?? 0);
    const through = (wanted - before) / ((this.#sums[index] ?? 1) - before);
    return startOfDay(this.firstDay + index) + Math.floor((8.5 + Math.min(1, through) * 13.5) * HOUR);
  }

  /** How much of everything has happened before a day. */
  shareBefore(day: number): number {
    const index = Math.min(day - this.firstDay, this.#sums.length);
    return index <= 0 ? 0 : (this.#sums[index - 1] ?? 0) / this.#total;
  }

  /** A day from the given one on. */
  dayFrom(dice: Dice, day: number): number {
    const before = this.shareBefore(day);
    return this.firstDay + placeIn(this.#sums, (before + dice.next() * (1 - before)) * this.#total);
  }

  get #total(): number {
    return this.#sums.at(-1) ?? 1;
  }
}

const known = new Map<number, number>();

function busyness(day: number): number {
  const found = known.get(day) ?? seasonOf(day);
  known.set(day, found);
  return found;
}
