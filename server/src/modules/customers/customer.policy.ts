import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Actor } from "../../platform/actor.ts";
import { may } from "../../platform/authz.ts";
import type { RequestContext } from "../../platform/request.ts";

/** The customers an actor may see, as a condition on `customer`. Everybody signed in sees all; scopes by team come here. */
export function visibleTo(actor: Actor | null): RawBuilder<SqlBool> {
  return actor?.permissions.has("customer:list") ? sql<SqlBool>`true` : sql<SqlBool>`false`;
}

export function mayEditCustomer(context: RequestContext): boolean {
  return may(context, "customer:edit");
}

export function mayRevealCustomer(context: RequestContext): boolean {
  return may(context, "customer:reveal");
}
