import { headingKey } from "./columns.ts";
import type { SpreadsheetColumn } from "./columns.ts";
import { isBlank } from "./spreadsheet-row.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";

/** Rows below the header that are no data. They are counted and named, so that a person can look them up. */
export type SkippedKind = "BLANK" | "HEADER_AGAIN" | "TOTAL" | "REMARK";

export interface SkippedRows {
  count: number;
  /** The first of them, by row number. */
  rows: number[];
}

export type Skipped = Record<SkippedKind, SkippedRows>;

const NAMED_ROWS = 20;
const TOTAL_WORD =
  /^(?:合计|总计|小计|共计|累计|总和|本页合计|本页小计|本月合计|(?:grand |sub-? ?)?total|sum)(?:金额|数量)?\s*(?:[:：\d¥￥(（].*)?$/i;
const REMARK_WORD =
  /^(?:备注|说明|注意|注|制表|制表人|填表人|审核|审核人|打印时间|打印日期|导出时间|导出人|数据来源|以上数据|note|notes|printed|exported|generated)(?:\s*[:：]|\s|$)/i;

export function nothingSkipped(): Skipped {
  return {
    BLANK: { count: 0, rows: [] },
    HEADER_AGAIN: { count: 0, rows: [] },
    TOTAL: { count: 0, rows: [] },
    REMARK: { count: 0, rows: [] },
  };
}

/** Keeps the rows that are data and adds the others to the count. */
export class DataRows {
  readonly skipped: Skipped = nothingSkipped();

  readonly #columns: readonly SpreadsheetColumn[];
  readonly #headingKeys: readonly string[];

  constructor(columns: readonly SpreadsheetColumn[]) {
    this.#columns = columns;
    this.#headingKeys = columns.map(({ heading }) => headingKey(heading));
  }

  keep(rows: readonly SpreadsheetRow[]): SpreadsheetRow[] {
    return rows.filter((row) => {
      const kind = this.#kindOf(row);
      if (kind === undefined) return true;
      const skipped = this.skipped[kind];
      skipped.count += 1;
      if (skipped.rows.length < NAMED_ROWS) skipped.rows.push(row.row);
      return false;
    });
  }

  #kindOf(row: SpreadsheetRow): SkippedKind | undefined {
    if (row.problem !== undefined) return undefined;
    if (isBlank(row)) return "BLANK";
    if (this.#repeatsHeader(row)) return "HEADER_AGAIN";
    const first = row.cells.find((cell) => cell.trim() !== "")?.trim() ?? "";
    if (TOTAL_WORD.test(first) && !this.#namesCustomer(row, first)) return "TOTAL";
    const filled = row.cells.filter((cell) => cell.trim() !== "").length;
    return filled === 1 && REMARK_WORD.test(first) ? "REMARK" : undefined;
  }

  /** Printed sheets repeat their header on every page. */
  #repeatsHeader(row: SpreadsheetRow): boolean {
    let same = 0;
    let filled = 0;
    for (const [column, cell] of row.cells.entries()) {
      if (cell.trim() === "") continue;
      filled += 1;
      // Most rows are told apart by their first cell.
      if (filled > 2 && same === 0) return false;
      if (headingKey(cell) === this.#headingKeys[column]) same += 1;
    }
    return same >= 2 && same >= filled * 0.6;
  }

  /** A total row has sums, but no phone, no e-mail and no name: a customer called 合计 would have one of them. */
  #namesCustomer(row: SpreadsheetRow, totalWord: string): boolean {
    return this.#columns.some(({ index, target }) => {
      const cell = row.cells[index]?.trim() ?? "";
      const identifies =
        target === "phone" || target === "email" || target === "name" || target === "address";
      return identifies && cell !== "" && cell !== totalWord;
    });
  }
}
