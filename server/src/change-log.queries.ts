import { isIP } from "node:net";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { ChangeLogEntry, ChangeLogFilter, ChangeLogSeal } from "./change-log.types.ts";
import { comparePlaces, type ChangePlace } from "./platform/change-chain.ts";
import { showChange } from "./modules/customers/customer-history.queries.ts";
import { fieldsToTell } from "./modules/customers/personal.queries.ts";
import { ChangeKind, type Change } from "./platform/changes.ts";
import { keysetPage, type Keyset, type Page, type PageArguments } from "./platform/connection.ts";
import { badUserInput } from "./platform/errors.ts";
import { globalId, parseGlobalId, recordId } from "./platform/ids.ts";
import { text } from "./platform/language.ts";
import { ChangeSource, type RequestContext } from "./platform/request.ts";
import type { TableOf } from "./platform/tables.ts";

export type ChangeRow = TableOf<Change>;

const KEYSET: Keyset<ChangeRow> = {
  name: "changeLog",
  column: sql`change.id`,
  type: "uuid",
  id: sql`change.id`,
  valueIn: (row) => row.id,
};

const ALL = sql<SqlBool>`true`;
const HOUR = 3_600_000;

/** The change log, the newest first. Rows of one request about one record are one line, and its newest row stands for it. */
export async function listChangeLog(
  context: RequestContext,
  page: PageArguments,
  filter: ChangeLogFilter,
): Promise<Page<ChangeLogEntry>> {
  const keyset = keysetPage(KEYSET, page);
  // Asked for by its name, a field that the reader may not know of is in no line.
  const named = filter.fields ? fieldsToTell(context, filter.fields) : null;
  const fields = named
    ? (row: string) =>
        sql<SqlBool>`(${sql.ref(`${row}.field`)} = any(${named}::text[]) or ${sql.ref(`${row}.fields`)} && ${named}::text[])`
    : () => ALL;
  const { rows } = await sql<ChangeRow>`
    select change.* from change
    where ${sql.join([...conditionsOf(filter), fields("change"), keyset.where], sql` and `)}
      and not exists (
        select from change as later
        where later.record_id = change.record_id and later.id > change.id and later.request_id = change.request_id
          and later.operation = change.operation and later.kind = change.kind and ${fields("later")}
      )
    order by ${keyset.orderBy}
    limit ${keyset.plannedLimit}`.execute(context.em.getKysely());
  return keyset.page(rows, (row) => showEntry(context, row));
}

function conditionsOf(filter: ChangeLogFilter): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [];
  const isOneOf = (column: string, values: readonly string[] | null | undefined, type = "text"): void => {
    if (values)
      conditions.push(sql<SqlBool>`${sql.ref(`change.${column}`)} = any(${values}::${sql.raw(type)}[])`);
  };
  const isOneOfRecords = (column: string, type: string, ids: readonly string[] | null | undefined): void =>
    isOneOf(
      column,
      ids?.flatMap((id) => recordId(type, id) ?? []),
      "uuid",
    );
  isOneOfRecords("actor_id", "StaffMember", filter.actorIds);
  isOneOfRecords("key_id", "ApiKey", filter.keyIds);
  isOneOf("kind", filter.kinds);
  isOneOf("operation", filter.operations);
  isOneOf("source", filter.sources);
  if (filter.recordType) isOneOf("record_type", [filter.recordType]);
  if (filter.recordId)
    isOneOf("record_id", [parseGlobalId(filter.recordId)?.id ?? null].filter(isText), "uuid");
  if (filter.customerNumber) conditions.push(isOfCustomer(filter.customerNumber));
  if (filter.from) conditions.push(...isSince(filter.from));
  if (filter.to) conditions.push(...isBefore(filter.to));
  if (filter.address) conditions.push(comesFrom(filter.address));
  const aboutFew = filter.recordId ?? filter.customerNumber;
  // An import writes as many rows as all people together in a year; it has a line of its own.
  if (!aboutFew && !filter.sources?.includes(ChangeSource.IMPORT))
    conditions.push(sql<SqlBool>`change.source <> 'IMPORT'`);
  // Said so that the small index serves.
  if (filter.kinds && !filter.kinds.includes(ChangeKind.CHANGE))
    conditions.push(sql<SqlBool>`change.kind <> 'CHANGE'`);
  return conditions;
}

const isText = (value: string | null): value is string => value !== null;

function isOfCustomer(number: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`change.record_id = any(array(
    with one as (select id from customer where customer.number = ${number})
    select id from one
    union all select customer_order.id from customer_order join one on customer_id = one.id
    union all select note.id from note join one on customer_id = one.id
    union all select complaint.id from complaint join one on customer_id = one.id))`;
}

/** Ids begin with the moment they were made at, so that the index by id finds a time too. */
function isSince(moment: string): RawBuilder<SqlBool>[] {
  return [
    sql<SqlBool>`change.at >= ${moment}::timestamptz`,
    sql<SqlBool>`change.id >= ${idAt(new Date(moment).getTime() - HOUR)}::uuid`,
  ];
}

function isBefore(moment: string): RawBuilder<SqlBool>[] {
  return [
    sql<SqlBool>`change.at < ${moment}::timestamptz`,
    sql<SqlBool>`change.id < ${idAt(new Date(moment).getTime() + HOUR)}::uuid`,
  ];
}

const LAST_MOMENT = 0xffff_ffff_ffff;

function idAt(milliseconds: number): string {
  const moment = Math.min(Math.max(0, milliseconds), LAST_MOMENT).toString(16).padStart(12, "0");
  return `${moment.slice(0, 8)}-${moment.slice(8)}-0000-0000-000000000000`;
}

function comesFrom(address: string): RawBuilder<SqlBool> {
  const [host = "", bits = ""] = address.trim().split("/");
  const longest = isIP(host) === 6 ? 128 : 32;
  if (isIP(host) === 0 || host.includes("%") || !/^\d{0,3}$/.test(bits) || Number(bits) > longest) {
    throw badUserInput(
      text("网络地址应类似 10.1.2.3 或 10.1.0.0/16。", "An address is like 10.1.2.3 or 10.1.0.0/16."),
    );
  }
  return sql<SqlBool>`change.address <<= ${bits === "" ? host : `${host}/${bits}`}::inet`;
}

function showEntry(context: RequestContext, row: ChangeRow): ChangeLogEntry {
  const place: ChangePlace = { epoch: row.epoch, xid: row.written_by, id: row.id };
  const { fields, reason } = showChange(context, row, undefined);
  return {
    id: row.id,
    at: row.at,
    kind: row.kind as ChangeKind,
    source: row.source as ChangeSource,
    address: row.address,
    operation: row.operation,
    actorId: row.actor_id,
    keyId: row.key_id && globalId("ApiKey", row.key_id),
    recordType: row.record_type,
    recordUuid: row.record_id,
    recordId: row.record_type && row.record_id && globalId(row.record_type, row.record_id),
    importId: row.import_id,
    fields,
    reason,
    count: row.count,
    isSealed: async () => {
      const through = await sealedThrough(context);
      return through !== null && comparePlaces(place, through) <= 0;
    },
  };
}

async function sealedThrough(context: RequestContext): Promise<ChangePlace | null> {
  return context.loaders.one("sealed through", "", async () => {
    const { rows } = await sql<ChangePlace>`
      select through_epoch as epoch, through_xid as xid, through_id as id
      from change_seal order by number desc limit 1`.execute(context.em.getKysely());
    return new Map(rows.map((row) => ["", row]));
  });
}

/** The rows that a line stands for and that tell of a field which its reader may know of, by the line's id. */
export async function fieldRowsOf(context: RequestContext, entryId: string): Promise<ChangeRow[]> {
  const rows = await context.loaders.one("rows of change log", entryId, async (ids) => {
    const found = await sql<ChangeRow & { entry_id: string }>`
      select entry.id as entry_id, change.*
      from change as entry
      join change on change.record_id = entry.record_id and change.request_id = entry.request_id
        and change.operation = entry.operation and change.kind = entry.kind
      where entry.id = any(${ids}::uuid[]) and change.field is not null
      order by change.id`.execute(context.em.getKysely());
    return Map.groupBy(found.rows, (row) => row.entry_id);
  });
  return (rows ?? []).filter(({ field }) => fieldsToTell(context, [field ?? ""]).length > 0);
}

/** What people call a record of each type. */
const LABELS: Readonly<Record<string, RawBuilder<{ id: string; label: string }>>> = Object.fromEntries(
  Object.entries({
    Customer: ["customer", "number"],
    Order: ["customer_order", "number"],
    Complaint: ["complaint", "number"],
    Import: ["import", "number"],
    StaffMember: ["staff_member", "name"],
    Team: ["team", "name"],
    ApiKey: ["api_key", "name"],
  }).map(([type, [table = "", column = ""]]) => [
    type,
    sql<{ id: string; label: string }>`select id, ${sql.ref(column)} as label from ${sql.table(table)}`,
  ]),
);

/** The number or name of a record; null when it is gone or has none. */
export async function labelOf(
  context: RequestContext,
  type: string | null,
  id: string | null,
): Promise<string | null> {
  const labels = type !== null && Object.hasOwn(LABELS, type) ? LABELS[type] : undefined;
  if (!labels || id === null) return null;
  return context.loaders.one(`label of ${String(type)}`, id, async (ids) => {
    const { rows } = await sql<{ id: string; label: string }>`
      ${labels} where id = any(${ids}::uuid[])`.execute(context.em.getKysely());
    return new Map(rows.map((row) => [row.id, row.label]));
  });
}

interface SealRow extends ChangeLogSeal {
  readonly id: string;
}

const SEAL_KEYSET: Keyset<SealRow> = {
  name: "changeLogSeals",
  column: sql`change_seal.number`,
  type: "bigint",
  id: sql`change_seal.through_id`,
  valueIn: (row) => row.number,
};

/** The chain, the newest link first. */
export async function listSeals(context: RequestContext, page: PageArguments): Promise<Page<ChangeLogSeal>> {
  const keyset = keysetPage(SEAL_KEYSET, page);
  const { rows } = await sql<SealRow>`
    select through_id as id, number::text, rows, sealed_at as "sealedAt", encode(hash, 'hex') as hash
    from change_seal where ${keyset.where}
    order by ${keyset.orderBy} limit ${keyset.plannedLimit}`.execute(context.em.getKysely());
  return keyset.page(rows, (row) => row);
}
