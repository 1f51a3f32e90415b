import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { openOffice, type Colleague, type Office } from "../access/office.ts";
import { created } from "./customer-calls.ts";

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startTestServer();
  office = await openOffice(server);
});
afterAll(() => server.stop());

const hire = async (): Promise<Colleague> => office.hire({ role: "SALES_AGENT" }, await office.addTeam());

interface Period {
  from: string;
  until: string | null;
  note: string | null;
  owner: { id: string } | null;
  by: { id: string } | null;
}

async function owners(id: string, client: Client = office.administrator): Promise<Period[]> {
  const { customer } = await client.query<{ customer: { ownerHistory: Period[] } }>(
    "query ($id: ID) { customer(id: $id) { ownerHistory { from until note owner { id } by { id } } } }",
    { id },
  );
  return customer.ownerHistory;
}

const assign = (input: object) =>
  office.command<{ customer: { version: number } | null }>(
    "assignCustomerOwner",
    input,
    "customer { version }",
  );

describe("ARC-76 the owners of a customer", () => {
  test("follow one another, each with who gave it, when, and the note; the log keeps the words", async () => {
    const [first, second] = [await hire(), await hire()];
    const { id, version } = await created(first.client, { name: "方小圆" });
    expect(await owners(id, first.client)).toMatchObject([
      { until: null, note: null, owner: { id: first.id }, by: { id: first.id } },
    ]);
    const note = "喜欢周末联系，账期谈到一半";
    const { errors } = await assign({
      customerId: id,
      expectedVersion: version,
      ownerId: second.id,
      note: ` ${note} `,
    });
    expect(errors).toEqual([]);
    const [now, before, ...others] = await owners(id, second.client);
    expect(others).toEqual([]);
    expect(now).toMatchObject({ until: null, note, owner: { id: second.id } });
    expect(before).toMatchObject({ owner: { id: first.id }, until: now?.from, note: null });
    const { customer } = await office.administrator.query<{
      customer: { history: { nodes: { reason: string | null }[] } };
    }>('query ($id: ID) { customer(id: $id) { history(first: 5, field: "ownerId") { nodes { reason } } } }', {
      id,
    });
    expect(customer.history.nodes[0]?.reason).toBe(note);
  });

  test("take over with the words of a hand-over of everything", async () => {
    const [leaving, staying] = [await hire(), await hire()];
    const { id } = await created(leaving.client, { name: "方小圆" });
    const { errors } = await office.command(
      "handOverRecords",
      {
        fromStaffId: leaving.id,
        toStaffId: staying.id,
        note: "离职交接",
        customers: true,
        complaints: false,
      },
      "handOver { id }",
    );
    expect(errors).toEqual([]);
    await expect
      .poll(async () => (await owners(id))[0], { timeout: 30_000, interval: 50 })
      .toMatchObject({ owner: { id: staying.id }, note: "离职交接" });
  });

  test("a note that is too long is refused and nobody takes over; T14 strangers are told of no owner", async () => {
    const owner = await hire();
    const { id, version } = await created(owner.client, { name: "方小圆" });
    const { errors } = await assign({
      customerId: id,
      expectedVersion: version,
      note: "长".repeat(501),
    });
    expect(errors).toEqual([{ code: "TOO_LONG", path: ["note"] }]);
    expect(await owners(id)).toHaveLength(1);
    const stranger = await hire();
    const { customer } = await stranger.client.query<{ customer: unknown }>(
      "query ($id: ID) { customer(id: $id) { ownerHistory { note } } }",
      { id },
    );
    expect(customer).toBeNull();
  });
});
