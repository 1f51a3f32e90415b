import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { Subscriber } from "./subscriber.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

interface Payload {
  record: { id: string; version: number; text?: string } | null;
  errors: { code: string }[];
}

/** One command; a refusal is an answer too. */
async function command(name: string, record: string, input: object): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await agent.query<{ payload: Payload }>(
    `mutation ($input: ${type}!) { payload: ${name}(input: $input) { record: ${record} { id version } errors { code } } }`,
    { input },
  );
  return answer.payload;
}

async function done(name: string, record: string, input: object): Promise<{ id: string; version: number }> {
  const payload = await command(name, record, input);
  if (!payload.record || payload.errors.length > 0) throw new Error(JSON.stringify(payload));
  return payload.record;
}

const amount = { amount: "12.50", currency: "CNY" };

describe("DOS-3.4 an event comes", () => {
  test("once for each change, in the order of the changes, and names the record and its customer", async () => {
    const subscriber = await Subscriber.toEverything(await server.as("VIEWER"));
    const customer = await done("createCustomer", "customer", { name: "事件甲" });
    const customerId = customer.id;
    await done("editCustomer", "customer", { customerId, expectedVersion: customer.version, name: "事件乙" });
    const order = await done("recordOrder", "order", {
      customerId,
      orderedOn: "2026-03-08",
      amount,
      items: [],
    });
    await done("editOrder", "order", {
      orderId: order.id,
      expectedVersion: order.version,
      amount: { amount: "13.00", currency: "CNY" },
    });
    const note = await done("writeNote", "note", { customerId, text: "第一句" });
    await done("editNote", "note", { noteId: note.id, expectedVersion: note.version, text: "第二句" });
    await subscriber.until(() => subscriber.events.length === 6);
    expect(subscriber.events.map(({ name, recordId }) => [name, recordId])).toEqual([
      ["CUSTOMER_CREATED", customerId],
      ["CUSTOMER_EDITED", customerId],
      ["ORDER_RECORDED", order.id],
      ["ORDER_EDITED", order.id],
      ["NOTE_WRITTEN", note.id],
      ["NOTE_EDITED", note.id],
    ]);
    expect(new Set(subscriber.events.map((event) => event.customerId))).toEqual(new Set([customerId]));
    const places = subscriber.events.map(({ sequence }) => Number(sequence));
    expect(places).toEqual(places.toSorted((one, two) => one - two));
    subscriber.close();
  });

  test("never for what was refused, repeated, or changed nothing", async () => {
    const subscriber = await Subscriber.toEverything(agent);
    const input = { name: "事件丙", idempotencyKey: "once" };
    const customer = await done("createCustomer", "customer", input);
    expect(await done("createCustomer", "customer", input)).toEqual(customer);
    const { id: customerId, version: expectedVersion } = customer;
    await done("editCustomer", "customer", { customerId, expectedVersion, name: "事件丙" });
    for (const refused of [
      await command("createCustomer", "customer", { externalRefs: [] }),
      await command("editCustomer", "customer", { customerId, expectedVersion: 99, name: "晚了" }),
      await command("writeNote", "note", { customerId, text: " " }),
    ])
      expect(refused.errors).toHaveLength(1);
    await done("writeNote", "note", { customerId, text: "最后一句" });
    await subscriber.until(() => subscriber.events.at(-1)?.name === "NOTE_WRITTEN");
    expect(subscriber.events.map(({ name }) => name)).toEqual(["CUSTOMER_CREATED", "NOTE_WRITTEN"]);
    subscriber.close();
  });

  test("to whoever follows this customer or this record, and to nobody who follows another", async () => {
    // What was committed a moment before may still be told a moment after: first that is heard out.
    const earlier = await Subscriber.toEverything(agent);
    const [mine, other] = [
      await done("createCustomer", "customer", { name: "跟这位" }),
      await done("createCustomer", "customer", { name: "不跟这位" }),
    ];
    await earlier.until(() => earlier.events.length === 2);
    earlier.close();
    const subscriber = await Subscriber.as(agent);
    const following =
      "subscription ($recordId: ID, $customerId: ID) { archiveChanged(recordId: $recordId, customerId: $customerId) { name recordId customerId sequence } }";
    await subscriber.subscribe(following, { id: "customer", variables: { customerId: mine.id } });
    await subscriber.subscribe(following, { id: "record", variables: { recordId: mine.id } });
    await subscriber.subscribe(following, { id: "all" });
    for (const { id: customerId, version: expectedVersion } of [other, mine]) {
      await done("editCustomer", "customer", { customerId, expectedVersion, name: "改名" });
      await done("writeNote", "note", { customerId, text: "一句" });
    }
    await subscriber.until(() => subscriber.answers("all").length === 4);
    const names = (id: string) => subscriber.answers(id).map(({ data }) => data?.archiveChanged.name);
    expect(names("customer")).toEqual(["CUSTOMER_EDITED", "NOTE_WRITTEN"]);
    expect(names("record")).toEqual(["CUSTOMER_EDITED"]);
    // What is no longer followed is no longer told.
    subscriber.send({ type: "complete", id: "all" });
    await done("writeNote", "note", { customerId: mine.id, text: "又一句" });
    await subscriber.until(() => names("customer").length === 3);
    expect(names("all")).toHaveLength(4);
    subscriber.close();
  });

  test("T20 with what the listener may see: a viewer gets masked contact data and no more", async () => {
    const earlier = await Subscriber.toEverything(agent);
    const { id: customerId } = await done("createCustomer", "customer", {
      name: "遮住的人",
      phone: "13912345678",
    });
    const { id: agentId } = (await agent.query<{ me: { staff: { id: string } } }>("{ me { staff { id } } }"))
      .me.staff;
    await earlier.until(() => earlier.events.length === 1);
    earlier.close();
    const subscriber = await Subscriber.as(await server.as("VIEWER"));
    await subscriber.subscribe(
      "subscription { archiveChanged { name actor { id } complaint { number customer { name phone { state text } } } } }",
    );
    await done("fileComplaint", "complaint", {
      customerId,
      category: "PRODUCT_QUALITY",
      description: "扣子掉了",
    });
    await subscriber.until(() => subscriber.answers().length === 1);
    const [answer] = subscriber.answers();
    expect(answer?.errors).toBeUndefined();
    expect(answer?.data).toEqual({
      archiveChanged: {
        name: "COMPLAINT_FILED",
        actor: { id: agentId },
        complaint: {
          number: expect.stringMatching(/^TS-/) as string,
          customer: {
            name: "遮住的人",
            phone: { state: "MASKED", text: expect.stringContaining("*") as string },
          },
        },
      },
    });
    expect(JSON.stringify(answer)).not.toContain("13912345678");
    subscriber.close();
  });
});
