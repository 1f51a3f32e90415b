import { sql } from "kysely";
import { insertRows } from "../../../platform/bulk.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { ArchiveField } from "../archive-field.ts";
import { columnOf, rowsOf } from "../field-value-shape.ts";
import { typeOfField } from "../custom-fields.queries.ts";

const COLUMNS = {
  customer_id: "uuid",
  field: "text",
  position: "smallint",
  text: "text",
  long_text: "text",
  number: "numeric",
  day: "date",
  yes: "boolean",
  ref: "uuid",
} as const;

const EMPTY = { text: null, long_text: null, number: null, day: null, yes: null, ref: null };

/** Puts values of a customer in the place of those that were there; null takes one away. */
export async function writeFieldValues(
  context: RequestContext,
  customerId: string,
  values: readonly (readonly [name: string, value: string | null])[],
): Promise<void> {
  await writeManyFieldValues(
    context,
    values.map(([name, value]) => {
      const type = typeOfField(context, name);
      if (!type) throw new TypeError(`no archive has the field ${name}`);
      return { customerId, field: { name, type }, value };
    }),
  );
}

/** A plain value to keep; null takes it away. */
export interface ValueToKeep {
  readonly customerId: string;
  readonly field: Pick<ArchiveField, "name" | "type">;
  readonly value: string | null;
}

/** The same of any number of customers, in two statements. */
export async function writeManyFieldValues(
  context: RequestContext,
  values: readonly ValueToKeep[],
): Promise<void> {
  if (values.length === 0) return;
  await sql`
    delete from field_value using unnest(
      ${values.map(({ customerId }) => customerId)}::uuid[], ${values.map(({ field }) => field.name)}::text[]
    ) as old (customer_id, field)
    where field_value.customer_id = old.customer_id and field_value.field = old.field`.execute(
    context.em.getKysely(),
  );
  await addFieldValues(context, values);
}

/** The same where there were none before. */
export async function addFieldValues(context: RequestContext, values: readonly ValueToKeep[]): Promise<void> {
  const rows = values.flatMap(({ customerId, field, value }) =>
    value === null
      ? []
      : rowsOf(field, value).map((row) => ({
          ...EMPTY,
          customer_id: customerId,
          field: field.name,
          position: row.position,
          [columnOf(field.type)]: row.value,
        })),
  );
  if (rows.length > 0) await insertRows(context.em, "field_value", COLUMNS, rows);
}
