import type { Client } from "../../support/client.ts";

export interface Refusal {
  code: string;
  path: string[];
}
export interface Review {
  id: string;
  version: number;
  source: string;
  satisfaction: number | null;
  opinions: string | null;
  promotionInterest: string | null;
  purchaseInclination: string | null;
  needs: string | null;
  withdrawnAt: string | null;
  order: { id: string } | null;
  customer: { id: string };
}
export interface ReviewPayload {
  review: Review | null;
  conflicts: { field: string; current: { text: string | null } }[];
  candidates: { customer: { id: string }; matched: string[] }[];
  errors: Refusal[];
}
export interface OrderPayload {
  order: { id: string; version: number; customer: { id: string; number: string } } | null;
  candidates: { customer: { id: string }; matched: string[] }[];
  errors: Refusal[];
}
export interface Proposal {
  id: string;
  state: string;
  field: string;
  proposed: { state: string; text: string | null };
  current: { state: string; text: string | null };
  source: { __typename: string; number?: string } | null;
}
export interface ProposalsPayload {
  customer: { id: string; version: number; proposals: Proposal[] } | null;
  proposals: Proposal[];
  conflicts: { field: string }[];
  errors: Refusal[];
}

const REVIEW =
  "id version source satisfaction opinions promotionInterest purchaseInclination needs withdrawnAt order { id } customer { id }";
const CANDIDATES = "candidates { customer { id } matched }";
const PROPOSAL = `id state field proposed { state text } current { state text }
  source { __typename ... on Order { number } ... on Import { number } }`;

/** Asks one of the four mutations of reviews. */
export async function askOfReview(
  client: Client,
  mutation: "recordReview" | "editReview" | "withdrawReview" | "restoreReview",
  input: object,
): Promise<ReviewPayload> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const data = await client.query<Record<string, ReviewPayload>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      review { ${REVIEW} } conflicts { field current { text } } ${CANDIDATES} errors { code path } } }`,
    { input },
  );
  const payload = data[mutation];
  if (!payload) throw new Error(`${mutation} gave no payload`);
  return payload;
}

export async function recorded(client: Client, input: object): Promise<Review> {
  const { review, errors } = await askOfReview(client, "recordReview", input);
  if (!review) throw new Error(`recordReview refused: ${JSON.stringify(errors)}`);
  return review;
}

export async function recordOrder(client: Client, input: object): Promise<OrderPayload> {
  const data = await client.query<{ recordOrder: OrderPayload }>(
    `mutation ($input: RecordOrderInput!) { recordOrder(input: $input) {
      order { id version customer { id number } } ${CANDIDATES} errors { code path } } }`,
    { input: { orderedOn: "2026-03-08", amount: { amount: "100.00" }, items: [], ...input } },
  );
  return data.recordOrder;
}

export async function proposalsOf(client: Client, customerId: string): Promise<Proposal[]> {
  const { customer } = await client.query<{ customer: { proposals: Proposal[] } }>(
    `query ($id: ID) { customer(id: $id) { proposals { ${PROPOSAL} } } }`,
    { id: customerId },
  );
  return customer.proposals;
}

export async function decideProposals(
  client: Client,
  mutation: "decideCustomerProposals" | "reopenCustomerProposals",
  input: object,
): Promise<ProposalsPayload> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const data = await client.query<Record<string, ProposalsPayload>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      customer { id version proposals { ${PROPOSAL} } } proposals { ${PROPOSAL} }
      conflicts { field } errors { code path } } }`,
    { input },
  );
  const payload = data[mutation];
  if (!payload) throw new Error(`${mutation} gave no payload`);
  return payload;
}
