import { sql } from "kysely";
import { recordChanges } from "../../../platform/changes.ts";
import { notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { readCustomFields } from "../custom-fields.queries.ts";
import { holdCustomField } from "./hold-custom-fields.ts";

/** Puts a field behind another one, or before all of them. */
export async function moveCustomField(
  context: RequestContext,
  input: {
    readonly customFieldId: string;
    readonly expectedVersion: number;
    readonly afterId?: string | null | undefined;
  },
): Promise<string> {
  const field = await holdCustomField(context, input);
  const before = (await readCustomFields(context)).map(({ recordId: id }) => id as string);
  const order = before.filter((id) => id !== field.id);
  const afterId = input.afterId ? recordId("CustomField", input.afterId) : null;
  if (input.afterId && (!afterId || !order.includes(afterId))) throw notFound(["afterId"]);
  order.splice(afterId ? order.indexOf(afterId) + 1 : 0, 0, field.id);
  if (order.every((id, place) => id === before[place])) return field.id;
  const old = field.position;
  field.version += 1;
  field.position = order.indexOf(field.id) + 1;
  await context.em.flush();
  await sql`
    update custom_field set position = wanted.position
    from unnest(${order}::uuid[]) with ordinality as wanted (id, position)
    where custom_field.id = wanted.id and custom_field.position <> wanted.position`.execute(
    context.em.getKysely(),
  );
  await recordChanges(
    context,
    { type: "CustomField", id: field.id, version: field.version, operation: "moveCustomField" },
    [{ field: "position", old: String(old), new: String(field.position), personal: false }],
  );
  return field.id;
}
