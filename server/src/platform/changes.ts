import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import type { EntityManager } from "@mikro-orm/postgresql";
import { newId } from "./ids.ts";
import { asked, sealChange, takeRecordKeys, type RecordKeys } from "./record-keys.ts";
import type { RequestContext } from "./request.ts";
import type { TableOf } from "./tables.ts";

/**
 * One append-only row for each change of a field, each record's making and each reveal. It is the audit, the field's
 * history and its provenance. The application's database role may add rows and read them, nothing else.
 */
@Entity({ tableName: "change" })
@Index({
  name: "change_record_index",
  expression: "create index change_record_index on change (record_id, id)",
})
@Index({
  name: "change_import_index",
  expression: "create index change_import_index on change (import_id) where import_id is not null",
})
export class Change {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "text" })
  recordType!: string;

  @Property({ type: "uuid" })
  recordId!: string;

  /** The record's version after this change; what a stale editor missed is every change above the version read. */
  @Property({ type: "integer" })
  recordVersion!: number;

  /** The mutation's name, e.g. editCustomer. */
  @Property({ type: "text" })
  operation!: string;

  /** The field, or null when the row tells of the whole record (it was made). */
  @Property({ type: "text", nullable: true })
  field!: string | null;

  /** The fields a new record was made with. */
  @Property({ type: "text[]", nullable: true })
  fields!: string[] | null;

  @Property({ type: "text", nullable: true })
  oldValue!: string | null;

  @Property({ type: "text", nullable: true })
  newValue!: string | null;

  /** Old and new value of a personal field, sealed to this row with the key of its record. */
  @Property({ type: "blob", nullable: true })
  personal!: Buffer | null;

  @Property({ type: "text", nullable: true })
  reason!: string | null;

  @Property({ type: "uuid", nullable: true })
  actorId!: string | null;

  @Property({ type: "text" })
  source!: string;

  @Property({ type: "uuid", nullable: true })
  importId!: string | null;

  @Property({ type: "text" })
  requestId!: string;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  at!: Date;
}

/** What changed in one field. */
export interface FieldChange {
  readonly field: string;
  readonly old: string | null;
  readonly new: string | null;
  /** Encrypted at rest, masked when shown. */
  readonly personal: boolean;
}

export interface ChangedRecord {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly operation: string;
  readonly importId?: string | null;
}

type Tables = { change: TableOf<Change> };
type NewChange = Omit<TableOf<Change>, "at">;

/** Adds change rows in the caller's transaction. */
export async function insertChanges(em: EntityManager, rows: NewChange[]): Promise<void> {
  if (rows.length > 0)
    await em
      .getKysely<Tables>()
      .insertInto("change")
      .values(rows as TableOf<Change>[])
      .execute();
}

/** Records the changed fields of one record: who, when, from where, old and new. */
export async function recordChanges(
  context: RequestContext,
  record: ChangedRecord,
  changes: readonly FieldChange[],
  reason: string | null = null,
): Promise<void> {
  const keys = await recordKeysFor(context, [{ record, changes }]);
  const rows = fieldRows(context, keys, record, changes);
  await insertChanges(
    context.em,
    rows.map((row) => ({ ...row, reason })),
  );
}

/** The keys of those records of which a personal field changed. */
export function recordKeysFor(
  { em, cipher }: RequestContext,
  changed: readonly {
    readonly record: ChangedRecord;
    readonly changes?: readonly FieldChange[] | undefined;
  }[],
): Promise<RecordKeys> {
  const personal = changed.filter(({ changes }) => changes?.some((change) => change.personal));
  return takeRecordKeys(
    asked(em),
    cipher,
    personal.map(({ record }) => record.id),
  );
}

/** A row for each field of a record that changed. */
export function fieldRows(
  context: RequestContext,
  keys: RecordKeys,
  record: ChangedRecord,
  changes: readonly FieldChange[],
): NewChange[] {
  return changes.map((change) => {
    const row = { ...changeRow(context, record), field: change.field };
    return change.personal
      ? { ...row, personal: sealChange(keys, row, { old: change.old, new: change.new }) }
      : { ...row, old_value: change.old, new_value: change.new };
  });
}

/** Records that a record was made. Its first values stand in the record until a later change names them as old. */
export async function recordCreation(
  context: RequestContext,
  record: ChangedRecord,
  fields: readonly string[],
): Promise<void> {
  await insertChanges(context.em, [{ ...changeRow(context, record), fields: [...fields] }]);
}

/** A change row with everything but its field and values. */
export function changeRow(context: RequestContext, record: ChangedRecord): NewChange {
  return {
    id: newId(),
    record_type: record.type,
    record_id: record.id,
    record_version: record.version,
    operation: record.operation,
    field: null,
    fields: null,
    old_value: null,
    new_value: null,
    personal: null,
    reason: null,
    actor_id: context.actor?.staffId ?? null,
    source: context.source,
    import_id: record.importId ?? null,
    request_id: context.requestId,
  };
}
