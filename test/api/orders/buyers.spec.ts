import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { agentWith } from "../access/people-with-rights.ts";
import { openOffice } from "../access/office.ts";
import { created, edit, type Customer } from "../customers/customer-calls.ts";
import {
  decideProposals,
  proposalsOf,
  recordOrder,
  recorded,
  askOfReview,
  type Proposal,
} from "./order-calls.ts";

let server: TestServer;
let agent: Client;
let calls = 0;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

const nickname = (): string => `咦咦咦是你${randomUUID().slice(0, 8)}`;
const phone = (): string => `139${String(10_000_000 + (calls += 1))}`;

async function read(id: string, client = agent): Promise<Customer & { satisfaction: number | null }> {
  const { customer } = await client.query<{ customer: Customer & { satisfaction: number | null } }>(
    `query ($id: ID) { customer(id: $id) { id version name nickname satisfaction phone { state text } email { state text } address { state text } } }`,
    { id },
  );
  return customer;
}

/** An archive of which only the nickname is known, and an order under it that says who bought. */
async function orderOfKnown(
  buyer: object = {},
): Promise<{ customerId: string; proposals: Proposal[]; reached: string }> {
  const called = nickname();
  const customer = await created(agent, { nickname: called });
  const reached = phone();
  const { order, errors } = await recordOrder(agent, {
    buyer: { nickname: called, name: "周一一", phone: reached, address: "杭州市西湖区文三路 1 号", ...buyer },
  });
  expect(errors).toEqual([]);
  expect(order?.customer.id).toBe(customer.id);
  return { customerId: customer.id, proposals: await proposalsOf(agent, customer.id), reached };
}

const ids = (proposals: readonly Proposal[]): string[] => proposals.map(({ id }) => id);
const decide = (
  customerId: string,
  expectedVersion: number,
  proposals: readonly Proposal[],
  decision: string,
) =>
  decideProposals(agent, "decideCustomerProposals", {
    customerId,
    expectedVersion,
    proposalIds: ids(proposals),
    decision,
  });
const reopen = (customerId: string, expectedVersion: number, proposals: readonly Proposal[]) =>
  decideProposals(agent, "reopenCustomerProposals", {
    customerId,
    expectedVersion,
    proposalIds: ids(proposals),
  });

describe("ARC-18 ARC-19 an order under a known nickname", () => {
  test("stands in its archive and proposes what it says; nothing is written until somebody decides", async () => {
    const { customerId, proposals } = await orderOfKnown();
    expect(new Set(proposals.map(({ field }) => field))).toEqual(new Set(["name", "phone", "address"]));
    expect(proposals.every(({ source, state }) => source?.__typename === "Order" && state === "OPEN")).toBe(
      true,
    );
    expect(proposals.find(({ field }) => field === "phone")).toMatchObject({
      current: { state: "EMPTY" },
      proposed: { state: "MASKED" },
    });
    expect(await read(customerId)).toMatchObject({ name: null, phone: { state: "EMPTY" }, version: 1 });
  });

  test("is accepted all at once, logged as an edit, and undone as a whole", async () => {
    const { customerId, proposals } = await orderOfKnown();
    const { customer, errors } = await decide(customerId, 1, proposals, "ACCEPT");
    expect(errors).toEqual([]);
    expect(customer).toMatchObject({ version: 2, proposals: [] });
    expect(await read(customerId)).toMatchObject({ name: "周一一", phone: { state: "MASKED" } });
    const undone = await reopen(customerId, 2, proposals);
    expect(undone.errors).toEqual([]);
    expect(undone.customer).toMatchObject({ version: 3 });
    expect(undone.customer?.proposals).toHaveLength(3);
    expect(await read(customerId)).toMatchObject({ name: null, phone: { state: "EMPTY" } });
  });

  test("is accepted one by one and declined, which is undone as well; what was declined is not proposed again", async () => {
    const { customerId, proposals, reached } = await orderOfKnown();
    const of = (field: string): Proposal[] => proposals.filter((proposal) => proposal.field === field);
    await decide(customerId, 1, of("name"), "ACCEPT");
    const { customer } = await decide(customerId, 2, of("phone"), "REJECT");
    expect(customer).toMatchObject({ version: 2, proposals: [{ field: "address" }] });
    await recordOrder(agent, { customerId, buyer: { phone: reached } });
    expect(await proposalsOf(agent, customerId)).toMatchObject([{ field: "address" }]);
    const undone = await reopen(customerId, 2, of("phone"));
    expect(undone.customer?.proposals.map(({ field }) => field).sort()).toEqual(["address", "phone"]);
  });

  test("never overwrites: what stands otherwise stays, and a value like it is no news", async () => {
    const called = nickname();
    const { id } = await created(agent, { nickname: called, name: "周一一", phone: "13700000001" });
    await recordOrder(agent, {
      buyer: { nickname: called.toUpperCase(), name: "周 一一", phone: "13700000002" },
    });
    expect(await proposalsOf(agent, id)).toMatchObject([{ field: "phone" }]);
    expect(await read(id)).toMatchObject({ version: 1 });
  });

  test("of somebody unknown opens an archive with all of it, once for two at the same time", async () => {
    const buyer = { nickname: nickname(), name: "新客户", phone: phone() };
    const [one, two] = await Promise.all([recordOrder(agent, { buyer }), recordOrder(agent, { buyer })]);
    expect(one.order?.customer.id).toBe(two.order?.customer.id);
    const id = one.order?.customer.id ?? "";
    expect(await read(id)).toMatchObject({ nickname: buyer.nickname, name: "新客户" });
    expect(await proposalsOf(agent, id)).toEqual([]);
  });

  test("ARC-20 a review finds its archive the same way and updates the satisfaction", async () => {
    const called = nickname();
    const { id } = await created(agent, { nickname: called });
    const review = await recorded(agent, {
      buyer: { nickname: called, email: "yiyi@example.com" },
      satisfaction: 5,
    });
    expect(review.customer.id).toBe(id);
    expect(await proposalsOf(agent, id)).toMatchObject([
      { field: "email", source: { __typename: "Review" } },
    ]);
    expect(await read(id)).toMatchObject({ satisfaction: 5 });
  });

  test("under a known telephone number finds the archive; the same key twice has one effect", async () => {
    const reached = phone();
    const { id } = await created(agent, { name: "电话客户", phone: reached });
    const input = { buyer: { phone: reached, address: "绍兴市" }, idempotencyKey: randomUUID() };
    const [one, two] = [await recordOrder(agent, input), await recordOrder(agent, input)];
    expect([one.order?.customer.id, two.order?.id]).toEqual([id, one.order?.id]);
    const other = await recordOrder(agent, { ...input, buyer: { phone: reached, address: "宁波市" } });
    expect(other.errors).toMatchObject([{ code: "IDEMPOTENCY_MISMATCH" }]);
  });
});

describe("ARC-18 it is not clear who bought", () => {
  test("when several have the number: refused with the archives it may be; the name or the id decides", async () => {
    const reached = phone();
    const [mother, son] = [
      await created(agent, { name: "母亲", phone: reached }),
      await created(agent, { name: "儿子", phone: reached }),
    ];
    const { order, candidates, errors } = await recordOrder(agent, { buyer: { phone: reached } });
    expect([order, errors]).toEqual([null, [{ code: "AMBIGUOUS", path: ["buyer"] }]]);
    expect(new Set(candidates.map(({ customer }) => customer.id))).toEqual(new Set([mother.id, son.id]));
    expect(candidates[0]?.matched).toEqual(["phone"]);
    const named = await recordOrder(agent, { buyer: { phone: reached, name: "儿子" } });
    expect(named.order?.customer.id).toBe(son.id);
    const chosen = await recordOrder(agent, { customerId: mother.id, buyer: { phone: reached } });
    expect(chosen.order?.customer.id).toBe(mother.id);
  });

  test("when nothing is said of anybody, or something that is no telephone number", async () => {
    expect((await recordOrder(agent, {})).errors).toEqual([{ code: "REQUIRED", path: ["customerId"] }]);
    expect((await recordOrder(agent, { buyer: { nickname: "" } })).errors).toMatchObject([
      { code: "REQUIRED" },
    ]);
    const wrong = await recordOrder(agent, { buyer: { nickname: nickname(), phone: "12" } });
    expect(wrong.errors).toEqual([{ code: "INVALID_VALUE", path: ["buyer", "phone"] }]);
  });

  test("T14 an archive beyond one's scope is nobody's: a new one is opened, and nothing is told of the other", async () => {
    const office = await openOffice(server);
    const seller = await office.hire({ role: "SALES_AGENT" }, await office.addTeam());
    const called = nickname();
    const reached = phone();
    const hidden = await created(agent, { nickname: called, phone: reached });
    const { order, candidates, errors } = await recordOrder(seller.client, {
      buyer: { nickname: called, phone: reached },
    });
    expect([candidates, errors]).toEqual([[], []]);
    expect(order?.customer.id).not.toBe(hidden.id);
    expect(await proposalsOf(agent, hidden.id)).toEqual([]);
  });

  test("T14 a colleague's archive is found and refused; whoever may not open archives opens none", async () => {
    const office = await openOffice(server);
    const team = await office.addTeam();
    const [seller, mate] = [
      await office.hire({ role: "SALES_AGENT" }, team),
      await office.hire({ role: "SALES_AGENT" }, team),
    ];
    const called = nickname();
    await created(mate.client, { nickname: called });
    const theirs = await recordOrder(seller.client, { buyer: { nickname: called } });
    expect(theirs.errors).toEqual([{ code: "NOT_ALLOWED", path: ["buyer"] }]);
    const clerk = await agentWith(server, {
      permissions: ["graph:explore", "customer:list", "order:record"].map((permission) => ({
        permission,
        scope: "ALL",
      })),
    });
    const nobody = await recordOrder(clerk, { buyer: { nickname: nickname() } });
    expect(nobody.errors).toEqual([{ code: "NOT_ALLOWED", path: ["buyer"] }]);
  });

  test("T14 numbers that are looked up count against the hour, whether somebody has them or not", async () => {
    const prober = await agentWith(server, { phone: "MATCH" });
    const tried: string[] = [];
    for (let time = 0; time < 31; time += 1) {
      const { errors } = await recordOrder(prober, {
        buyer: { phone: phone() },
        // Nothing is recorded: the guess is all that it is about.
        amount: { amount: "-1.00" },
      });
      tried.push(errors[0]?.code ?? "");
    }
    expect(tried.at(0)).toBe("INVALID_VALUE");
    expect(tried.at(-1)).toBe("QUOTA_EXCEEDED");
    const known = nickname();
    await created(agent, { nickname: known });
    const { errors } = await recordOrder(prober, { buyer: { nickname: known, phone: phone() } });
    expect(errors).toEqual([]);
  });

  test("without the right to a field its value is refused, and does not look for anybody", async () => {
    const reached = phone();
    await created(agent, { name: "保密", phone: reached });
    const blind = await agentWith(server, { phone: "NONE" });
    const { errors } = await recordOrder(blind, { buyer: { nickname: nickname(), phone: reached } });
    expect(errors).toEqual([{ code: "NOT_ALLOWED", path: ["buyer", "phone"] }]);
  });
});

describe("ARC-19 a decision about proposals is refused", () => {
  test("with a version that is not the customer's any more, and nothing is overwritten", async () => {
    const { customerId, proposals } = await orderOfKnown();
    await edit(agent, { customerId, expectedVersion: 1, name: "周亿亿" });
    const { customer, conflicts, errors } = await decide(customerId, 1, proposals, "ACCEPT");
    expect(errors).toMatchObject([{ code: "CONFLICT" }]);
    expect(conflicts).toEqual([{ field: "name" }]);
    expect(customer).toMatchObject({ version: 2 });
    expect(await read(customerId)).toMatchObject({ name: "周亿亿" });
  });

  test("when they are decided already, are another customer's, are none, or say two things of one field", async () => {
    const { customerId, proposals } = await orderOfKnown();
    const other = await orderOfKnown();
    const notFound = [{ code: "NOT_FOUND", path: ["proposalIds"] }];
    expect((await decide(customerId, 1, other.proposals, "ACCEPT")).errors).toEqual(notFound);
    expect((await decide(customerId, 1, [], "ACCEPT")).errors).toEqual(notFound);
    await recordOrder(agent, { customerId, buyer: { phone: phone() } });
    const both = await proposalsOf(agent, customerId);
    expect((await decide(customerId, 1, both, "ACCEPT")).errors).toEqual([
      { code: "INVALID_VALUE", path: ["proposalIds"] },
    ]);
    await decide(customerId, 1, proposals, "REJECT");
    const wrong = [{ code: "WRONG_STATE", path: ["proposalIds"] }];
    expect((await decide(customerId, 1, proposals, "ACCEPT")).errors).toEqual(wrong);
    expect((await reopen(other.customerId, 1, other.proposals)).errors).toEqual(wrong);
  });

  test("when it is to be undone and somebody changed the value since: theirs stays", async () => {
    const { customerId, proposals } = await orderOfKnown();
    await decide(customerId, 1, proposals, "ACCEPT");
    await edit(agent, { customerId, expectedVersion: 2, name: "周亿亿" });
    expect((await reopen(customerId, 3, proposals)).errors).toEqual([
      { code: "WRONG_STATE", path: ["proposalIds"] },
    ]);
    expect(await read(customerId)).toMatchObject({ name: "周亿亿", version: 3 });
  });

  test("to whoever may not edit the customer, or may not know the field", async () => {
    const { customerId, proposals } = await orderOfKnown();
    const viewer = await server.as("VIEWER");
    const { errors } = await viewer.send(
      `mutation ($ids: [ID!]!) { decideCustomerProposals(input: { customerId: "${customerId}", expectedVersion: 1, proposalIds: $ids, decision: ACCEPT }) { errors { code } } }`,
      { ids: ids(proposals) },
    );
    expect(errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
    const blind = await agentWith(server, { phone: "NONE" });
    const seen = await proposalsOf(blind, customerId);
    expect(seen.find(({ field }) => field === "phone")?.proposed).toEqual({ state: "HIDDEN", text: null });
    const input = { customerId, expectedVersion: 1, proposalIds: ids(proposals), decision: "ACCEPT" };
    expect((await decideProposals(blind, "decideCustomerProposals", input)).errors).toEqual([
      { code: "NOT_ALLOWED", path: ["proposalIds"] },
    ]);
    const review = await askOfReview(blind, "recordReview", { customerId, satisfaction: 3 });
    expect(review.errors).toEqual([]);
  });
});
