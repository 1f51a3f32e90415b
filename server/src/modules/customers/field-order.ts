import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Keyset } from "../../platform/connection.ts";
import { badUserInput } from "../../platform/errors.ts";
import { text } from "../../platform/language.ts";
import type { RequestContext } from "../../platform/request.ts";
import { FieldType } from "./archive-field.ts";
import { onFacts, plainField } from "./field-filter.ts";
import type { FieldOrder } from "./field-filter.types.ts";
import { columnOf } from "./field-value-shape.ts";

const UNORDERED: readonly FieldType[] = [
  FieldType.LONG_TEXT,
  FieldType.CHOICES,
  FieldType.TAGS,
  FieldType.CUSTOMER,
];
const SQL_TYPES = { text: "text", number: "numeric", day: "date", yes: "boolean" } as const;

interface RowInOrder {
  readonly id: string;
  readonly field_order?: string;
}

/** A list in the order of a field's values: what its rows come from instead of `customer_facts`, and its keyset. */
export interface OrderByField {
  readonly facts: RawBuilder<unknown>;
  readonly keyset: Keyset<RowInOrder>;
  /** Who is in the list at all, to be counted. */
  readonly hasValue: RawBuilder<SqlBool>;
}

/** Reads along the index of the field's values; refuses fields whose values have no order that anybody may see. */
export async function understandFieldOrder(
  context: RequestContext,
  { field: name, ascending }: FieldOrder,
): Promise<OrderByField> {
  const field = await plainField(context, name);
  const column = columnOf(field.type);
  if (UNORDERED.includes(field.type) || column === "long_text" || column === "ref")
    throw badUserInput(text("不能按此类型的字段排序。", "A list cannot be ordered by a field of this type."));
  const value = sql.ref(`known.${column}`);
  return {
    facts: sql`(
      select customer_facts.*, ${value} as field_order
      from field_value as known join customer_facts on customer_facts.customer_id = known.customer_id
      where known.field = ${field.name} and ${value} is not null)`,
    hasValue: onFacts({
      name: field.name,
      rows: sql<SqlBool>`known.field = ${field.name} and ${value} is not null`,
      none: false,
      isIndexed: true,
    }),
    keyset: {
      name: `${field.name} ${ascending ? "up" : "down"}`,
      column: sql`facts.field_order`,
      type: SQL_TYPES[column],
      ascending,
      id: sql`facts.customer_id`,
      valueIn: (row) => String(row.field_order),
    },
  };
}
