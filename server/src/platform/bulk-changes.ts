import { insertRows, type BulkRow } from "./bulk.ts";
import { changeRow, fieldRows, recordKeysFor, type ChangedRecord, type FieldChange } from "./changes.ts";
import type { RequestContext } from "./request.ts";

const COLUMNS = {
  id: "uuid",
  kind: "text",
  record_type: "text",
  record_id: "uuid",
  record_version: "integer",
  operation: "text",
  field: "text",
  fields: "text[]",
  old_value: "text",
  new_value: "text",
  personal: "bytea",
  reason: "text",
  actor_id: "uuid",
  source: "text",
  import_id: "uuid",
  request_id: "text",
  key_id: "uuid",
  address: "inet",
} as const;

/** One record's change among many: its making when it has `fields`, else the fields that changed. */
export type BulkChange = { readonly record: ChangedRecord } & (
  | { readonly made: readonly string[]; readonly changes?: undefined }
  | { readonly changes: readonly FieldChange[]; readonly made?: undefined }
);

/** Records the making or changing of many records in one statement. */
export async function recordManyChanges(
  context: RequestContext,
  changed: readonly BulkChange[],
  reason: string | null = null,
): Promise<void> {
  const keys = await recordKeysFor(context, changed);
  const rows = changed.flatMap(({ record, made, changes }): BulkRow[] =>
    made
      ? [{ ...changeRow(context, record), fields: made }]
      : fieldRows(context, keys, record, changes ?? []).map((row) => ({ ...row, reason })),
  );
  await insertRows(context.em, "change", COLUMNS, rows);
}
