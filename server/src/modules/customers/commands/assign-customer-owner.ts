import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, DomainErrors, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { Ownership } from "../../../platform/scope.ts";
import { checkRemark } from "../../access/commands/check-name.ts";
import { loadTeam } from "../../access/commands/load-team.ts";
import { staffActor } from "../../access/staff-actor.queries.ts";
import { TimelineKind } from "../timeline-entry.entity.ts";
import { alertOwners } from "./alert-owners.ts";
import { appendTimeline } from "./append-timeline.ts";
import { loadCustomer } from "./load-customer.ts";

/** Gives a customer to a person, to a team, or to nobody. */
export async function assignCustomerOwner(
  context: RequestContext,
  input: {
    readonly customerId: string;
    readonly expectedVersion: number;
    readonly ownerId?: string | null | undefined;
    readonly teamId?: string | null | undefined;
    readonly note?: string | null | undefined;
  },
): Promise<string> {
  const errors: DomainError[] = [];
  const note = checkRemark(input.note, { field: "note", longest: 500 }, errors);
  if (errors.length > 0) throw new DomainErrors(errors);
  const customer = await loadCustomer(
    context,
    input.customerId,
    "customer:assignOwner",
    input.expectedVersion,
  );
  const owner = await findCustomerOwner(context, input);
  const changes = (["ownerId", "teamId"] as const).flatMap((field) =>
    customer[field] === owner[field]
      ? []
      : [{ field, old: customer[field], new: owner[field], personal: false }],
  );
  if (changes.length === 0) return customer.id;
  const at = now();
  const before = customer.ownerId;
  Object.assign(customer, { ...owner, updatedAt: at });
  await context.em.flush();
  await recordChanges(
    context,
    { type: "Customer", id: customer.id, version: customer.version, operation: "assignCustomerOwner" },
    changes,
    note,
  );
  const fields = changes.map(({ field }) => field);
  // Whoever gets a customer is told, and whoever had it.
  const told = [before, customer.ownerId].map((ownerId) => ({ customerId: customer.id, ownerId, fields }));
  await alertOwners(context, before === customer.ownerId ? told.slice(1) : told, {
    operation: "assignCustomerOwner",
  });
  await appendTimeline(context, {
    customerId: customer.id,
    kind: TimelineKind.OWNER_CHANGED,
    happenedAt: at,
    fields,
  });
  await emit(context, {
    name: ArchiveEventName.CUSTOMER_EDITED,
    recordType: "Customer",
    recordId: customer.id,
    customerId: customer.id,
  });
  return customer.id;
}

/** Who is meant by a person or a team in an input: the person brings the team along. Refuses whoever sees no customers. */
export async function findCustomerOwner(
  context: RequestContext,
  asked: { readonly ownerId?: string | null | undefined; readonly teamId?: string | null | undefined },
): Promise<Ownership> {
  if (asked.ownerId && asked.teamId) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "负责人和小组请只选一项：选了负责人，小组随负责人而定。",
        "Choose a person or a team, not both: the team follows from the person.",
      ),
      ["teamId"],
    );
  }
  if (asked.teamId) return { ownerId: null, teamId: (await loadTeam(context, asked.teamId)).id };
  if (!asked.ownerId) return { ownerId: null, teamId: null };
  const id = recordId("StaffMember", asked.ownerId);
  const owner = id ? await staffActor(context, id) : null;
  if (!owner || owner.keyId) throw notFound(["ownerId"]);
  if (!owner.permissions.has("customer:list")) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "该员工的角色不能查看客户，请选择其他同事。",
        "This person's role does not see customers. Choose somebody else.",
      ),
      ["ownerId"],
    );
  }
  return { ownerId: owner.staffId, teamId: owner.teamId };
}
