import type { Client } from "../../../support/client.ts";
import type { TestServer } from "../../../support/server.ts";
import { upload } from "../../complaints/photograph-calls.ts";
import { created } from "../../customers/customer-calls.ts";
import type { Actor, Teams } from "./actors.ts";

/** Whose a record is, as its reader stands to it. */
export const RELATIONS = ["own", "team", "department", "other", "nobodys"] as const;
export type Relation = (typeof RELATIONS)[number];

/** A customer with all that hangs on it. */
export interface Records {
  customerId: string;
  customerNumber: string;
  externalId: string;
  orderId: string;
  reviewId: string;
  proposalId: string;
  noteId: string;
  complaintId: string;
  complaintNumber: string;
  photographId: string;
}

interface Owner {
  staffId: string | null;
  teamId: string | null;
}

export interface Fixture {
  /** The records that stand in a relation to an actor. */
  of(actor: Actor, relation: Relation): Records;
  /** A complaint given to the actor, of a customer that is another department's. */
  lent(actor: Actor): Records;
}

export async function makeRecords(
  server: TestServer,
  administrator: Client,
  actors: readonly Actor[],
  teams: Teams,
): Promise<Fixture> {
  const colleague = async (teamId: string): Promise<Owner> => {
    const { email } = await server.addPerson("VIEWER");
    const [staff] = await server.database.query<{ id: string }>(
      `update staff_member set team_id = '${teamId}' where email = '${email}' returning id`,
    );
    return { staffId: staff?.id ?? null, teamId };
  };
  const make = (name: string, owner: Owner, assignee = owner) =>
    makeRecord(server, administrator, name, owner, assignee);
  const foreigner = await colleague(teams.foreign);
  const shared: Record<Exclude<Relation, "own">, Records> = {
    team: await make("同组", await colleague(teams.ours)),
    department: await make("同部门", await colleague(teams.neighbouring)),
    other: await make("别处", foreigner),
    nobodys: await make("公海", { staffId: null, teamId: null }),
  };
  const own = new Map<Actor, Records>();
  const lent = new Map<Actor, Records>();
  for (const actor of actors) {
    if (actor.staffId === null) continue;
    const me = { staffId: actor.staffId, teamId: teams.ours };
    own.set(actor, await make(`自己 ${actor.name}`, me));
    lent.set(actor, await make(`借来 ${actor.name}`, foreigner, me));
  }
  const mine = (records: Map<Actor, Records>, actor: Actor): Records => {
    const found = records.get(actor);
    if (!found) throw new Error(`${actor.name} has no records`);
    return found;
  };
  return {
    of: (actor, relation) => (relation === "own" ? mine(own, actor) : shared[relation]),
    lent: (actor) => mine(lent, actor),
  };
}

let made = 0;

async function makeRecord(
  server: TestServer,
  administrator: Client,
  name: string,
  owner: Owner,
  assignee: Owner,
): Promise<Records> {
  made += 1;
  const externalId = `matrix-${made}`;
  const customer = await created(administrator, {
    kind: "INDIVIDUAL",
    nickname: name,
    phone: `139${String(20_000_000 + made)}`,
    email: `matrix${made}@example.com`,
    externalRefs: [{ system: "matrix", id: externalId }],
  });
  const photograph = await upload(administrator);
  const data = await administrator.query<{
    recordOrder: { order: { id: string } };
    recordReview: { review: { id: string; customer: { proposals: { id: string }[] } } };
    writeNote: { note: { id: string } };
    fileComplaint: { complaint: { id: string; number: string } };
  }>(
    `mutation ($customerId: ID!, $photographId: ID!) {
      recordOrder(input: { customerId: $customerId, orderedOn: "2026-01-01", amount: { amount: "10.00" },
        items: [{ goods: "茶" }] }) { order { id } }
      recordReview(input: { customerId: $customerId, satisfaction: 4, buyer: { address: "杭州市西湖区" } }) {
        review { id customer { proposals { id } } } }
      writeNote(input: { customerId: $customerId, text: "试写一条" }) { note { id } }
      fileComplaint(input: { customerId: $customerId, kind: COMPLAINT, category: DELIVERY, severity: LOW, medium: PHONE,
        description: "晚到", photographIds: [$photographId] }) { complaint { id number } }
    }`,
    { customerId: customer.id, photographId: photograph.id },
  );
  const complaint = data.fileComplaint.complaint;
  await server.database.query(
    `update customer set owner_id = ${quoted(owner.staffId)}, team_id = ${quoted(owner.teamId)}
     where id = '${customer.id.replace("Customer_", "")}';
     update complaint set assignee_id = ${quoted(assignee.staffId)}, team_id = ${quoted(assignee.teamId)}
     where id = '${complaint.id.replace("Complaint_", "")}'`,
  );
  return {
    customerId: customer.id,
    customerNumber: customer.number,
    externalId,
    orderId: data.recordOrder.order.id,
    reviewId: data.recordReview.review.id,
    proposalId: data.recordReview.review.customer.proposals[0]?.id ?? "",
    noteId: data.writeNote.note.id,
    complaintId: complaint.id,
    complaintNumber: complaint.number,
    photographId: photograph.id,
  };
}

function quoted(id: string | null): string {
  return id === null ? "null" : `'${id}'::uuid`;
}
