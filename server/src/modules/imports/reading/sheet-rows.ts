import { columnOf } from "./cell-reference.ts";
import { numberText } from "./cell-text.ts";
import { MergedValues } from "./merged-cells.ts";
import type { MergedCells } from "./merged-cells.ts";
import type { NumberKind } from "./number-formats.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import type { SharedStrings } from "./shared-strings.ts";
import { MAX_COLUMNS } from "./spreadsheet-row.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";
import { decodeEscapes, readXml } from "./xml-events.ts";
import type { ArchivePart } from "./zip-archive.ts";

/** What the cells of a sheet refer to. */
export interface SheetSurroundings {
  sharedStrings: SharedStrings;
  numberKinds: readonly NumberKind[];
  date1904: boolean;
  merged: readonly MergedCells[];
}

export interface WhereToStop {
  /** No cell beyond this many characters of the sheet has a value. */
  valuesEnd?: number;
  /** So many rows without a value are the end, as far as the caller is concerned. */
  blankRows?: number;
}

/** Yields the rows that have a value, in bunches as large as a chunk of the file happens to give. */
export async function* readSheetRows(
  sheet: ArchivePart,
  surroundings: SheetSurroundings,
  { valuesEnd = Infinity, blankRows = Infinity }: WhereToStop,
): AsyncGenerator<SpreadsheetRow[], void> {
  const gathering = new RowGathering(surroundings);
  for await (const read of readXml(sheet, gathering)) {
    if (gathering.rows.length > 0) yield gathering.takeRows();
    if (gathering.blankRows >= blankRows || (read >= valuesEnd && gathering.isBetweenValues)) return;
  }
}

class RowGathering {
  rows: SpreadsheetRow[] = [];
  /** Rows without a value since the last with one. */
  blankRows = 0;

  readonly #surroundings: SheetSurroundings;
  readonly #mergedValues: MergedValues;
  #row: SpreadsheetRow = { row: 0, cells: [] };
  #column = -1;
  #type = "n";
  #style = 0;
  #value = "";
  #hasFormula = false;
  #inCell = false;
  #inValue = false;
  #inPhonetic = false;

  constructor(surroundings: SheetSurroundings) {
    this.#surroundings = surroundings;
    this.#mergedValues = new MergedValues(surroundings.merged);
  }

  takeRows(): SpreadsheetRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  /** Nothing of the row and the cell that have begun so far is a value. */
  get isBetweenValues(): boolean {
    return !hasValue(this.#row) && this.#value === "";
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "c") this.#openCell(attributes);
    else if (name === "v" || name === "t") this.#inValue = this.#inCell && !this.#inPhonetic;
    else if (name === "row") this.#openRow(attributes["r"]);
    else if (name === "f") this.#hasFormula = true;
    else if (name === "rPh") this.#inPhonetic = true;
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.#inValue = false;
    else if (name === "c") this.#closeCell();
    else if (name === "row") this.#closeRow();
    else if (name === "rPh") this.#inPhonetic = false;
  }

  #openRow(reference: string | undefined): void {
    const number = reference === undefined ? this.#row.row + 1 : Number(reference);
    // A row's number is how people and the import find it again, so it must be one, and only once.
    if (!Number.isInteger(number) || number <= this.#row.row) throw new SpreadsheetRefusal("DAMAGED");
    this.#row = { row: number, cells: [] };
    this.#column = -1;
  }

  #closeRow(): void {
    const row = this.#row;
    const filled = hasValue(row);
    this.blankRows = filled ? 0 : this.blankRows + 1;
    if (filled || this.#surroundings.merged.length > 0) this.#mergedValues.fill(row);
    if (filled) this.rows.push(row);
    this.#row = { row: row.row, cells: [] };
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const reference = attributes["r"];
    this.#column = (reference === undefined ? undefined : columnOf(reference)) ?? this.#column + 1;
    this.#type = attributes["t"] ?? "n";
    this.#style = Number(attributes["s"] ?? 0);
    this.#value = "";
    this.#hasFormula = false;
    this.#inCell = true;
  }

  #closeCell(): void {
    this.#inCell = false;
    this.#putCell(this.#column);
    this.#value = "";
  }

  #putCell(column: number): void {
    if (column >= MAX_COLUMNS) return;
    if (this.#value === "") {
      if (this.#hasFormula && this.#type !== "str") this.#mark(column, "FORMULA_WITHOUT_VALUE");
      return;
    }
    const { cells } = this.#row;
    while (cells.length < column) cells.push("");
    cells[column] = this.#cellText(column);
  }

  #cellText(column: number): string {
    switch (this.#type) {
      case "s":
        return this.#surroundings.sharedStrings.at(Number(this.#value));
      case "str":
      case "inlineStr":
        return decodeEscapes(this.#value);
      case "b":
        return this.#value.trim() === "1" || this.#value.trim() === "true" ? "TRUE" : "FALSE";
      case "d":
        return isoDateText(this.#value.trim());
      case "e":
        return this.#value;
      default:
        return this.#numberText(column);
    }
  }

  #numberText(column: number): string {
    const value = Number(this.#value);
    if (!Number.isFinite(value)) return this.#value;
    const kind = this.#surroundings.numberKinds[this.#style] ?? "number";
    const { text, digitsLost } = numberText(value, kind, this.#surroundings.date1904);
    if (digitsLost) this.#mark(column, "DIGITS_LOST");
    return text;
  }

  #mark(column: number, mark: "DIGITS_LOST" | "FORMULA_WITHOUT_VALUE"): void {
    (this.#row.marks ??= []).push({ column, mark });
  }
}

function hasValue(row: SpreadsheetRow): boolean {
  return row.marks !== undefined || row.cells.some((cell) => cell !== "");
}

/** `2026-03-08T00:00:00` is a day, `2026-03-08T13:45:00.000` a time on it; a zone, if any, stays for the checks. */
function isoDateText(value: string): string {
  return value
    .replace(/T00:00:00(?:\.0+)?Z?$/, "")
    .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?$/, "$1 $2");
}
