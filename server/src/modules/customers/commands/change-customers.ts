import { sql } from "kysely";
import { insertRows, rowsAsTable } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import type { FieldChange } from "../../../platform/changes.ts";
import { BlindIndexKind } from "../../../platform/crypto.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { blindIndexesOf, openPersonal, sealPersonal, type CustomerPersonal } from "../customer-personal.ts";
import { isPersonalField } from "../../../platform/personal-fields.ts";
import { searchTermsOf, searchTermsText } from "../search-terms.ts";
import { TimelineKind } from "../timeline-entry.entity.ts";
import type { CustomerKind } from "../customer.entity.ts";
import { alertOwners } from "./alert-owners.ts";
import { appendTimelines } from "./append-timelines.ts";
import { keepUp } from "./keep-up.ts";
import type { Provenance } from "./take-in-customers.ts";

/** The fields that many customers at once can be given. */
export type BulkField = "name" | "nickname" | "phone" | "email" | "address" | "channelId" | "memberLevelId";

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
  const edits = wanted.flatMap((one) => {
    const row = onFile.get(one.id);
    return row ? editOf(context, row, one) : [];
  });
  if (edits.length === 0) return changed;
  await writeEdits(context, edits, at);
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
      changes.map(({ field }) => field as BulkField),
    );
  return changed;
}

interface Edit {
  readonly row: CustomerRow;
  readonly changes: FieldChange[];
  readonly plain: Record<"name" | "nickname" | "channelId" | "memberLevelId", string | null>;
  readonly personal: CustomerPersonal;
  readonly touchesPersonal: boolean;
}

function editOf(context: RequestContext, row: CustomerRow, { values, onlyIf }: CustomerToChange): Edit[] {
  const personal = { ...openPersonal(context.cipher, row.id, row.personal) };
  const plain: Edit["plain"] = {
    name: row.name,
    nickname: row.nickname,
    channelId: row.channel_id,
    memberLevelId: row.member_level_id,
  };
  const changes: FieldChange[] = [];
  for (const [field, value] of Object.entries(values) as [BulkField, string | null][]) {
    const held = isPersonalField(field) ? (personal[field] ?? null) : plain[field];
    const expected = onlyIf?.[field];
    if (held === value || (expected !== undefined && held !== expected)) continue;
    changes.push({ field, old: held, new: value, personal: isPersonalField(field) });
    if (!isPersonalField(field)) plain[field] = value;
    else if (value === null) delete personal[field];
    else personal[field] = value;
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
