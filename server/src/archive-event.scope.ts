import { sql } from "kysely";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Actor } from "./platform/actor.ts";
import type { RelayedEvent } from "./platform/relay-session.ts";
import { isWithin, RecordScope, type Ownership } from "./platform/scope.ts";

/** Whose the records of some events are right now. What is deleted by now is missing, and for those who see all. */
export interface EventOwners {
  readonly customers: ReadonlyMap<string, Ownership>;
  readonly complaints: ReadonlyMap<string, Ownership>;
}

/** Whether an actor hears of every event, whosever the records are. */
export function hearsEverything(actor: Actor | null): boolean {
  return (
    actor !== null &&
    actor.scopeOf("customer:list") === RecordScope.ALL &&
    actor.scopeOf("complaint:list") === RecordScope.ALL
  );
}

/** One statement for all events that came together, and for everybody who listens. */
export async function ownersOfEvents(
  em: EntityManager,
  events: readonly RelayedEvent[],
): Promise<EventOwners> {
  const customerIds = [...new Set(events.map(({ customerId }) => customerId))];
  const complaintIds = [...new Set(events.filter(isOfComplaint).map(({ recordId }) => recordId))];
  const { rows } = await sql<Ownership & { id: string; complaint: boolean }>`
    select id, owner_id as "ownerId", team_id as "teamId", false as complaint
    from customer where id = any(${customerIds}::uuid[])
    union all
    select id, assignee_id, team_id, true from complaint where id = any(${complaintIds}::uuid[])`.execute(
    em.getKysely(),
  );
  const owners = (complaint: boolean) =>
    new Map(rows.filter((row) => row.complaint === complaint).map((row) => [row.id, row]));
  return { customers: owners(false), complaints: owners(true) };
}

/** Whether an actor may hear of an event: of his customers, and of his complaints. */
export function hears(actor: Actor | null, event: RelayedEvent, owners: EventOwners): boolean {
  if (hearsEverything(actor)) return true;
  const reaches = (permission: "customer:list" | "complaint:list", owned: Ownership | undefined): boolean =>
    owned ? isWithin(actor, permission, owned) : actor?.scopeOf(permission) === RecordScope.ALL;
  return (
    reaches("customer:list", owners.customers.get(event.customerId)) &&
    (!isOfComplaint(event) || reaches("complaint:list", owners.complaints.get(event.recordId)))
  );
}

function isOfComplaint({ recordType }: RelayedEvent): boolean {
  return recordType === "Complaint";
}
