import { text } from "../../platform/language.ts";
import type { Terminal } from "../terminal.ts";
import { dateOf, dayNumber } from "./seed-calendar.ts";
import type { SeedTask } from "./seed-plan.ts";

/** As typed. */
export interface TypedSeedOptions {
  readonly customers?: string;
  readonly complaints?: string;
  readonly seed: string;
  readonly until: string;
  readonly add: boolean;
}

/** The last day on which anything happens, unless another is given: fixed, so that a seed gives the same data on every day. */
export const DEFAULT_UNTIL = "2026-11-20";
const MOST_CUSTOMERS = 10_000_000;
const MOST_COMPLAINTS_EACH = 10;
const GREATEST_SEED = 4_294_967_295;
/** Lunar calendars and prices are invented for these years. */
const EARLIEST_UNTIL = "2020-01-01";

/** What was asked for; refuses what cannot be done, in words. */
export function readSeedOptions(terminal: Terminal, typed: TypedSeedOptions, today: string): SeedTask {
  const customers = whole(terminal, "--customers", typed.customers, 1, MOST_CUSTOMERS);
  const complaints = whole(
    terminal,
    "--complaints",
    typed.complaints ?? "0",
    0,
    customers * MOST_COMPLAINTS_EACH,
  );
  const seed = whole(terminal, "--seed", typed.seed, 0, GREATEST_SEED);
  return { customers, complaints, seed, untilDay: untilDay(terminal, typed.until, today) };
}

function whole(
  terminal: Terminal,
  option: string,
  typed: string | undefined,
  least: number,
  most: number,
): number {
  const number = typed !== undefined && /^\d{1,12}$/.test(typed) ? Number(typed) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw terminal.refuse(
    text(
      `${option} 须是 ${least} 到 ${most} 之间的整数${typed === undefined ? "" : `，不能是“${typed}”`}。`,
      `${option} is a whole number from ${least} to ${most}${typed === undefined ? "" : `, not "${typed}"`}.`,
    ),
  );
}

function untilDay(terminal: Terminal, typed: string, today: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? dayNumber(typed) : Number.NaN;
  if (Number.isNaN(day) || dateOf(day) !== typed) {
    throw terminal.refuse(
      text(
        `--until 须是日期，例如 2026-10-31，不能是“${typed}”。`,
        `--until is a date such as 2026-10-31, not "${typed}".`,
      ),
    );
  }
  if (typed < EARLIEST_UNTIL || typed >= today) {
    throw terminal.refuse(
      text(
        `--until 须在 ${EARLIEST_UNTIL} 之后、今天（${today}）之前：数据不能来自未来。现为 ${typed}。`,
        `--until lies between ${EARLIEST_UNTIL} and yesterday (today is ${today}): nothing may have happened in the future. It is ${typed}.`,
      ),
    );
  }
  return day;
}
