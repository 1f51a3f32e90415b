import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import { DomainError, UserErrorCode } from "../../platform/errors.ts";
import { text } from "../../platform/language.ts";
import { StaffMember } from "../access/staff-member.entity.ts";
import { CustomerKind } from "../customers/customer.entity.ts";
import { Channel } from "../channels/channel.entity.ts";
import type { ImportFailure } from "./import-failure.ts";
import { allowedSteps, type ImportState, type ImportStep } from "./import-state.ts";
import type { ImportNumbers } from "./planning/import-numbers.ts";
import type { SpreadsheetColumn } from "./reading/columns.ts";

export enum ImportSource {
  FILE = "FILE",
  DEMO = "DEMO",
}

/** One spreadsheet on its way into the archive 导入. Its rows lie sealed in batches; the file itself is not kept. */
@Entity({ tableName: "import" })
@Index({
  name: "import_file_hash_index",
  expression: "create index import_file_hash_index on import (file_hash) where file_hash is not null",
})
@Index({
  name: "import_working_index",
  expression:
    "create index import_working_index on import (worker_seen_at) where state in ('READING', 'CHECKING', 'RUNNING', 'REVERTING')",
})
export class Import {
  [OptionalProps]?: Exclude<
    keyof Import,
    "id" | "source" | "state" | "fileName" | "fileSize" | "createdAt" | "mayStep" | "step"
  >;

  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** DR-000001; given by the database. */
  @Property({ type: "text", defaultRaw: "next_number('DR-'::text, 'import_number'::regclass)" })
  @Unique()
  number!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  @Property({ type: "text" })
  source!: ImportSource;

  @Property({ type: "text" })
  state!: ImportState;

  @Property({ type: "text" })
  fileName!: string;

  @Property({ type: "integer" })
  fileSize!: number;

  /** SHA-256 of the file: recognises the same file. */
  @Property({ type: "blob", nullable: true })
  fileHash: Buffer | null = null;

  @Property({ type: "text", nullable: true })
  format: string | null = null;

  @Property({ type: "text", nullable: true })
  encoding: string | null = null;

  @Property({ type: "text", nullable: true })
  sheetName: string | null = null;

  @Property({ type: "text[]", defaultRaw: "'{}'" })
  sheetNames: string[] = [];

  @Property({ type: "text", nullable: true })
  title: string | null = null;

  @Property({ type: "integer", nullable: true })
  headerRow: number | null = null;

  @Property({ type: "json", defaultRaw: "'[]'" })
  columns: SpreadsheetColumn[] = [];

  /** What kind of customers it makes, and whose fields its columns may be. */
  @Property({ type: "text", default: CustomerKind.INDIVIDUAL })
  customerKind: CustomerKind = CustomerKind.INDIVIDUAL;

  /** The channel of customers whose row names none. */
  @ManyToOne(() => Channel, {
    mapToPk: true,
    fieldName: "channel_id",
    nullable: true,
    deleteRule: "restrict",
  })
  channelId: string | null = null;

  /** Rows of data in the file; null while it is being read. */
  @Property({ type: "integer", nullable: true })
  rowsTotal: number | null = null;

  /** Rows done in the present state's work: read, checked, taken in or taken back. */
  @Property({ type: "integer", default: 0 })
  rowsDone = 0;

  /** Rows of the file that are no data: totals, remarks, a header repeated. */
  @Property({ type: "integer", default: 0 })
  skippedRows = 0;

  /** Of the dry run until FINISHED, then of what was done. */
  @Property({ type: "json", defaultRaw: "'{}'" })
  counts: Partial<ImportNumbers> = {};

  @Property({ type: "json", nullable: true })
  failure: ImportFailure | null = null;

  /** Records that a revert left alone because somebody had changed them. */
  @Property({ type: "integer", default: 0 })
  keptRecords = 0;

  /** The import of the same file that was there before. */
  @ManyToOne(() => Import, {
    mapToPk: true,
    fieldName: "duplicate_of_id",
    nullable: true,
    deleteRule: "set null",
  })
  duplicateOfId: string | null = null;

  /** The revert takes everything away, also what people changed: the demo archive's removal. */
  @Property({ type: "boolean", default: false })
  forced = false;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "created_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  createdById: string | null = null;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  /** Who asked for the work that is going on, or was the last: it is done in that person's name. */
  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "asked_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  askedById: string | null = null;

  @Property({ type: "timestamptz", nullable: true })
  startedAt: Date | null = null;

  @Property({ type: "timestamptz", nullable: true })
  finishedAt: Date | null = null;

  @Property({ type: "timestamptz", nullable: true })
  revertedAt: Date | null = null;

  /** Who works on it now, and when it was last seen at work: one worker at a time, and a dead one is replaced. */
  @Property({ type: "uuid", nullable: true })
  workerId: string | null = null;

  @Property({ type: "timestamptz", nullable: true })
  workerSeenAt: Date | null = null;

  /** Workers that began without getting any further. */
  @Property({ type: "integer", default: 0 })
  attempts = 0;

  /** Since when, and from which row on, the present worker goes: gives the rate. */
  @Property({ type: "timestamptz", nullable: true })
  paceSince: Date | null = null;

  @Property({ type: "integer", default: 0 })
  paceRows = 0;

  /** Where a revert goes on after an interruption. */
  @Property({ type: "smallint", default: 0 })
  revertStep = 0;

  @Property({ type: "uuid", nullable: true })
  revertAfter: string | null = null;

  mayStep(step: ImportStep): boolean {
    return allowedSteps(this).includes(step);
  }

  /** Goes on to a state, or refuses when the present one does not allow the step. */
  step(step: ImportStep, to: ImportState): void {
    if (!this.mayStep(step)) {
      throw new DomainError(
        UserErrorCode.WRONG_STATE,
        text(
          "这次导入现在的状态不允许此操作。请刷新后再看。",
          "This import is not in a state for that now. Load it again to see where it stands.",
        ),
        ["importId"],
      );
    }
    this.state = to;
    this.failure = null;
    this.rowsDone = 0;
    this.attempts = 0;
    this.workerId = null;
    this.workerSeenAt = null;
    this.paceSince = null;
    this.paceRows = 0;
  }
}
