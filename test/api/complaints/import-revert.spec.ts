import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { customerCalled, revert, sheet, takeIn } from "../imports/import-calls.ts";
import { done, file, read } from "./complaint-calls.ts";

let server: TestServer;
let client: Client;
beforeAll(async () => {
  server = await startTestServer();
  client = await server.as("ADMINISTRATOR");
});
afterAll(() => server.stop());

test("DOS-3.5 an import taken back keeps the customers who complained since, and the orders it was about", async () => {
  const one = await takeIn(
    client,
    sheet(
      "小鱼,金卡,于小鱼,,13800138001,,2026-01-02,碧螺春,100.00",
      "小鱼,金卡,于小鱼,,13800138001,,2026-02-03,紫砂壶,50.00",
      "大山,银卡会员,单大山,,13800138002,,2026-02-01,茶具,18.00",
      "小河,,何小河,,13800138003,,2026-02-05,茶叶罐,30.00",
    ),
  );
  const fish = await customerCalled(client, "小鱼");
  const river = await customerCalled(client, "小河");
  const { customer } = await client.query<{ customer: { orders: { nodes: { id: string }[] } } }>(
    "query ($id: ID) { customer(id: $id) { orders(first: 1) { nodes { id } } } }",
    { id: fish?.id },
  );
  const orderId = customer.orders.nodes[0]?.id;
  const complaint = await done(file(client, { customerId: fish?.id, orderId }));
  await done(file(client, { customerId: river?.id }));

  expect((await revert(client, one.number)).keptRecords).toBe(3);

  expect(await customerCalled(client, "大山")).toBeNull();
  expect(await customerCalled(client, "小河")).toMatchObject({ dealCount: 0 });
  expect(await customerCalled(client, "小鱼")).toMatchObject({ dealCount: 1 });
  expect(await read(client, complaint.id)).toMatchObject({ order: { id: orderId }, status: "RECEIVED" });
});
