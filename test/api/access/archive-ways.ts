import { randomUUID } from "node:crypto";
import type { Client } from "../../support/client.ts";
import { upload } from "../complaints/photograph-calls.ts";
import type { Colleague, Office, Refusal } from "./office.ts";

export interface Archive {
  customerId: string;
  number: string;
  orderId: string;
  reviewId: string;
  noteId: string;
  complaintId: string;
  complaintNumber: string;
  photograph: { id: string; url: string };
  ref: string;
}

/** A customer with all that belongs to one, by way of somebody who looks after it from then on. */
export async function openArchive(office: Office, { client }: Colleague, name: string): Promise<Archive> {
  const ref = randomUUID();
  const call = <Payload>(mutation: string, input: object, selection: string) =>
    office.command<Payload>(mutation, input, selection, client);
  const { customer } = await call<{ customer: { id: string; number: string } }>(
    "createCustomer",
    { name, nickname: `${name}号`, phone: "13800001234", externalRefs: [{ system: "erp", id: ref }] },
    "customer { id number }",
  );
  const customerId = customer.id;
  const { order } = await call<{ order: { id: string } }>(
    "recordOrder",
    { customerId, orderedOn: "2026-03-08", amount: { amount: "10.00" }, items: [{ goods: "手工皂" }] },
    "order { id }",
  );
  const { review } = await call<{ review: { id: string } }>(
    "recordReview",
    { customerId, orderId: order.id, satisfaction: 4 },
    "review { id }",
  );
  const { note } = await call<{ note: { id: string } }>(
    "writeNote",
    { customerId, text: "回访" },
    "note { id }",
  );
  const photograph = await upload(client);
  const { complaint } = await call<{ complaint: { id: string; number: string } }>(
    "fileComplaint",
    {
      customerId,
      category: "DELIVERY",
      description: "快递太慢",
      orderId: order.id,
      photographIds: [photograph.id],
    },
    "complaint { id number }",
  );
  return {
    customerId,
    number: customer.number,
    orderId: order.id,
    reviewId: review.id,
    noteId: note.id,
    complaintId: complaint.id,
    complaintNumber: complaint.number,
    photograph,
    ref,
  };
}

/** Every way in which an archive could be read, and what a reader of it finds by each. */
export async function everythingSeenOf(
  archive: Archive,
  name: string,
  client: Client,
): Promise<Record<string, unknown>> {
  const data = await client.query<Record<string, never>>(`{
    byId: customer(id: "${archive.customerId}") { id }
    byNumber: customer(number: "${archive.number}") { id }
    byRef: customerByExternalRef(externalRef: { system: "erp", id: "${archive.ref}" }) { id }
    node: node(id: "${archive.customerId}") { id }
    order: node(id: "${archive.orderId}") { id }
    review: node(id: "${archive.reviewId}") { id }
    note: node(id: "${archive.noteId}") { id }
    complaintNode: node(id: "${archive.complaintId}") { id }
    complaint: complaint(id: "${archive.complaintId}") { id }
    complaintByNumber: complaint(number: "${archive.complaintNumber}") { id }
  }`);
  const lists = await client.query<{
    search: { nodes: { id: string }[]; totalCount: { value: number } };
    newest: { nodes: { id: string }[] };
    spent: { nodes: { id: string }[] };
    byContact: { nodes: { id: string }[] };
    similar: { customer: { id: string } }[];
    complaints: { nodes: { id: string }[] };
    ofCustomer: { totalCount: { value: number } };
  }>(`{
    search: customers(first: 50, search: "${name}") { nodes { id } totalCount { value } }
    newest: customers(first: 50, orderBy: NEWEST) { nodes { id } }
    spent: customers(first: 50, orderBy: TOTAL_SPENT) { nodes { id } }
    byContact: customers(first: 50, search: "13800001234") { nodes { id } }
    similar: similarCustomers(name: "${name}", nickname: "${name}号", phone: "13800001234") { customer { id } }
    complaints(first: 50, search: "${name}") { nodes { id } }
    ofCustomer: complaints(first: 1, filter: { customerId: "${archive.customerId}" }) { totalCount { value } }
  }`);
  const file = await client.request(archive.photograph.url);
  const has = (rows: readonly { id: string }[], id: string) => rows.some((row) => row.id === id);
  return {
    ...Object.fromEntries(Object.entries(data).map(([field, value]) => [field, value !== null])),
    search: has(lists.search.nodes, archive.customerId),
    count: lists.search.totalCount.value > 0,
    newest: has(lists.newest.nodes, archive.customerId),
    spent: has(lists.spent.nodes, archive.customerId),
    byContact: has(lists.byContact.nodes, archive.customerId),
    similar: lists.similar.some(({ customer }) => customer.id === archive.customerId),
    complaints: has(lists.complaints.nodes, archive.complaintId),
    ofCustomer: lists.ofCustomer.totalCount.value > 0,
    photograph: file.status === 200,
  };
}

/** Every way in which it could be changed; answers with the refusals. */
export async function everyChangeOf(
  office: Office,
  archive: Archive,
  client: Client,
): Promise<Record<string, Refusal | undefined>> {
  const { customerId, orderId, reviewId, noteId, complaintId } = archive;
  const changes: [string, object, string][] = [
    ["editCustomer", { customerId, expectedVersion: 1, name: "越权" }, "customer { id }"],
    ["editIndividual", { customerId, expectedVersion: 2, school: "越权" }, "customer { id }"],
    ["revealField", { customerId, field: "PHONE", reason: "CONTACT_CUSTOMER" }, "value"],
    [
      "recordOrder",
      { customerId, orderedOn: "2026-03-09", amount: { amount: "1.00" }, items: [{ goods: "越权" }] },
      "order { id }",
    ],
    ["editOrder", { orderId, expectedVersion: 1, amount: { amount: "2.00" } }, "order { id }"],
    ["recordReview", { customerId, satisfaction: 1 }, "review { id }"],
    ["editReview", { reviewId, expectedVersion: 1, satisfaction: 2 }, "review { id }"],
    ["writeNote", { customerId, text: "越权" }, "note { id }"],
    ["editNote", { noteId, expectedVersion: 1, text: "越权" }, "note { id }"],
    ["writeComplaintNote", { complaintId, text: "越权" }, "complaint { id }"],
    [
      "addComplaintPhotographs",
      { complaintId, photographIds: [(await upload(client)).id] },
      "complaint { id }",
    ],
  ];
  const refusals: Record<string, Refusal | undefined> = {};
  for (const [name, input, selection] of changes)
    refusals[name] = (await office.command(name, input, selection, client)).errors[0];
  return refusals;
}
