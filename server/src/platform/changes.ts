import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Actor } from "./actor.ts";
import { newId } from "./ids.ts";
import { asked, sealChange, takeRecordKeys, type RecordKeys } from "./record-keys.ts";
import type { RequestContext } from "./request.ts";
import type { TableOf } from "./tables.ts";

/** What a row of the change log tells of. */
export enum ChangeKind {
  /** A field was changed, or a record made. */
  CHANGE = "CHANGE",
  /** Somebody looked at a personal value in clear. */
  REVEAL = "REVEAL",
  /** Rows left the house in a file. */
  EXPORT = "EXPORT",
  /** Somebody signed in or out, or proved anew who he is. */
  SIGN_IN = "SIGN_IN",
  /** Somebody asked for what he may not. */
  REFUSAL = "REFUSAL",
  /** An API key was made or revoked, an encryption key made, changed or destroyed. */
  KEY = "KEY",
}

/**
 * One append-only row for each change of a field, each record's making, each reveal, export, sign-in and refusal. It is
 * the audit, the field's history and its provenance. The application's database role may add rows and read them,
 * nothing else; `seal.ts` ties them into a chain.
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
@Index({
  name: "change_written_index",
  expression: "create index change_written_index on change (epoch, written_by, id)",
})
@Index({
  name: "change_kind_index",
  expression: "create index change_kind_index on change (kind, id) where kind <> 'CHANGE'",
})
@Index({
  name: "change_actor_index",
  expression: "create index change_actor_index on change (actor_id, id) where source <> 'IMPORT'",
})
@Index({
  name: "change_log_index",
  expression: "create index change_log_index on change (id) where source <> 'IMPORT'",
})
export class Change {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "text", default: ChangeKind.CHANGE })
  kind!: string;

  /** Null for a refusal that names no record. */
  @Property({ type: "text", nullable: true })
  recordType!: string | null;

  @Property({ type: "uuid", nullable: true })
  recordId!: string | null;

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

  /** The API key that a program came with. */
  @Property({ type: "uuid", nullable: true })
  keyId!: string | null;

  /** The network address that the request came from. */
  @Property({ type: "text", columnType: "inet", nullable: true })
  address!: string | null;

  /** How often the same happened within a minute: refusals are gathered. */
  @Property({ type: "integer", default: 1 })
  count!: number;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  at!: Date;

  /** Which life of the database `writtenBy` counts in: copied into another one, an archive begins the next. */
  @Property({ type: "smallint", default: 1 })
  epoch!: number;

  /** The transaction that wrote this row. Rows are sealed in the order of these numbers. */
  @Property({ type: "text", columnType: "xid8", defaultRaw: "pg_current_xact_id()" })
  writtenBy!: string;
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
  readonly kind?: ChangeKind;
  readonly importId?: string | null;
}

/** Who asks and from where, as far as the change log wants to know. Every `RequestContext` is one. */
export type Asking = Pick<RequestContext, "source" | "requestId" | "address"> & {
  readonly actor: Pick<Actor, "staffId" | "keyId"> | null;
};

/** Something that changed no record and is to be known all the same. */
export interface Access {
  readonly kind: Exclude<ChangeKind, ChangeKind.CHANGE>;
  /** The mutation's name, or what it is called elsewhere: signIn, signOut, stepUp. */
  readonly operation: string;
  /** The record's type in the graph, such as Customer or StaffMember. */
  readonly recordType: string;
  readonly recordId: string;
  readonly recordVersion?: number;
  /** Which personal field was revealed; which columns were exported. */
  readonly field?: string;
  readonly fields?: readonly string[];
  /** A code, or a code and words. Never a value, a password or what somebody typed. */
  readonly reason?: string | null;
  readonly importId?: string | null;
}

type Tables = { change: TableOf<Change> };
/** When, in which life of the database and by which transaction says the database itself. */
type NewChange = Omit<TableOf<Change>, "at" | "epoch" | "written_by">;

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
      ? {
          ...row,
          personal: sealChange(
            keys,
            { id: row.id, record_id: record.id },
            { old: change.old, new: change.new },
          ),
        }
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

/** Records a reveal, an export, a sign-in, or what was done with a key, in the caller's transaction. */
export async function recordAccess(
  context: Asking & Pick<RequestContext, "em">,
  { recordType: type, recordId: id, recordVersion: version = 0, ...access }: Access,
): Promise<void> {
  await insertChanges(context.em, [
    {
      ...changeRow(context, { ...access, type, id, version }),
      field: access.field ?? null,
      fields: access.fields ? [...access.fields] : null,
      reason: access.reason ?? null,
    },
  ]);
}

/** A change row with everything but its field and values. */
export function changeRow(
  context: Asking,
  record: Omit<ChangedRecord, "type" | "id"> & { readonly type: string | null; readonly id: string | null },
): NewChange {
  return {
    id: newId(),
    kind: record.kind ?? ChangeKind.CHANGE,
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
    key_id: context.actor?.keyId ?? null,
    address: context.address,
    count: 1,
  };
}
