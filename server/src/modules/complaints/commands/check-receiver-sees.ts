import { sql, type SqlBool } from "kysely";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { staffActor } from "../../access/staff-actor.queries.ts";
import { ofVisibleCustomer } from "../../customers/visible-customers.queries.ts";
import { complaintsToMove, customersToMove, type Moving } from "./hand-over-batch.ts";

/** Nobody is given complaints of customers whom he does not see, neither now nor by the same hand-over. */
export async function checkReceiverSees(context: RequestContext, one: Moving): Promise<void> {
  if (!one.complaints || one.toId === null) return;
  const receiver = { ...context, actor: await staffActor(context, one.toId) };
  const comesAlong = one.customers ? customersToMove(context, one) : sql<SqlBool>`false`;
  const { rows } = await sql`
    select from complaint join customer on customer.id = complaint.customer_id
    where ${complaintsToMove(context, one)}
      and not ${ofVisibleCustomer(receiver, sql`complaint.customer_id`)} and (${comesAlong}) is not true
    limit 1`.execute(context.em.getKysely());
  if (rows.length === 0) return;
  throw new DomainError(
    UserErrorCode.INVALID_VALUE,
    text(
      "其中有些投诉，接手的同事看不到对应的客户。请先更换这些客户的负责人，或选择能看到这些客户的同事。",
      "Some of the complaints are of customers whom this person does not see. Give these customers another owner first, or choose somebody who sees them.",
    ),
    ["toStaffId"],
  );
}
