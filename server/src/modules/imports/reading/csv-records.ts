import type { RowProblem } from "./spreadsheet-row.ts";

export interface CsvRecord {
  /** The line of the file where the record begins, from 1. */
  line: number;
  cells: string[];
  problem?: RowProblem;
}

const LONGEST_RECORD = 1024 * 1024;
/** Of a line that is too long, this much is kept to recognise it by. */
const KEPT_OF_LONG_LINE = 200;

/**
 * Cuts text into records. It does what csv-parse does not: a quote that is never closed costs its own line, and
 * reading goes on with the next one, instead of swallowing all that follows (csv-parse skips to the next quote, and
 * with `relax_quotes` makes one cell of it all). Line ends may be LF, CR LF or CR alone, also mixed.
 */
export function* readRecords(pieces: Iterable<string>, delimiter: string): Generator<CsvRecord[], void> {
  let text = "";
  let line = 1;
  let skippingLongLine = false;
  for (const { piece, last } of withLast(pieces)) {
    text += piece;
    const records: CsvRecord[] = [];
    let position = 0;
    while (position < text.length) {
      if (!skippingLongLine) {
        const read = readRecord(text, position, delimiter, last);
        if (typeof read === "object") {
          records.push(withProblems({ line, cells: read.cells }));
          line += read.lines;
          position = read.next;
          continue;
        }
        // Waiting for more text is right as long as it may still end well.
        if (read === "needs more" && !last && text.length - position <= LONGEST_RECORD) break;
        records.push({ line, ...spoiltLine(text, position, last) });
        line += 1;
      }
      const end = endOfLine(text, position, last);
      skippingLongLine = end === undefined && !last;
      // A CR at the very end may be half of a line end.
      position = end?.next ?? (text.endsWith("\r") && !last ? text.length - 1 : text.length);
      if (skippingLongLine) break;
    }
    text = text.slice(position);
    if (records.length > 0) yield records;
  }
}

interface ReadRecord {
  cells: string[];
  lines: number;
  next: number;
}

/** Why no record could be read: the text ends before it does, or a quote does not end where a cell ends. */
type Unread = "needs more" | "spoilt";

function readRecord(text: string, start: number, delimiter: string, last: boolean): ReadRecord | Unread {
  const cells: string[] = [];
  let lines = 1;
  let position = start;
  for (;;) {
    let cell: string;
    if (text[position] === '"') {
      const quoted = readQuoted(text, position, delimiter, last);
      if (typeof quoted === "string") return quoted;
      cell = quoted.cell;
      lines += quoted.lines;
      position = quoted.next;
    } else {
      const end = endOfCell(text, position, delimiter);
      if (end === text.length && !last) return "needs more";
      cell = text.slice(position, end);
      position = end;
    }
    cells.push(cell);
    const mark = text[position];
    if (mark === delimiter) {
      position += 1;
      continue;
    }
    if (mark === "\r" && position + 1 === text.length && !last) return "needs more";
    const next = position + (mark === "\r" && text[position + 1] === "\n" ? 2 : 1);
    return { cells, lines, next: Math.min(next, text.length) };
  }
}

interface QuotedCell {
  cell: string;
  lines: number;
  next: number;
}

function endOfCell(text: string, start: number, delimiter: string): number {
  const code = delimiter.charCodeAt(0);
  for (let position = start; position < text.length; position += 1) {
    const at = text.charCodeAt(position);
    if (at === code || at === 10 || at === 13) return position;
  }
  return text.length;
}

/** A cell in quotes, from its opening one. Behind its closing one only a delimiter or a line end may stand. */
function readQuoted(text: string, start: number, delimiter: string, last: boolean): QuotedCell | Unread {
  let position = start + 1;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote === -1) return last ? "spoilt" : "needs more";
    if (quote - start > LONGEST_RECORD) return "spoilt";
    const after = text[quote + 1];
    if (after === '"') {
      position = quote + 2;
      continue;
    }
    if (after === undefined && !last) return "needs more";
    if (after !== undefined && after !== delimiter && after !== "\n" && after !== "\r") return "spoilt";
    const inside = text.slice(start + 1, quote);
    return {
      cell: inside.replaceAll('""', '"'),
      lines: inside.match(/\r\n|\n|\r/g)?.length ?? 0,
      next: quote + 1,
    };
  }
}

/** The one line to report when no record can be read here; the next line gets its own chance. */
function spoiltLine(text: string, position: number, last: boolean): { cells: string[]; problem: RowProblem } {
  const whole = text.slice(position, endOfLine(text, position, last)?.end);
  if (whole.length <= LONGEST_RECORD) return { cells: [whole], problem: "OPEN_QUOTE" };
  return { cells: [whole.slice(0, KEPT_OF_LONG_LINE)], problem: "LINE_TOO_LONG" };
}

function endOfLine(text: string, start: number, last: boolean): { end: number; next: number } | undefined {
  for (let position = start; position < text.length; position += 1) {
    const at = text.charCodeAt(position);
    if (at === 10) return { end: position, next: position + 1 };
    if (at !== 13) continue;
    if (position + 1 === text.length && !last) return undefined;
    return { end: position, next: position + (text.charCodeAt(position + 1) === 10 ? 2 : 1) };
  }
  return undefined;
}

function withProblems(record: CsvRecord): CsvRecord {
  if (record.cells.some((cell) => cell.length > LONGEST_RECORD)) {
    return {
      ...record,
      cells: record.cells.map((cell) => cell.slice(0, KEPT_OF_LONG_LINE)),
      problem: "LINE_TOO_LONG",
    };
  }
  if (record.cells.some((cell) => cell.includes("\u0000"))) return { ...record, problem: "NUL_CHARACTER" };
  if (record.cells.some((cell) => cell.includes("\uFFFD"))) return { ...record, problem: "BAD_CHARACTERS" };
  return record;
}

function* withLast(pieces: Iterable<string>): Generator<{ piece: string; last: boolean }, void> {
  let previous: string | undefined;
  for (const piece of pieces) {
    if (previous !== undefined) yield { piece: previous, last: false };
    previous = piece;
  }
  if (previous !== undefined) yield { piece: previous, last: true };
}
