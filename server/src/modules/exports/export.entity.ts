import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import { StaffMember } from "../access/staff-member.entity.ts";

/** Which list goes out. */
export enum ExportProfile {
  ROSTER = "ROSTER",
  CUSTOMER_SHEET = "CUSTOMER_SHEET",
  LEDGER = "LEDGER",
}

export enum ExportFormat {
  SPREADSHEET = "SPREADSHEET",
  PRINT = "PRINT",
}

/** How an export that began stands; one that has not begun waits, or its ticket is over. */
export enum ExportState {
  WAITING = "WAITING",
  RUNNING = "RUNNING",
  FINISHED = "FINISHED",
  FAILED = "FAILED",
}

/** Why an export came to no end. */
export enum ExportFailure {
  /** A right of the person was taken away, or the key revoked. */
  ACCESS_ENDED = "ACCESS_ENDED",
  /** Whoever fetched it went away. */
  LEFT = "LEFT",
  BROKEN = "BROKEN",
}

/**
 * A list of customers on its way out 导出: by whom, which columns, how far it is. It holds no value of any customer: the
 * rows are read when they are sent, and lie nowhere in between.
 */
@Entity({ tableName: "export" })
@Index({
  name: "export_running_index",
  expression: "create index export_running_index on export (seen_at) where state = 'RUNNING'",
})
@Index({
  name: "export_actor_index",
  expression: "create index export_actor_index on export (actor_id, id desc)",
})
export class Export {
  [OptionalProps]?: "state" | "rowsDone" | "preparedAt";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @ManyToOne(() => StaffMember, { mapToPk: true, fieldName: "actor_id", deleteRule: "restrict" })
  actorId!: string;

  /** The API key of a program; null for a person. */
  @Property({ type: "uuid", nullable: true })
  keyId!: string | null;

  /** Only from the session that asked for it is it fetched; null for a program. */
  @Property({ type: "text", nullable: true })
  sessionId!: string | null;

  @Property({ type: "text" })
  profile!: ExportProfile;

  @Property({ type: "text" })
  format!: ExportFormat;

  @Property({ type: "text[]" })
  columns!: string[];

  /** Search, filter and order, sealed: somebody may have searched for a phone number. Gone once the export begins. */
  @Property({ type: "blob", nullable: true })
  question!: Buffer | null;

  /** Whose values are clear in it, of an export in clear. Gone once it has ended. */
  @Property({ type: "uuid[]", columnType: "uuid[]", nullable: true })
  revealed!: string[] | null;

  @Property({ type: "text", default: ExportState.WAITING })
  state: ExportState = ExportState.WAITING;

  @Property({ type: "text", nullable: true })
  failure!: ExportFailure | null;

  @Property({ type: "integer" })
  rowsTotal!: number;

  @Property({ type: "integer", default: 0 })
  rowsDone!: number;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  preparedAt!: Date;

  /** Until when its address may be opened. */
  @Property({ type: "timestamptz" })
  openUntil!: Date;

  @Property({ type: "timestamptz", nullable: true })
  startedAt!: Date | null;

  /** When it was last known to be at work: a server that was killed says nothing any more. */
  @Property({ type: "timestamptz", nullable: true })
  seenAt!: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  finishedAt!: Date | null;
}
