import { sql } from "kysely";
import { rowsAsTable } from "../../../platform/bulk.ts";
import { isCustomField } from "../../../platform/custom-fields.ts";
import { ChangeSource, type RequestContext } from "../../../platform/request.ts";
import type { CustomerPersonal } from "../customer-personal.ts";
import type { CustomerKind } from "../customer.entity.ts";
import type { ArchiveField } from "../archive-field.ts";
import { listCustomFields } from "../custom-fields.queries.ts";
import { archiveField, sectionOf } from "../fields.ts";
import { refreshUpkeep } from "./refresh-upkeep.ts";

/** What an edit of a customer changed, as far as completeness and freshness want to know. */
export interface KeptCustomer {
  readonly customerId: string;
  readonly kind: CustomerKind;
  readonly fields: readonly string[];
  /** What is known now; absent when nothing personal changed. */
  readonly personal?: CustomerPersonal | undefined;
}

/**
 * Keeps completeness and freshness right after edits, in the caller's transaction. A section in which a person changed
 * something counts as looked at; what a program or a file writes does not.
 */
export async function keepUp(
  context: RequestContext,
  edited: readonly KeptCustomer[],
  at: Date,
): Promise<void> {
  const told = edited.flatMap(({ customerId, personal }) =>
    personal ? [{ customer_id: customerId, fields: namesOf(personal) }] : [],
  );
  if (told.length > 0)
    await sql`
      update customer_facts set personal_fields = coalesce(told.fields, '{}')
      from ${rowsAsTable({ customer_id: "uuid", fields: "text[]" }, told, "told")}
      where customer_facts.customer_id = told.customer_id`.execute(context.em.getKysely());
  if (isByPerson(context)) await verifySections(context, edited, at);
  await refreshUpkeep(
    context,
    edited.map(({ customerId }) => customerId),
  );
}

/** The fields of which a personal value is known: their names say nothing that the change log does not. */
export function namesOf(personal: CustomerPersonal): string[] {
  return Object.entries(personal).flatMap(([field, value]) => (value ? [field] : []));
}

function isByPerson({ actor, source }: RequestContext): boolean {
  return source === ChangeSource.CONSOLE && actor !== null && actor.keyId === null;
}

async function verifySections(
  context: RequestContext,
  edited: readonly KeptCustomer[],
  at: Date,
): Promise<void> {
  const ofFirm = edited.some(({ fields }) => fields.some(isCustomField))
    ? await listCustomFields(context)
    : [];
  const custom = new Map<string, ArchiveField>(ofFirm.map(({ recordId, asField }) => [recordId, asField]));
  const rows = edited.flatMap(({ customerId, kind, fields }) => {
    const sections = fields.flatMap((name) => {
      const field = archiveField(name) ?? custom.get(name);
      return (field && sectionOf(field, kind)) ?? [];
    });
    return [...new Set(sections)].map((section) => ({ customer_id: customerId, section }));
  });
  if (rows.length === 0) return;
  await sql`
    insert into section_verification (customer_id, section, verified_at, verified_by_id)
    select customer_id, section, ${at.toISOString()}::timestamptz, ${context.actor?.staffId ?? null}::uuid
    from ${rowsAsTable({ customer_id: "uuid", section: "text" }, rows, "r")}
    on conflict (customer_id, section) do update set verified_at = excluded.verified_at,
      verified_by_id = excluded.verified_by_id, confirmed = false, before_at = null, before_by_id = null`.execute(
    context.em.getKysely(),
  );
}
