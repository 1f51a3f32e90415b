import { isForPeopleOnly } from "../../../../server/src/modules/access/api-key-rights.ts";
import type { Permission } from "../../../../server/src/platform/actor.ts";
import { EVERYBODY } from "../../../../server/src/platform/authz.ts";
import { RecordScope } from "../../../../server/src/platform/scope.ts";
import type { TestDatabase } from "../../../support/database.ts";
import type { Actor, Teams } from "./actors.ts";
import { RELATIONS, type Relation } from "./records.ts";

/**
 * What the issue promises, said without the code that keeps it: from what roles begin with, and from whose a record is.
 */
export type Verdict = "UNAUTHENTICATED" | "FORBIDDEN" | "INVISIBLE" | "NOT_ALLOWED" | "LET_IN";

const REACHED: Record<RecordScope, readonly Relation[]> = {
  [RecordScope.NONE]: [],
  [RecordScope.OWN]: ["own"],
  [RecordScope.TEAM]: ["own", "team"],
  [RecordScope.DEPARTMENT]: ["own", "team", "department"],
  [RecordScope.ALL]: RELATIONS,
};

/** A program owns nothing: its own is its team's. */
function scopeOf(actor: Actor, permission: string): RecordScope {
  const scope = actor.role?.scopes.get(permission as Permission) ?? RecordScope.NONE;
  if (!actor.program) return scope;
  if (isForPeopleOnly(permission as Permission)) return RecordScope.NONE;
  return scope === RecordScope.OWN ? RecordScope.TEAM : scope;
}

export function holds(actor: Actor, permission: string): boolean {
  return permission === EVERYBODY || scopeOf(actor, permission) !== RecordScope.NONE;
}

/** How a record of a customer, or a complaint with its customer, stands to somebody. */
export interface Standing {
  readonly customer: Relation;
  /** Absent of records that are no complaint. */
  readonly complaint?: Relation;
}

export function sees(actor: Actor, { customer, complaint }: Standing): boolean {
  return (
    REACHED[scopeOf(actor, "customer:list")].includes(customer) &&
    (complaint === undefined || REACHED[scopeOf(actor, "complaint:list")].includes(complaint))
  );
}

export function verdictOn(actor: Actor, permission: string, standing?: Standing): Verdict {
  if (actor.turnedAway) return "UNAUTHENTICATED";
  if (permission === EVERYBODY) return "LET_IN";
  if (!actor.role) return "UNAUTHENTICATED";
  if (!holds(actor, permission)) return "FORBIDDEN";
  if (!standing) return "LET_IN";
  if (!sees(actor, standing)) return "INVISIBLE";
  const { customer, complaint = customer } = standing;
  return REACHED[scopeOf(actor, permission)].includes(complaint) ? "LET_IN" : "NOT_ALLOWED";
}

interface Whose {
  ownerId: string | null;
  teamId: string | null;
}

/** Whose each record of the database is, by its id in the graph. */
export class Ownership {
  readonly #customers = new Map<string, Whose>();
  readonly #complaints = new Map<string, Whose>();
  readonly #teams: Teams;

  private constructor(teams: Teams) {
    this.#teams = teams;
  }

  static async read(database: TestDatabase, teams: Teams): Promise<Ownership> {
    const ownership = new Ownership(teams);
    const rows = await database.query<Whose & { id: string; assigneeId?: string; assignedTeamId?: string }>(
      `select 'Customer_' || id as id, owner_id as "ownerId", team_id as "teamId" from customer
       union all select 'Order_' || record.id, owner_id, team_id from customer_order record join customer on customer.id = customer_id
       union all select 'Review_' || record.id, owner_id, team_id from review record join customer on customer.id = customer_id
       union all select 'Proposal_' || record.id, owner_id, team_id from import_proposal record join customer on customer.id = customer_id
       union all select 'Note_' || record.id, owner_id, team_id from note record join customer on customer.id = customer_id
       union all select 'Complaint_' || record.id, owner_id, customer.team_id from complaint record join customer on customer.id = customer_id`,
    );
    for (const { id, ownerId, teamId } of rows) ownership.#customers.set(id, { ownerId, teamId });
    const complaints = await database.query<Whose & { id: string }>(
      `select 'Complaint_' || id as id, assignee_id as "ownerId", team_id as "teamId" from complaint`,
    );
    for (const { id, ownerId, teamId } of complaints) ownership.#complaints.set(id, { ownerId, teamId });
    return ownership;
  }

  /** How a record stands to somebody; null of what is no record of a customer. */
  standing(actor: Actor, id: string): Standing | null {
    const customer = this.#customers.get(id);
    if (!customer) return null;
    const complaint = this.#complaints.get(id);
    const standing = { customer: this.#relation(actor, customer) };
    return complaint ? { ...standing, complaint: this.#relation(actor, complaint) } : standing;
  }

  /** The records of a type that somebody sees. */
  seenBy(actor: Actor, type: string): string[] {
    return [...this.#customers.keys()].filter((id) => {
      const standing = this.standing(actor, id);
      return id.startsWith(`${type}_`) && standing !== null && sees(actor, standing);
    });
  }

  #relation(actor: Actor, { ownerId, teamId }: Whose): Relation {
    if (ownerId !== null && ownerId === actor.staffId) return "own";
    if (teamId === this.#teams.ours) return "team";
    if (teamId === this.#teams.neighbouring) return "department";
    return teamId === null ? "nobodys" : "other";
  }
}
