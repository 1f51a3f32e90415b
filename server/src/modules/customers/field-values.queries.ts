import { sql } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf } from "../../platform/tables.ts";
import { LIST_SEPARATOR } from "./field-types.ts";

/** The plain values of a customer by their fields, each as it is kept; a list's as one text. */
export type PlainValues = ReadonlyMap<string, string>;

interface ValueRow {
  readonly customer_id: string;
  readonly field: string;
  readonly value: string;
}

const NONE: PlainValues = new Map();

/** What is known of a customer beside its own columns; the customers of a level are read in one statement. */
export async function findFieldValues(context: RequestContext, customerId: string): Promise<PlainValues> {
  const values = await context.loaders.one("fieldValues", customerId, (ids) => readFieldValues(context, ids));
  return values ?? NONE;
}

/** The same of many, inside of a command: as they are now. */
export async function readFieldValues(
  context: RequestContext,
  customerIds: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const { rows } = await sql<ValueRow>`
    select customer_id, field,
      string_agg(coalesce(text, long_text, number::text, day::text, yes::text, ref::text), ${LIST_SEPARATOR} order by position) as value
    from field_value where ${isAnyOf("customer_id", customerIds)}
    group by customer_id, field`.execute(context.em.getKysely());
  const byCustomer = new Map<string, Map<string, string>>();
  for (const { customer_id: id, field, value } of rows) {
    const known = byCustomer.get(id);
    if (known) known.set(field, value);
    else byCustomer.set(id, new Map([[field, value]]));
  }
  return byCustomer;
}
