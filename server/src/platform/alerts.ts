import { sql } from "kysely";
import { changeRow, insertChanges } from "./changes.ts";
import type { RequestContext } from "./request.ts";

/** What somebody does that whoever looks after privacy should look at. */
export enum Alert {
  /** Wanted to reveal personal values of more customers than the role allows in a day. */
  REVEALS = "alert.reveals",
  /** Looked more contact data up than anybody needs to. */
  MATCHES = "alert.matches",
}

/** Notes an alert about the caller in the change log, once an hour at most. Not in the transaction that was refused. */
export async function raiseAlert(context: RequestContext, alert: Alert): Promise<void> {
  const { actor, em } = context;
  if (!actor) return;
  const { rows } = await sql`
    select from change
    where record_id = ${actor.staffId} and operation = ${alert} and at > now() - interval '1 hour' limit 1`.execute(
    em.getKysely(),
  );
  if (rows.length > 0) return;
  const record = { type: "StaffMember", id: actor.staffId, version: 0, operation: alert };
  await insertChanges(em, [changeRow(context, record)]);
}
