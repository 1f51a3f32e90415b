import type { NumberKind } from "./number-formats.ts";

/** Spreadsheet programs keep 15 significant digits of a number. */
const FIRST_LOSSY_NUMBER = 1e15;
const LAST_SERIAL_DATE = 2_958_465; // 9999-12-31
const SECONDS_PER_DAY = 86_400;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

export interface NumberText {
  text: string;
  digitsLost: boolean;
}

/** A number as a person sees it in the cell, given how the cell is formatted. */
export function numberText(value: number, kind: NumberKind, date1904: boolean): NumberText {
  if (kind !== "number" && kind !== "percent") {
    const text = serialDateText(value, kind, date1904);
    if (text !== undefined) return { text, digitsLost: false };
  }
  const digitsLost = Math.abs(value) >= FIRST_LOSSY_NUMBER;
  if (digitsLost) return { text: scientific(value), digitsLost };
  if (kind === "percent") return { text: `${plain(value * 100)}%`, digitsLost };
  return { text: plain(value), digitsLost };
}

/** 15 digits, as every spreadsheet program shows them: 2710.3699999999999 in the file is 2710.37 to the person. */
function plain(value: number): string {
  const short = String(value);
  if (short.length <= 15 && !short.includes("e")) return short;
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes("e") ? rounded.toFixed(20).replace(/\.?0+$/, "") : text;
}

function scientific(value: number): string {
  const [digits = "0", exponent = "+0"] = value.toExponential(14).split("e");
  return `${digits.replace(/\.?0+$/, "")}E${exponent}`;
}

/** A serial date, or nothing when the number is none: then the program shows ##### and we show the number. */
function serialDateText(serial: number, kind: NumberKind, date1904: boolean): string | undefined {
  if (serial < 0 || serial > LAST_SERIAL_DATE) return undefined;
  const seconds = Math.round((serial - Math.floor(serial)) * SECONDS_PER_DAY);
  const day = Math.floor(serial);
  if (kind === "time" && day === 0) return clock(seconds);
  // Excel believes that 1900 was a leap year: before 1 March 1900 its days are one off.
  if (!date1904 && day < 61) return day < 60 && day > 0 ? textOfDay(day + 1, EPOCH_1900) : undefined;
  const carried = seconds === SECONDS_PER_DAY ? 1 : 0;
  const dateText = textOfDay(day + carried, date1904 ? EPOCH_1904 : EPOCH_1900);
  const clockSeconds = carried === 1 ? 0 : seconds;
  return kind === "date" || clockSeconds === 0 ? dateText : `${dateText} ${clock(clockSeconds)}`;
}

/** An archive repeats its few thousand days; formatting one anew costs as much as reading the cell. */
const knownDays = new Map<number, string>();

function textOfDay(day: number, epoch: number): string {
  const time = epoch + day * SECONDS_PER_DAY * 1000;
  const known = knownDays.get(time);
  if (known !== undefined) return known;
  const text = new Date(time).toISOString().slice(0, 10);
  if (knownDays.size < 50_000) knownDays.set(time, text);
  return text;
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
