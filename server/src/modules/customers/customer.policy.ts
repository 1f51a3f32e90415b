import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Actor, Permission } from "../../platform/actor.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isWithin, rowsWithin, type Owned, type Ownership } from "../../platform/scope.ts";

import { PERSONAL_FIELDS } from "../../platform/personal-fields.ts";
import { mayOnField } from "./personal.queries.ts";

/** Who owns a customer stands in both tables: a list is read by the one whose order it has. */
const OWNED = {
  customer: { owner: sql`customer.owner_id`, team: sql`customer.team_id` },
  facts: { owner: sql`facts.owner_id`, team: sql`facts.team_id` },
} satisfies Record<string, Owned>;

/** The customers an actor may see, or do something with, as a condition on `customer` or on its `facts`. */
export function visibleTo(
  actor: Actor | null,
  permission: Permission = "customer:list",
  table: keyof typeof OWNED = "facts",
): RawBuilder<SqlBool> {
  return rowsWithin(actor, permission, OWNED[table]);
}

export function mayEditCustomer({ actor }: RequestContext, customer: Ownership): boolean {
  return isWithin(actor, "customer:edit", customer);
}

export function mayRevealCustomer(context: RequestContext, customer: Ownership): boolean {
  const ofSomeField = PERSONAL_FIELDS.some((field) => mayOnField(context, field, FieldRight.VIEW));
  return ofSomeField && isWithin(context.actor, "customer:reveal", customer);
}

export function mayAssignOwner({ actor }: RequestContext, customer: Ownership): boolean {
  return isWithin(actor, "customer:assignOwner", customer);
}
