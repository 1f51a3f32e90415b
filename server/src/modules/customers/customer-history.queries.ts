import { sql, type RawBuilder, type SqlBool } from "kysely";
import { ChangeKind, type Change } from "../../platform/changes.ts";
import { pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset, type Page } from "../../platform/connection.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import { globalId } from "../../platform/ids.ts";
import { openChanges, type SealedChange } from "../../platform/record-keys.ts";
import type { ChangeSource, RequestContext } from "../../platform/request.ts";
import { clearValue, MaskState, type MaskedValue } from "../../platform/scalars.ts";
import { isCustomField, type SealedFieldName } from "../../platform/custom-fields.ts";
import { isAnyOf, type Moment, type TableOf } from "../../platform/tables.ts";
import { isPersonalField } from "../../platform/personal-fields.ts";
import { FieldSensitivity, FieldType } from "./archive-field.ts";
import { typeOfField } from "./custom-fields.queries.ts";
import { fieldsToTell, mayKnow, mayOnField, showPersonal } from "./personal.queries.ts";
import { visibleCustomerIds } from "./visible-customers.queries.ts";
import type { ChangeType, FieldConflict, HistoryArguments } from "./customer-change.types.ts";
import { findStaff } from "../access/staff.queries.ts";

type Tables = { change: TableOf<Change> };

const KEYSET: Keyset<TableOf<Change>> = {
  name: "history",
  column: sql`change.id`,
  type: "uuid",
  id: sql`change.id`,
  valueIn: (row) => row.id,
};

/** A record's history, the newest first: of one field, or of all. The lists of a level are read in one statement. */
export async function listHistory(
  context: RequestContext,
  recordId: string,
  list: HistoryArguments,
): Promise<Page<ChangeType>> {
  const keyset = keysetPage(KEYSET, list);
  const ofField = list.field ? changesOf(context, list.field) : sql<SqlBool>`true`;
  // That somebody was refused is for those who read the change log: a history has what happened to the record.
  const happened = sql<SqlBool>`change.kind in (${ChangeKind.CHANGE}, ${ChangeKind.REVEAL})`;
  const rows = await context.loaders.one(`history ${JSON.stringify(list)}`, recordId, (ids) =>
    pagesOfChildren(context.em, ids, {
      table: "change",
      parent: "record_id",
      keyset,
      where: sql<SqlBool>`${happened} and ${ofField}`,
    }),
  );
  const sealed = await openChanges(context, rows ?? []);
  const unseen = await unseenCustomers(context, rows ?? []);
  return keyset.page(rows ?? [], (row) => showChange(context, row, sealed.get(row.id), unseen));
}

/** What a record was made with tells what it holds; that somebody changed a field tells nothing of it. */
function changesOf(context: RequestContext, field: string): RawBuilder<SqlBool> {
  const changed = sql<SqlBool>`change.field = ${field}`;
  return fieldsToTell(context, [field]).length > 0
    ? sql<SqlBool>`(${changed} or ${field} = any(change.fields))`
    : changed;
}

/** What others changed since a version was read: the last change of each field. */
export async function listConflicts(
  context: RequestContext,
  recordId: string,
  expectedVersion: number,
): Promise<FieldConflict[]> {
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("change")
    .selectAll()
    .distinctOn("field")
    .where("record_id", "=", recordId)
    .where("record_version", ">", expectedVersion)
    .where("field", "is not", null)
    .where("kind", "=", ChangeKind.CHANGE)
    .orderBy("field")
    .orderBy("id", "desc")
    .execute();
  const sealed = await openChanges(context, rows);
  const unseen = await unseenCustomers(context, rows);
  return Promise.all(
    rows.map(async (row) => ({
      field: row.field ?? "",
      current: showChange(context, row, sealed.get(row.id), unseen).new,
      changedBy: await findStaff(context, row.actor_id),
      changedAt: row.at,
    })),
  );
}

/** When the next change of the same field came; all lines of a level are read in one statement. */
export async function findSuperseded(
  context: RequestContext,
  { id, field }: Pick<ChangeType, "id" | "field">,
): Promise<Moment | null> {
  if (field === null) return null;
  return context.loaders.one("superseded", id, async (ids) => {
    const { rows } = await sql<{ id: string; at: Moment }>`
      select change.id, later.at
      from change cross join lateral (
        select next.at from change next
        where next.record_id = change.record_id and next.id > change.id
          and next.field = change.field and next.kind = ${ChangeKind.CHANGE}
        order by next.id limit 1
      ) as later
      where ${isAnyOf("change.id", ids)} and change.kind = ${ChangeKind.CHANGE}`.execute(
      context.em.getKysely(),
    );
    return new Map(rows.map((row) => [row.id, row.at]));
  });
}

/** The customers whom changes of fields name and whom the caller may not see: their ids in the database. */
async function unseenCustomers(
  context: RequestContext,
  rows: readonly TableOf<Change>[],
): Promise<ReadonlySet<string>> {
  const named = rows
    .filter(({ field }) => field !== null && typeOfField(context, field) === FieldType.CUSTOMER)
    .flatMap((row) => [row.old_value, row.new_value].filter((id) => id !== null));
  if (named.length === 0) return NOBODY;
  const seen = await visibleCustomerIds(context, named);
  return new Set(named.filter((id) => !seen.has(id)));
}

const NOBODY: ReadonlySet<string> = new Set();

/** A change as its reader may see it. */
export function showChange(
  context: RequestContext,
  row: TableOf<Change>,
  sealed: SealedChange | undefined,
  unseen: ReadonlySet<string> = NOBODY,
): ChangeType {
  const { field } = row;
  const isGuarded = field !== null && (isPersonalField(field) || isGuardedCustomField(context, field));
  const personalField = isGuarded ? (field as SealedFieldName) : null;
  const value = (plain: string | null, personal: string | null | undefined): MaskedValue => {
    if (personalField) return showPersonal(context, personalField, personal);
    if (plain !== null && unseen.has(plain)) return { state: MaskState.HIDDEN, text: null };
    return clearValue(plain && graphIdOf(context, field, plain));
  };
  return {
    id: row.id,
    at: row.at,
    actorId: row.actor_id,
    importId: row.import_id,
    recordType: row.record_type,
    source: row.source as ChangeSource,
    operation: row.operation,
    field: row.field,
    fields: fieldsToTell(context, row.fields ?? []),
    old: value(row.old_value, sealed?.old),
    new: value(row.new_value, sealed?.new),
    // The words beside a reason are written by whoever looked at the value, and may tell of it.
    reason:
      personalField && !mayOnField(context, personalField, FieldRight.VIEW) ? codeOf(row.reason) : row.reason,
  };
}

/** A plain one is shown as it is to those who may see it, and to nobody else. */
function isGuardedCustomField(context: RequestContext, field: string): boolean {
  if (!isCustomField(field)) return false;
  const held = context.actor?.customFields.get(field);
  return held?.sensitivity !== FieldSensitivity.PLAIN || !mayKnow(context, field);
}

function codeOf(reason: string | null): string | null {
  return reason?.split(":")[0] ?? null;
}

/** A reference reads as the id that `node(id)` takes, every other value as it is. */
function graphIdOf(context: RequestContext, field: string | null, value: string): string {
  if (field === "channelId") return globalId("Channel", value);
  if (field === "memberLevelId") return globalId("MemberLevel", value);
  const isCustomer = field && typeOfField(context, field) === FieldType.CUSTOMER;
  return isCustomer ? globalId("Customer", value) : value;
}
