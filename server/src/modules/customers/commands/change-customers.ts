import { sql } from "kysely";
import { insertRows, rowsAsTable } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import type { FieldChange } from "../../../platform/changes.ts";
import { BlindIndexKind } from "../../../platform/crypto.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { blindIndexesOf, openPersonal, sealPersonal, type CustomerPersonal } from "../customer-personal.ts";
import { isCustomField, type SealedFieldName } from "../../../platform/custom-fields.ts";
import type { ArchiveField } from "../archive-field.ts";
import { readCustomFields } from "../custom-fields.queries.ts";
import { readFieldValues, type PlainValues } from "../field-values.queries.ts";
import { archiveField, sectionOf } from "../fields.ts";
import { searchTermsOf, searchTermsText } from "../search-terms.ts";
import { TimelineKind } from "../timeline-entry.entity.ts";
import type { CustomerKind } from "../customer.entity.ts";
import { alertOwners } from "./alert-owners.ts";
import { appendTimelines } from "./append-timelines.ts";
import { keepUp } from "./keep-up.ts";
import type { Provenance } from "./take-in-customers.ts";
import { writeManyFieldValues } from "./write-field-values.ts";

/** The fields that many customers at once can be given: columns of the customer, and every field of the archive by its name. */
export type BulkField = string;

const COLUMNS = ["name", "nickname", "channelId", "memberLevelId"] as const;
type Column = (typeof COLUMNS)[number];

function isColumn(field: string): field is Column {
  return COLUMNS.some((column) => column === field);
}

export interface CustomerToChange {
  readonly id: string;
  /** Checked values; null empties a field. */
  readonly values: Partial<Record<BulkField, string | null>>;
  /** Fields are changed only while they hold this: a later edit by somebody else stays. */
  readonly onlyIf?: Partial<Record<BulkField, string | null>>;
}

interface CustomerRow {
  id: string;
  version: number;
  name: string | null;
  nickname: string | null;
  channel_id: string | null;
  member_level_id: string | null;
  personal: Buffer | null;
  kind: CustomerKind;
  owner_id: string | null;
}

/** Changes many customers as one edit each: version, history, timeline, search and blind indexes. Answers the fields that changed. */
export async function changeCustomers(
  context: RequestContext,
  wanted: readonly CustomerToChange[],
  { importId, operation, at }: Provenance,
): Promise<Map<string, BulkField[]>> {
  const changed = new Map<string, BulkField[]>();
  if (wanted.length === 0) return changed;
  const kysely = context.em.getKysely();
  const { rows } = await sql<CustomerRow>`
    select id, version, name, nickname, channel_id, member_level_id, personal, kind, owner_id from customer
    where id = any(${wanted.map(({ id }) => id)}::uuid[]) order by id for no key update`.execute(kysely);
  const onFile = new Map(rows.map((row) => [row.id, row]));
  const fields = await fieldsOf(context, wanted);
  const beside = [...fields.values()].some(({ personal }) => !personal)
    ? await readFieldValues(context, [...onFile.keys()])
    : NOTHING;
  const edits = wanted.flatMap((one) => {
    const row = onFile.get(one.id);
    return row ? editOf(context, { ...row, beside: beside.get(row.id) ?? NONE }, one, fields) : [];
  });
  if (edits.length === 0) return changed;
  await writeEdits(context, edits, at);
  await writeManyFieldValues(
    context,
    edits.flatMap(({ row, changes }) =>
      changes.flatMap((change) => {
        const field = fields.get(change.field);
        return field && !field.personal ? [{ customerId: row.id, field, value: change.new }] : [];
      }),
    ),
  );
  const kept = edits.map(({ row, changes, personal, touchesPersonal }) => ({
    customerId: row.id,
    kind: row.kind,
    ownerId: row.owner_id,
    fields: changes.map(({ field }) => field),
    personal: touchesPersonal ? personal : undefined,
  }));
  await keepUp(context, kept, at);
  await alertOwners(context, kept, { operation, importId });
  await recordManyChanges(
    context,
    edits.map(({ row, changes }) => ({
      record: { type: "Customer", id: row.id, version: row.version + 1, operation, importId },
      changes,
    })),
  );
  await appendTimelines(
    context,
    edits.map(({ row, changes }) => ({
      customerId: row.id,
      kind: TimelineKind.CUSTOMER_CHANGED,
      happenedAt: at,
      fields: changes.map(({ field }) => field),
    })),
    importId,
  );
  for (const { row, changes } of edits)
    changed.set(
      row.id,
      changes.map(({ field }) => field),
    );
  return changed;
}

const NONE: PlainValues = new Map();
const NOTHING: ReadonlyMap<string, PlainValues> = new Map();

/** The fields of the sections among those that are to change. */
async function fieldsOf(
  context: RequestContext,
  wanted: readonly CustomerToChange[],
): Promise<Map<string, ArchiveField>> {
  const names = new Set(wanted.flatMap(({ values }) => Object.keys(values)));
  const custom = [...names].some(isCustomField) ? await readCustomFields(context) : [];
  const fields = [...names].flatMap((name) =>
    isColumn(name)
      ? []
      : (archiveField(name) ?? custom.find(({ recordId }) => recordId === name)?.asField ?? []),
  );
  return new Map(fields.map((field) => [field.name, field]));
}

interface Edit {
  readonly row: CustomerRow;
  readonly changes: FieldChange[];
  readonly plain: Record<"name" | "nickname" | "channelId" | "memberLevelId", string | null>;
  readonly personal: CustomerPersonal;
  readonly touchesPersonal: boolean;
}

function editOf(
  context: RequestContext,
  row: CustomerRow & { readonly beside: PlainValues },
  { values, onlyIf }: CustomerToChange,
  fields: ReadonlyMap<string, ArchiveField>,
): Edit[] {
  const personal = { ...openPersonal(context.cipher, row.id, row.personal) };
  const plain: Edit["plain"] = {
    name: row.name,
    nickname: row.nickname,
    channelId: row.channel_id,
    memberLevelId: row.member_level_id,
  };
  const changes: FieldChange[] = [];
  for (const [name, given] of Object.entries(values)) {
    const value = given ?? null;
    const field = fields.get(name);
    const sealed = field?.personal ? (name as SealedFieldName) : null;
    const held = sealed
      ? (personal[sealed] ?? null)
      : isColumn(name)
        ? plain[name]
        : (row.beside.get(name) ?? null);
    const expected = onlyIf?.[name];
    if (held === value || (expected !== undefined && held !== expected)) continue;
    // A customer who has become of the other kind since does not get what only the former kind has.
    if (field && value !== null && sectionOf(field, row.kind) === null) continue;
    if (!field && !isColumn(name)) continue;
    changes.push({ field: name, old: held, new: value, personal: sealed !== null });
    if (isColumn(name)) plain[name] = value;
    else if (sealed && value === null) delete personal[sealed];
    else if (sealed && value !== null) personal[sealed] = value;
  }
  const touchesPersonal = changes.some((change) => change.personal);
  return changes.length === 0 ? [] : [{ row, changes, plain, personal, touchesPersonal }];
}

async function writeEdits(context: RequestContext, edits: readonly Edit[], at: Date): Promise<void> {
  const { cipher, em } = context;
  const kysely = em.getKysely();
  const rows = edits.map(({ row, plain, personal, touchesPersonal }) => ({
    id: row.id,
    name: plain.name,
    nickname: plain.nickname,
    channel_id: plain.channelId,
    member_level_id: plain.memberLevelId,
    personal: touchesPersonal ? sealPersonal(cipher, row.id, personal) : row.personal,
    search_terms: searchTermsText(searchTermsOf(plain)),
  }));
  const columns = {
    id: "uuid",
    name: "text",
    nickname: "text",
    channel_id: "uuid",
    member_level_id: "uuid",
    personal: "bytea",
    search_terms: "tsvector",
  };
  await sql`
    update customer set
      name = r.name, nickname = r.nickname, channel_id = r.channel_id, member_level_id = r.member_level_id,
      personal = r.personal, search_terms = r.search_terms, version = customer.version + 1, updated_at = ${at.toISOString()}
    from ${rowsAsTable(columns, rows, "r")} where customer.id = r.id`.execute(kysely);
  const reachable = edits.filter(({ touchesPersonal }) => touchesPersonal);
  if (reachable.length === 0) return;
  await sql`
    delete from customer_blind_index
    where customer_id = any(${reachable.map(({ row }) => row.id)}::uuid[]) and kind <> ${BlindIndexKind.NAME_AND_ADDRESS}`.execute(
    kysely,
  );
  await insertRows(
    em,
    "customer_blind_index",
    { kind: "smallint", hash: "bytea", customer_id: "uuid" },
    reachable.flatMap(({ row, personal }) =>
      blindIndexesOf(cipher, personal).map((index) => ({ ...index, customer_id: row.id })),
    ),
  );
}
