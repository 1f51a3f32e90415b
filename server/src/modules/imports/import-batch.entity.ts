import { Entity, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { ImportNumbers } from "./planning/import-numbers.ts";
import { Import } from "./import.entity.ts";

/** Some rows of a file as they stood in it, sealed as one. Taken in as one, in one transaction. */
@Entity({ tableName: "import_batch" })
@Unique({ properties: ["importId", "batchNumber"] })
export class ImportBatch {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @ManyToOne(() => Import, { mapToPk: true, fieldName: "import_id", deleteRule: "cascade" })
  importId!: string;

  @Property({ type: "integer" })
  batchNumber!: number;

  @Property({ type: "integer" })
  firstRow!: number;

  @Property({ type: "integer" })
  lastRow!: number;

  @Property({ type: "integer" })
  rowCount!: number;

  @Property({ type: "blob" })
  rows!: Buffer;

  /** When it was taken in; written in the very transaction that took it in. */
  @Property({ type: "timestamptz", nullable: true })
  doneAt!: Date | null;

  /** What taking it in came to. */
  @Property({ type: "json", nullable: true })
  numbers!: Partial<ImportNumbers> | null;
}
