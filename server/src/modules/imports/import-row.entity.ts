import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Text } from "../../platform/language.ts";
import { Import } from "./import.entity.ts";
import type { CellIssueCode } from "./planning/row-issues.ts";

export enum ImportRowState {
  PROBLEM = "PROBLEM",
  MENDED = "MENDED",
  DISMISSED = "DISMISSED",
}

/** Where and how a row is wrong. Details that quote a cell lie with the cells, sealed. */
export interface StoredIssue {
  readonly position: number | null;
  readonly code: CellIssueCode;
  /** What a field's own check said; without a word of the cell. */
  readonly words?: Text;
}

/** A row of a file that could not be taken in as it stood. */
@Entity({ tableName: "import_row" })
@Unique({ properties: ["importId", "rowNumber"] })
@Index({
  name: "import_row_list_index",
  expression:
    "create index import_row_list_index on import_row (import_id, (2147483647 - row_number) desc, id desc)",
})
export class ImportRow {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @ManyToOne(() => Import, { mapToPk: true, fieldName: "import_id", deleteRule: "cascade" })
  importId!: string;

  @Property({ type: "integer" })
  rowNumber!: number;

  @Property({ type: "text" })
  state!: ImportRowState;

  /** The row as it stands after mending, and the details of its issues, sealed to this row. */
  @Property({ type: "blob" })
  cells!: Buffer;

  @Property({ type: "json", defaultRaw: "'[]'" })
  issues!: StoredIssue[];
}
