import { sql } from "kysely";
import { isCustomField } from "../../platform/custom-fields.ts";
import { recordId } from "../../platform/ids.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { archiveField } from "./fields.ts";
import type { FieldType } from "./archive-field.ts";
import { asArchiveField, type CustomFieldNow } from "./custom-fields.ts";

type Row = Omit<CustomFieldNow, "asField">;

/** Every field that the firm made, archived ones too, in their order; from memory. Rights on them are an actor's own. */
export function listCustomFields(context: RequestContext): NowOrSoon<readonly CustomFieldNow[]> {
  return context.reference.list("customFields", () => readCustomFields(context));
}

export function findCustomField(context: RequestContext, id: string): NowOrSoon<CustomFieldNow | null> {
  return context.reference.find("customFields", id, () => readCustomFields(context));
}

/** The same as they are in the database at this moment. */
export async function readCustomFields(context: RequestContext): Promise<CustomFieldNow[]> {
  const { rows } = await sql<Row>`
    select id as "recordId", version, sections, type, sensitivity, label_zh as "labelZh", label_en as "labelEn", purpose,
      choices, position, archived_at is not null as archived,
      (select coalesce(jsonb_agg(jsonb_build_object('roleId', role_id, 'right', "right") order by role_id), '[]')
        from custom_field_right where custom_field_id = custom_field.id) as rights
    from custom_field order by position, id`.execute(context.em.getKysely());
  return rows.map((row) => ({ ...row, asField: asArchiveField(row) }));
}

/** The record's id behind what the graph calls the field: its id there, or its name. */
export function customFieldId(name: string): string | null {
  return isCustomField(name) ? name : recordId("CustomField", name);
}

/** What the values of a field are, by its name; null of a field that nobody knows. */
export function typeOfField({ actor }: RequestContext, name: string): FieldType | null {
  const declared = archiveField(name);
  if (declared) return declared.type;
  const held = isCustomField(name) ? actor?.customFields.get(name) : undefined;
  return (held?.type as FieldType | undefined) ?? null;
}
