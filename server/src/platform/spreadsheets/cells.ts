/**
 * What stands in a cell of a workbook that is written: a text, which no program takes for a formula or a number; a day;
 * an amount of money, with two decimals; a count; or nothing.
 */
export type CellToWrite =
  | string
  | { readonly day: string }
  | { readonly money: string }
  | { readonly count: number }
  | null;

const DAY = 86_400_000;
/** What Excel counts from, so that 1 March 1900 is 61: it believes that there was a 29 February before. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** Days before cannot be written as a day that all programs read alike. */
const FIRST_DAY = 61;

/** A calendar day as the number by which spreadsheet programs keep it; null for one that they do not know. */
export function serialDay(day: string): number | null {
  const serial = Math.round((Date.parse(`${day}T00:00:00Z`) - DAY_ZERO) / DAY);
  return serial >= FIRST_DAY ? serial : null;
}
