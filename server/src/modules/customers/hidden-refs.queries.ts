import { sql } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import { checkExternalRef, type TypedExternalRef } from "./commands/add-external-refs.ts";
import { visibleTo } from "./customer.policy.ts";

/** Of ids of other systems, those that belong to customers whom the caller may not see. */
export async function listHiddenRefs(
  context: RequestContext,
  typed: readonly TypedExternalRef[],
): Promise<readonly string[]> {
  const refs = typed.map((ref) => checkExternalRef(ref, []));
  const { rows } = await sql<{ ref: string }>`
    select external_ref.system || ':' || external_ref.external_id as ref
    from external_ref join customer on customer.id = external_ref.customer_id
    join unnest(${refs.map(({ system }) => system)}::text[], ${refs.map(({ id }) => id)}::text[]) as wanted (system, id)
      on wanted.system = external_ref.system and wanted.id = external_ref.external_id
    where (${visibleTo(context.actor, "customer:list", "customer")}) is not true`.execute(
    context.em.getKysely(),
  );
  return rows.map(({ ref }) => `external ref ${ref}`);
}
