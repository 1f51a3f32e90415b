import { refused, valued } from "./cell-result.ts";
import type { CellResult } from "./cell-result.ts";
import { foldText } from "./text-rules.ts";

/** A day of the business's calendar, and the time of day when the sheet tells it. */
export interface OrderDate {
  /** 2026-03-08 */
  date: string;
  /** 13:45:00 */
  time: string | null;
}

export interface DateSurroundings {
  /** Today's date, 2026-11-22: what is far ahead of it is a mistake. */
  today: string;
  /** The zone in which a time with an offset becomes a day. */
  timeZone: string;
}

const EARLIEST = "1990-01-01";
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;
const CLOCK = String.raw`(?:[\sT]*(上午|下午|中午|晚上|凌晨|早上)?\s*(\d{1,2})(?::|时|点)(\d{1,2})?(?:(?::|分)(\d{1,2})?(?:[.,]\d+)?)?(?:秒|分)?\s*([AaPp]\.?[Mm]\.?)?)?`;
const WEEKDAY = String.raw`(?:\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?`;
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})\s*(?:[-/.年]|\s)\s*(\d{1,2})\s*(?:[-/.月]|\s)\s*(\d{1,2})\s*日?号?${WEEKDAY}${CLOCK}$`,
);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})(?:${CLOCK}|\s*(\d{2})(\d{2})(\d{2}))$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})${CLOCK}$`);
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})$/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Between which days what a cell says is no mistake. */
interface DaysInReason {
  readonly earliest: string;
  readonly latest: string;
}

export function readOrderDate(cell: string, { today, timeZone }: DateSurroundings): CellResult<OrderDate> {
  const latest = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return readDay(cell, { timeZone, earliest: EARLIEST, latest });
}

/** Any day, in every form in which spreadsheets and people write one. */
export function readDay(
  cell: string,
  { timeZone, ...days }: DaysInReason & Pick<DateSurroundings, "timeZone">,
): CellResult<OrderDate> {
  const text = foldText(cell).replace(/^'(?=\d)/, "");
  if (text === "") return valued<OrderDate>(null);
  if (WITH_ZONE.test(text)) {
    const time = Date.parse(text.replace(" ", "T").replace(/\s+/g, ""));
    return Number.isNaN(time) ? doesNotExist(text) : inReason(inZone(time, timeZone), days);
  }
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [, year, month, day, ...clock] = yearFirst;
    return dated(text, Number(year), Number(month), Number(day), readClock(clock), days);
  }
  const compact = COMPACT.exec(text);
  if (compact !== null) {
    const [, year, month, day, ...rest] = compact;
    const [hour, minute, second] = rest.slice(5);
    const clock = hour === undefined ? rest.slice(0, 5) : [undefined, hour, minute, second];
    return dated(text, Number(year), Number(month), Number(day), readClock(clock), days);
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast !== null) return readYearLast(text, yearLast, days);
  const named = readNamedMonth(text);
  if (named !== undefined) return dated(text, named.year, named.month, named.day, null, days);
  return whatIsWrong(text, days);
}

/** 25/12/2026 can be read in one way only; 3/8/2026 in two, and nobody may guess. */
function readYearLast(text: string, match: RegExpExecArray, days: DaysInReason): CellResult<OrderDate> {
  const [, first, second, year, ...clock] = match;
  const [one, other] = [Number(first), Number(second)];
  if (one !== other && one <= 12 && other <= 12) return refused("DATE_ORDER_UNCLEAR");
  const [month, day] = one > 12 ? [other, one] : [one, other];
  return dated(text, Number(year), month, day, readClock(clock), days);
}

/** Mar 8, 2026 and 8 March 2026. */
function readNamedMonth(text: string): { year: number; month: number; day: number } | undefined {
  const match =
    /^(?<month>[A-Za-z]{3,9})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})$/.exec(text) ??
    /^(?<day>\d{1,2})[\s-](?<month>[A-Za-z]{3,9})\.?,?[\s-](?<year>\d{4})$/.exec(text);
  const month = MONTHS.indexOf(match?.groups?.["month"]?.slice(0, 3).toLowerCase() ?? "") + 1;
  if (month === 0) return undefined;
  return { year: Number(match?.groups?.["year"]), month, day: Number(match?.groups?.["day"]) };
}

/** A time of day, null when none is told, undefined when what is told is none. */
type Clock = string | null | undefined;

/** Half of the day (or AM/PM), hour, minute, second. */
function readClock([half, hourText, minuteText, secondText, meridiem]: (string | undefined)[]): Clock {
  if (hourText === undefined) return null;
  let hour = Number(hourText);
  const minute = Number(minuteText ?? 0);
  const second = Number(secondText ?? 0);
  const afternoon =
    half === "下午" || half === "晚上" || (half === "中午" && hour < 3) || /^p/i.test(meridiem ?? "");
  const morning = half === "上午" || half === "凌晨" || half === "早上" || /^a/i.test(meridiem ?? "");
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour === 12) hour = 0;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
}

function dated(
  text: string,
  year: number,
  month: number,
  day: number,
  time: Clock,
  days: DaysInReason,
): CellResult<OrderDate> {
  if (time === undefined) return refused("DATE_NOT_VALID");
  const exact = new Date(Date.UTC(year, month - 1, day));
  // The calendar of the language takes the year 95 for 1995.
  const exists =
    exact.getUTCFullYear() === year && exact.getUTCMonth() === month - 1 && exact.getUTCDate() === day;
  if (!exists) return doesNotExist(text);
  // Back offices write midnight when they know the day only.
  return inReason({ date: exact.toISOString().slice(0, 10), time: time === "00:00:00" ? null : time }, days);
}

function inReason(value: OrderDate, days: DaysInReason): CellResult<OrderDate> {
  const { earliest, latest } = days;
  if (value.date < earliest) return refused("DATE_TOO_EARLY", { limit: earliest });
  if (value.date > latest) return refused("DATE_TOO_LATE", { limit: latest });
  return valued(value);
}

function inZone(time: number, timeZone: string): OrderDate {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(
    time,
  );
  const [date = "", clock = ""] = text.split(" ");
  return { date, time: clock };
}

function whatIsWrong(text: string, days: DaysInReason): CellResult<OrderDate> {
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const date = new Date(SERIAL_EPOCH + Math.floor(Number(text)) * DAY).toISOString().slice(0, 10);
    if (inReason({ date, time: null }, days).issue === undefined) return refused("DATE_SERIAL", { date });
  }
  if (/^\d{4}\s*[-/.年]\s*\d{1,2}\s*月?$/.test(text)) return refused("DATE_DAY_MISSING");
  if (/^\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?$/.test(text)) return refused("DATE_YEAR_UNCLEAR");
  if (/^\d{1,2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?(?:\s|$)/.test(text))
    return refused("DATE_YEAR_UNCLEAR");
  return refused("DATE_NOT_VALID");
}

function doesNotExist(text: string): CellResult<OrderDate> {
  return refused("DATE_DOES_NOT_EXIST", { text });
}
