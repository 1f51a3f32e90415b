import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Permission } from "../../platform/actor.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isWithin, RecordScope, type Ownership } from "../../platform/scope.ts";
import { isAnyOf } from "../../platform/tables.ts";
import { visibleTo } from "./customer.policy.ts";

/** That what belongs to a customer belongs to one the caller may see. No condition for whoever sees all. */
export function ofVisibleCustomer(
  { actor }: RequestContext,
  customerId: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  switch (actor?.scopeOf("customer:list") ?? RecordScope.NONE) {
    case RecordScope.ALL:
      return sql<SqlBool>`true`;
    case RecordScope.NONE:
      return sql<SqlBool>`false`;
    default:
      return sql<SqlBool>`exists (
        select from customer where customer.id = ${customerId} and ${visibleTo(actor, "customer:list", "customer")}
      )`;
  }
}

/** Those of the customers that the caller may see; no statement for whoever sees all or none. */
export async function visibleCustomerIds(
  context: RequestContext,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const scope = context.actor?.scopeOf("customer:list") ?? RecordScope.NONE;
  if (scope === RecordScope.ALL) return new Set(ids);
  if (scope === RecordScope.NONE || ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from customer
    where ${isAnyOf("customer.id", ids)} and ${visibleTo(context.actor, "customer:list", "customer")}`.execute(
    context.em.getKysely(),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether a permission reaches a customer, for what belongs to it. No statement where it reaches all or none. */
export async function reachesCustomer(
  context: RequestContext,
  permission: Permission,
  customerId: string,
): Promise<boolean> {
  const scope = context.actor?.scopeOf(permission) ?? RecordScope.NONE;
  if (scope === RecordScope.ALL || scope === RecordScope.NONE) return scope === RecordScope.ALL;
  const ownership = await context.loaders.one("customerOwnership", customerId, async (ids) => {
    const { rows } = await sql<Ownership & { id: string }>`
      select id, owner_id as "ownerId", team_id as "teamId" from customer
      where ${isAnyOf("customer.id", ids)} and ${visibleTo(context.actor, "customer:list", "customer")}`.execute(
      context.em.getKysely(),
    );
    return new Map(rows.map((row) => [row.id, row]));
  });
  return ownership !== null && isWithin(context.actor, permission, ownership);
}
