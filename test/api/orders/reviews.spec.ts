import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { openOffice } from "../access/office.ts";
import { created } from "../customers/customer-calls.ts";
import { askOfReview, recorded, recordOrder } from "./order-calls.ts";

let server: TestServer;
let agent: Client;
let customerId: string;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());
beforeEach(async () => {
  customerId = (await created(agent, { name: "评价客户" })).id;
});

async function card(): Promise<Record<string, unknown>> {
  const { customer } = await agent.query<{ customer: Record<string, unknown> }>(
    `query ($id: ID) { customer(id: $id) { version satisfaction
      reviews(first: 10) { totalCount { value } nodes { satisfaction } }
      all: reviews(first: 10, withdrawn: true) { totalCount { value } nodes { satisfaction withdrawnAt } }
      timeline(first: 20) { nodes { kind fields subject { ... on Review { satisfaction } } } } } }`,
    { id: customerId },
  );
  return customer;
}

describe("ARC-20 ARC-62 a review of a customer", () => {
  test("has its three parts, stands with its order, and says how satisfied the customer is", async () => {
    const { order } = await recordOrder(agent, { customerId });
    const review = await recorded(agent, {
      customerId,
      orderId: order?.id,
      satisfaction: 4,
      opinions: "  东西不错，就是快递慢了一天。\n希望多几种颜色。 ",
      promotionInterest: "SOME",
      happenedAt: "2026-03-12T06:00:00.000Z",
    });
    expect(review).toMatchObject({
      source: "SHOP_REVIEW",
      satisfaction: 4,
      opinions: "东西不错，就是快递慢了一天。\n希望多几种颜色。",
      promotionInterest: "SOME",
      order: { id: order?.id },
      customer: { id: customerId },
    });
    expect(await card()).toMatchObject({
      version: 1,
      satisfaction: 4,
      reviews: { totalCount: { value: 1 }, nodes: [{ satisfaction: 4 }] },
    });
    const { node } = await agent.query<{ node: { reviews: { id: string }[] } }>(
      "query ($id: ID!) { node(id: $id) { ... on Order { reviews { id } } } }",
      { id: order?.id },
    );
    expect(node.reviews).toEqual([{ id: review.id }]);
  });

  test("the newest that says so decides how satisfied, whenever each was written down", async () => {
    await recorded(agent, { customerId, satisfaction: 5, happenedAt: "2026-03-12T06:00:00.000Z" });
    await recorded(agent, { customerId, satisfaction: 2, happenedAt: "2025-01-12T06:00:00.000Z" });
    await recorded(agent, { customerId, opinions: "没有打分", happenedAt: "2026-05-01T06:00:00.000Z" });
    expect(await card()).toMatchObject({ satisfaction: 5 });
  });

  test("ARC-63 of a return visit says what the customer is inclined to buy and needs; another may not", async () => {
    const visit = { purchaseInclination: "换季时想再买两件。", needs: "尺码建议" };
    const { errors } = await askOfReview(agent, "recordReview", { customerId, satisfaction: 4, ...visit });
    expect(errors).toEqual([{ code: "INVALID_VALUE", path: ["purchaseInclination"] }]);
    expect(await recorded(agent, { customerId, source: "RETURN_VISIT", ...visit })).toMatchObject(visit);
  });

  test("is taken back, counts no more, and counts again when that is undone; the timeline tells all of it", async () => {
    await recorded(agent, { customerId, satisfaction: 3, happenedAt: "2026-01-01T00:00:00.000Z" });
    const { id, version } = await recorded(agent, { customerId, satisfaction: 1 });
    const { review } = await askOfReview(agent, "withdrawReview", { reviewId: id, expectedVersion: version });
    expect(review?.withdrawnAt).not.toBeNull();
    expect(await card()).toMatchObject({
      satisfaction: 3,
      reviews: { totalCount: { value: 1 } },
      all: { totalCount: { value: 2 } },
    });
    const restored = await askOfReview(agent, "restoreReview", {
      reviewId: id,
      expectedVersion: review?.version,
    });
    expect(restored.review).toMatchObject({ withdrawnAt: null });
    expect(await card()).toMatchObject({
      satisfaction: 1,
      timeline: {
        nodes: [
          { kind: "REVIEW_RESTORED", subject: { satisfaction: 1 } },
          { kind: "REVIEW_WITHDRAWN" },
          { kind: "REVIEW_RECORDED" },
          { kind: "CUSTOMER_CREATED" },
          { kind: "REVIEW_RECORDED" },
        ],
      },
    });
  });

  test("is edited, and whoever read it before is told what changed", async () => {
    const { id, version } = await recorded(agent, { customerId, satisfaction: 3 });
    const input = { reviewId: id, expectedVersion: version };
    const { review } = await askOfReview(agent, "editReview", {
      ...input,
      satisfaction: 4,
      opinions: "好了",
    });
    expect(review).toMatchObject({ version: version + 1, satisfaction: 4, opinions: "好了" });
    const stale = await askOfReview(agent, "editReview", { ...input, satisfaction: 5 });
    expect(stale.errors).toMatchObject([{ code: "CONFLICT" }]);
    expect(stale.conflicts).toMatchObject([
      { field: "opinions", current: { text: "好了" } },
      { field: "satisfaction", current: { text: "4" } },
    ]);
    const same = await askOfReview(agent, "editReview", {
      ...input,
      expectedVersion: version + 1,
      satisfaction: 4,
    });
    expect(same.review).toMatchObject({ version: version + 1 });
  });
});

describe("ARC-20 a review is refused", () => {
  test.each([
    ["that says nothing", {}, { code: "REQUIRED", path: ["satisfaction"] }],
    ["of six stars", { satisfaction: 6 }, { code: "INVALID_VALUE", path: ["satisfaction"] }],
    [
      "of tomorrow",
      { satisfaction: 5, happenedAt: "2999-01-01T00:00:00.000Z" },
      { code: "INVALID_VALUE", path: ["happenedAt"] },
    ],
    ["too long", { opinions: "长".repeat(5001) }, { code: "TOO_LONG", path: ["opinions"] }],
    [
      "of no known channel",
      { satisfaction: 5, channelId: "Channel_x" },
      { code: "NOT_FOUND", path: ["channelId"] },
    ],
  ])("%s", async (_, input, refusal) => {
    const { review, errors } = await askOfReview(agent, "recordReview", { customerId, ...input });
    expect([review, errors]).toEqual([null, [refusal]]);
  });

  test("with an order of another customer, which is as unknown as none", async () => {
    const other = await created(agent, { name: "别的客户" });
    const { order } = await recordOrder(agent, { customerId: other.id });
    const { errors } = await askOfReview(agent, "recordReview", {
      customerId,
      orderId: order?.id,
      satisfaction: 5,
    });
    expect(errors).toEqual([{ code: "NOT_FOUND", path: ["orderId"] }]);
  });

  test("twice under one key, and has one effect; with other content it is no repetition", async () => {
    const input = { customerId, satisfaction: 5, idempotencyKey: randomUUID() };
    const [first, second] = [await recorded(agent, input), await recorded(agent, input)];
    expect(second.id).toBe(first.id);
    const other = await askOfReview(agent, "recordReview", { ...input, satisfaction: 1 });
    expect(other.errors).toMatchObject([{ code: "IDEMPOTENCY_MISMATCH" }]);
    expect(await card()).toMatchObject({ reviews: { totalCount: { value: 1 } } });
  });

  test("in the wrong state: one taken back is not edited, nor taken back again; one that stands is not restored", async () => {
    const { id, version } = await recorded(agent, { customerId, satisfaction: 5 });
    const read = { reviewId: id, expectedVersion: version };
    const wrong = [{ code: "WRONG_STATE", path: ["reviewId"] }];
    expect((await askOfReview(agent, "restoreReview", read)).errors).toEqual(wrong);
    await askOfReview(agent, "withdrawReview", read);
    const gone = { ...read, expectedVersion: version + 1 };
    expect((await askOfReview(agent, "withdrawReview", gone)).errors).toEqual(wrong);
    expect((await askOfReview(agent, "editReview", { ...gone, satisfaction: 1 })).errors).toEqual(wrong);
  });

  test("to whoever may not, by role and by whose customer it is", async () => {
    const viewer = await server.as("VIEWER");
    const { errors } = await viewer.send(
      `mutation { recordReview(input: { customerId: "${customerId}", satisfaction: 5 }) { errors { code } } }`,
    );
    expect(errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
    const office = await openOffice(server);
    const seller = await office.hire({ role: "SALES_AGENT" }, await office.addTeam());
    const { id } = await recorded(agent, { customerId, satisfaction: 5 });
    const unseen = await askOfReview(seller.client, "editReview", {
      reviewId: id,
      expectedVersion: 1,
      satisfaction: 1,
    });
    expect(unseen.errors).toEqual([{ code: "NOT_FOUND", path: ["reviewId"] }]);
  });
});
