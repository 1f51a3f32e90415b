import { sql } from "kysely";
import { ChangeKind } from "../../platform/changes.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf, type Moment } from "../../platform/tables.ts";
import type { OwnerPeriod } from "./customer-owner.types.ts";
import type { CustomerType } from "./customer.types.ts";
import { ownersOver, type OwnerChange } from "./owner-history.ts";

interface ChangeRow extends OwnerChange<Moment> {
  readonly customerId: string;
}

/** Who looked after the customer, the present owner first; the customers of a level are read in one statement. */
export async function listOwners(context: RequestContext, customer: CustomerType): Promise<OwnerPeriod[]> {
  const changes =
    (await context.loaders.one("owners", customer.recordId, async (ids) => {
      const { rows } = await sql<ChangeRow>`
        select record_id as "customerId", record_version as version, field, old_value as old, at,
          actor_id as "byId", reason as note
        from change
        where ${isAnyOf("record_id", ids)} and field in ('ownerId', 'teamId') and kind = ${ChangeKind.CHANGE}
        order by record_id, id desc`.execute(context.em.getKysely());
      return Map.groupBy(rows, (row) => row.customerId);
    })) ?? [];
  const { ownerId, teamId, createdAt, createdById } = customer;
  return ownersOver({ ownerId, teamId }, { at: createdAt, byId: createdById }, changes);
}
