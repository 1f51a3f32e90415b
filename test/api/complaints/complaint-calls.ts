import type { Client } from "../../support/client.ts";

export interface Refusal {
  code: string;
  path: string[];
  message: string;
}

export interface Complaint {
  id: string;
  number: string;
  version: number;
  kind: string;
  category: string;
  subject: string;
  severity: string;
  medium: string;
  description: string;
  status: string;
  open: boolean;
  filedAt: string;
  changedAt: string;
  acknowledgedThrough: string | null;
  cause: string | null;
  solution: string | null;
  reaction: string | null;
  satisfaction: string | null;
  order: { id: string } | null;
  team: { id: string; name: string } | null;
  assignee: { id: string; name: string } | null;
  filedBy: { id: string; name: string } | null;
  allowedTransitions: { status: string; requires: string[] }[];
}

export interface Payload {
  complaint: Complaint | null;
  conflicts: { field: string; current: { text: string | null }; changedBy: { name: string } | null }[];
  errors: Refusal[];
}

export interface Event {
  kind: string;
  at: string;
  actor: { name: string } | null;
  source: string;
  fromStatus: string | null;
  toStatus: string | null;
  acknowledgedThrough: string | null;
  satisfaction: string | null;
  text: string | null;
  assignee: { id: string } | null;
  team: { id: string } | null;
  fields: string[];
}

export const COMPLAINT = `id number version kind category subject severity medium description status open filedAt changedAt
  acknowledgedThrough cause solution reaction satisfaction order { id } team { id name } assignee { id name } filedBy { id name }
  allowedTransitions { status requires }`;
const PAYLOAD = `complaint { ${COMPLAINT} } conflicts { field current { text } changedBy { name } } errors { code path message }`;
const EVENT = `kind at actor { name } source fromStatus toStatus acknowledgedThrough satisfaction text
  assignee { id } team { id } fields`;

/** The server had more to do than it can, or is at work on the same request: what comes of it is not known yet. */
export class Busy extends Error {}

async function ask<Data>(client: Client, document: string, variables: object): Promise<Data> {
  const { data, errors, status } = await client.send<Data>(document, { ...variables });
  if (status === 503 || status === 409) throw new Busy();
  if (data === null || errors.length > 0)
    throw new Error(`GraphQL answered ${String(status)}: ${JSON.stringify(errors)}`);
  return data;
}

/** Asks again while the server is busy, as every program should: only for what has one effect however often it is asked. */
export async function patiently<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
    }
  }
}

async function command(client: Client, name: string, input: object): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await ask<Record<string, Payload>>(
    client,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${PAYLOAD} } }`,
    { input },
  );
  const payload = data[name];
  if (!payload) throw new Error(`${name} gave no payload`);
  return payload;
}

/** Files a complaint about late delivery, unless told otherwise. */
export const file = (client: Client, input: object): Promise<Payload> =>
  command(client, "fileComplaint", { category: "DELIVERY", description: "快递五天没有更新", ...input });
export const step = (client: Client, input: object): Promise<Payload> =>
  command(client, "changeComplaintStatus", input);
export const assign = (client: Client, input: object): Promise<Payload> =>
  command(client, "assignComplaint", input);
export const edit = (client: Client, input: object): Promise<Payload> =>
  command(client, "editComplaint", input);
export const note = (client: Client, input: object): Promise<Payload> =>
  command(client, "writeComplaintNote", input);

/** The complaint of a payload that is meant to succeed. */
export async function done(payload: Promise<Payload>): Promise<Complaint> {
  const { complaint, errors } = await payload;
  if (!complaint || errors.length > 0) throw new Error(`refused: ${JSON.stringify(errors)}`);
  return complaint;
}

export const codesOf = ({ errors }: Payload): string[] =>
  errors.map(({ code, path }) => [code, ...path].join(" "));

const EVIDENCE: Readonly<Record<string, object>> = {
  ACKNOWLEDGED_THROUGH: { acknowledgedThrough: "PHONE" },
  CAUSE: { cause: "原因" },
  SOLUTION: { solution: "方案" },
  REACTION: { reaction: "可以" },
  SATISFACTION: { satisfaction: "SATISFIED" },
  REASON: { reason: "理由" },
};

/** Something for everything that a step asks for. */
export function evidenceFor(requires: readonly string[]): object {
  return Object.assign({}, ...requires.map((evidence) => EVIDENCE[evidence])) as object;
}

/** What each step of the way asks for, filled in. */
const WAY = [
  { status: "ACKNOWLEDGED", acknowledgedThrough: "PHONE" },
  { status: "ANALYSED", cause: "分拣时贴错面单" },
  { status: "RESOLVED", solution: "重新发货并补偿运费" },
  { status: "FOLLOWED_UP", reaction: "客户表示可以接受", satisfaction: "PARTLY_SATISFIED" },
  { status: "CLOSED" },
] as const;

/** Takes a complaint along the way until it has a status. */
export async function takeTo(
  client: Client,
  complaint: Complaint,
  status: (typeof WAY)[number]["status"],
): Promise<Complaint> {
  let current = complaint;
  for (const next of WAY) {
    current = await done(
      step(client, { complaintId: current.id, expectedVersion: current.version, ...next }),
    );
    if (next.status === status) break;
  }
  return current;
}

export async function read(client: Client, id: string): Promise<Complaint> {
  const { complaint } = await ask<{ complaint: Complaint | null }>(
    client,
    `query ($id: ID) { complaint(id: $id) { ${COMPLAINT} } }`,
    { id },
  );
  if (!complaint) throw new Error("no such complaint");
  return complaint;
}

interface EventPage {
  nodes: Event[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Everything that happened with a complaint, the newest first. */
export async function eventsOf(client: Client, id: string): Promise<Event[]> {
  const events: Event[] = [];
  for (let after: string | null = null; ;) {
    const { complaint }: { complaint: { events: EventPage } } = await client.query(
      `query ($id: ID, $after: String) { complaint(id: $id) { events(first: 100, after: $after) {
        nodes { ${EVENT} } pageInfo { hasNextPage endCursor } } } }`,
      { id, after },
    );
    events.push(...complaint.events.nodes);
    if (!complaint.events.pageInfo.hasNextPage) return events;
    after = complaint.events.pageInfo.endCursor;
  }
}

export async function addCustomer(client: Client, name = "抱怨客户"): Promise<string> {
  const { createCustomer } = await client.query<{ createCustomer: { customer: { id: string } } }>(
    "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }",
    { input: { name } },
  );
  return createCustomer.customer.id;
}

export async function addOrder(client: Client, customerId: string): Promise<string> {
  const { recordOrder } = await client.query<{ recordOrder: { order: { id: string } } }>(
    "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { order { id } } }",
    {
      input: {
        customerId,
        orderedOn: "2026-03-08",
        amount: { amount: "268.00" },
        items: [{ goods: "真丝围巾" }],
      },
    },
  );
  return recordOrder.order.id;
}

export async function whoAmI(client: Client): Promise<{ id: string; name: string; version: number }> {
  const { me } = await client.query<{ me: { staff: { id: string; name: string; version: number } } }>(
    "{ me { staff { id name version } } }",
  );
  return me.staff;
}
