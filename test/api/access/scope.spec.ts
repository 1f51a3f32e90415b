import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { Subscriber } from "../live/subscriber.ts";
import { everyChangeOf, everythingSeenOf, openArchive, type Archive } from "./archive-ways.ts";
import { openOffice, recordOf, type Colleague, type Office } from "./office.ts";

let server: TestServer;
let office: Office;
let north: string;
let south: string;
let seller: Colleague;
let mate: Colleague;
let stranger: Colleague;
/** Of the seller, of a colleague in the same team, of somebody in another one. */
let own: Archive;
let team: Archive;
let other: Archive;

beforeAll(async () => {
  server = await startTestServer();
  office = await openOffice(server);
  [north, south] = [await office.addTeam(), await office.addTeam()];
  seller = await office.hire({ role: "SALES_AGENT" }, north);
  mate = await office.hire({ role: "SALES_AGENT" }, north);
  stranger = await office.hire({ role: "SALES_AGENT" }, south);
  own = await openArchive(office, seller, "北方自己");
  team = await openArchive(office, mate, "北方同组");
  other = await openArchive(office, stranger, "南方别组");
});
afterAll(() => server.stop());

async function rowsOf(archive: Archive): Promise<unknown> {
  return server.database.query(
    `select customer.version, customer.updated_at, customer_order.version as order_version, note.version as note_version,
       (select count(*) from change where kind <> 'REFUSAL') as changes, (select count(*) from timeline_entry) as lines,
       (select count(*) from complaint_event) as events, (select count(*) from outbox_event) as outbox
     from customer, customer_order, note
     where customer.id = $1 and customer_order.id = $2 and note.id = $3`,
    [recordOf(archive.customerId), recordOf(archive.orderId), recordOf(archive.noteId)],
  );
}

const all = (value: boolean) => (seen: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(seen).map((way) => [way, value]));

describe("T14 a sales agent", () => {
  test("finds what is his and his team's by every way there is", async () => {
    for (const [archive, name] of [
      [own, "北方自己"],
      [team, "北方同组"],
    ] as const) {
      const seen = await everythingSeenOf(archive, name, seller.client);
      expect(seen).toEqual(all(true)(seen));
    }
  });

  test("finds another team's customer by none: list, find, number, external ref, node, search, count, photograph", async () => {
    const seen = await everythingSeenOf(other, "南方别组", seller.client);
    expect(seen).toEqual(all(false)(seen));
  });

  test("changes nothing of another team's customer: each answers as an id that nobody knows, and no row changes", async () => {
    const before = await rowsOf(other);
    const refusals = await everyChangeOf(office, other, seller.client);
    expect(Object.entries(refusals).map(([name, refusal]) => [name, refusal?.code])).toEqual(
      Object.keys(refusals).map((name) => [name, "NOT_FOUND"]),
    );
    expect(await rowsOf(other)).toEqual(before);
  });

  test("sees a colleague's customer and may not touch it: NOT_ALLOWED, viewerCan… says so before, and no row changes", async () => {
    const before = await rowsOf(team);
    const refusals = await everyChangeOf(office, team, seller.client);
    expect(Object.entries(refusals).map(([name, refusal]) => [name, refusal?.code])).toEqual(
      Object.keys(refusals).map((name) => [name, "NOT_ALLOWED"]),
    );
    expect(await rowsOf(team)).toEqual(before);
    const asked = `{
      mine: customer(id: "${own.customerId}") { ...Rights } theirs: customer(id: "${team.customerId}") { ...Rights }
    }
    fragment Rights on Customer {
      viewerCanEdit viewerCanReveal viewerCanFileComplaint
      orders(first: 1) { nodes { viewerCanEdit } } notes(first: 1) { nodes { viewerCanEdit } }
      complaints(first: 1) { nodes { viewerCanWriteNote } }
    }`;
    const rights = (may: boolean) => ({
      viewerCanEdit: may,
      viewerCanReveal: may,
      viewerCanFileComplaint: true,
      orders: { nodes: [{ viewerCanEdit: may }] },
      notes: { nodes: [{ viewerCanEdit: may }] },
      complaints: { nodes: [{ viewerCanWriteNote: may }] },
    });
    expect(await seller.client.query(asked)).toEqual({ mine: rights(true), theirs: rights(false) });
  });

  test("changes what is his own", async () => {
    const refusals = await everyChangeOf(office, own, seller.client);
    expect(Object.values(refusals)).toEqual(Object.keys(refusals).map(() => undefined));
  });

  test("does not file another customer's order with his complaint, nor learn that there is one", async () => {
    const { errors } = await office.command(
      "fileComplaint",
      { customerId: own.customerId, category: "DELIVERY", description: "试探", orderId: other.orderId },
      "complaint { id }",
      seller.client,
    );
    expect(errors).toMatchObject([{ code: "NOT_FOUND", path: ["orderId"] }]);
  });

  test("hears of his team's customers and not of another team's", async () => {
    const listener = await Subscriber.toEverything(seller.client);
    for (const [archive, { client }] of [
      [other, stranger],
      [team, mate],
    ] as const) {
      await office.command(
        "writeNote",
        { customerId: archive.customerId, text: "新的跟进" },
        "note { id }",
        client,
      );
      await office.command(
        "writeComplaintNote",
        { complaintId: archive.complaintId, text: "新的备注" },
        "complaint { id }",
        client,
      );
    }
    await listener.until(() => listener.events.length >= 2);
    expect(listener.events.map(({ name, customerId }) => [name, customerId])).toEqual([
      ["NOTE_WRITTEN", team.customerId],
      ["COMPLAINT_NOTE_WRITTEN", team.customerId],
    ]);
    listener.close();
  });

  test("counts only the open complaints in his scope", async () => {
    const { complaintCounts } = await seller.client.query<{ complaintCounts: { all: { value: number } } }>(
      "{ complaintCounts { all { value } } }",
    );
    expect(complaintCounts.all.value).toBe(2);
  });

  test("whose team changes sees by the very next request what the new one does", async () => {
    const wanderer = await office.hire({ role: "SALES_AGENT" }, north);
    const seen = async () =>
      (
        await wanderer.client.query<{ customer: object | null }>(
          `{ customer(id: "${other.customerId}") { id } }`,
        )
      ).customer !== null;
    expect(await seen()).toBe(false);
    await office.command(
      "changeStaffTeam",
      { staffId: wanderer.id, expectedVersion: 2, teamId: south },
      "staffMember { id }",
    );
    expect(await seen()).toBe(true);
  });
});

describe("T14 whoever leads a department", () => {
  test("sees and changes what its teams look after, and nothing of others", async () => {
    const { department } = await office.command<{ department: { id: string } }>(
      "addDepartment",
      { name: `部门 ${randomUUID().slice(0, 8)}` },
      "department { id }",
    );
    const lead = await office.addTeam();
    for (const teamId of [lead, north])
      await office.command("changeTeamDepartment", { teamId, departmentId: department.id }, "team { id }");
    const manager = await office.hire({ role: "MANAGER" }, lead);
    const seen = await everythingSeenOf(team, "北方同组", manager.client);
    expect(seen).toEqual(all(true)(seen));
    const notSeen = await everythingSeenOf(other, "南方别组", manager.client);
    expect(notSeen).toEqual(all(false)(notSeen));
    const { errors } = await office.command(
      "writeNote",
      { customerId: team.customerId, text: "主管留言" },
      "note { id }",
      manager.client,
    );
    expect(errors).toEqual([]);
  });
});

describe("T14 a program", () => {
  test("of a role that reaches a team needs one, sees its customers, and opens archives that are its team's", async () => {
    const refused = await office.command("createApiKey", { name: "无组", role: "SALES_AGENT" }, "secret");
    expect(refused.errors).toMatchObject([{ code: "REQUIRED", path: ["teamId"] }]);
    const { secret } = await createKey(office.administrator, { role: "SALES_AGENT", teamId: north });
    const program = new Program(server.address, secret);
    const seen = await program.query(
      `{ theirs: customer(id: "${team.customerId}") { id } other: customer(id: "${other.customerId}") { id } }`,
    );
    expect(seen).toEqual({ theirs: { id: team.customerId }, other: null });
    const { createCustomer } = await program.query<{ createCustomer: { customer: object } }>(
      'mutation { createCustomer(input: { name: "程序建档" }) { customer { owner { id } team { id } viewerCanEdit } } }',
    );
    expect(createCustomer.customer).toEqual({ owner: null, team: { id: north }, viewerCanEdit: true });
  });
});

describe("SEC-05 a customer's owner", () => {
  test("is who opened the archive, and another when somebody who may says so", async () => {
    const archive = await openArchive(office, mate, `换人${randomUUID().slice(0, 4)}`);
    const ask = `{ customer(id: "${archive.customerId}") { version owner { id } team { id } viewerCanAssignOwner } }`;
    expect(await mate.client.query(ask)).toEqual({
      customer: { version: 1, owner: { id: mate.id }, team: { id: north }, viewerCanAssignOwner: false },
    });
    const given = await office.command(
      "assignCustomerOwner",
      { customerId: archive.customerId, expectedVersion: 1, ownerId: stranger.id },
      "customer { version owner { id } team { id } timeline(first: 1) { nodes { kind fields } } }",
    );
    expect(given).toEqual({
      customer: {
        version: 2,
        owner: { id: stranger.id },
        team: { id: south },
        timeline: { nodes: [{ kind: "OWNER_CHANGED", fields: ["ownerId", "teamId"] }] },
      },
      errors: [],
    });
    expect(await mate.client.query(ask)).toEqual({ customer: null });
    const facts = await server.database.query(
      "select owner_id, team_id from customer_facts where customer_id = $1",
      [recordOf(archive.customerId)],
    );
    expect(facts).toEqual([{ owner_id: recordOf(stranger.id), team_id: recordOf(south) }]);
  });

  test("is nobody's for all but those who see everything", async () => {
    const archive = await openArchive(office, mate, `无主${randomUUID().slice(0, 4)}`);
    await office.command(
      "assignCustomerOwner",
      { customerId: archive.customerId, expectedVersion: 1 },
      "customer { id }",
    );
    const ask = `{ customer(id: "${archive.customerId}") { id } }`;
    expect(await seller.client.query(ask)).toEqual({ customer: null });
    const agent = await server.as("AGENT");
    expect(await agent.query(ask)).toEqual({ customer: { id: archive.customerId } });
    const { customers } = await agent.query<{ customers: { nodes: { id: string }[] } }>(
      "{ customers(first: 100, filter: { unowned: true }) { nodes { id } } }",
    );
    expect(customers.nodes.map(({ id }) => id)).toContain(archive.customerId);
    expect(customers.nodes.map(({ id }) => id)).not.toContain(own.customerId);
  });

  test("takes care of complaints of customers whom he sees only", async () => {
    const handlers = await office.command<{ role: { id: string } }>(
      "addRole",
      {
        name: `组内售后 ${randomUUID().slice(0, 8)}`,
        permissions: [
          { permission: "customer:list", scope: "TEAM" },
          { permission: "complaint:list", scope: "TEAM" },
          { permission: "complaint:changeStatus", scope: "TEAM" },
        ],
      },
      "role { id }",
    );
    const handler = await office.hire({ roleId: handlers.role.id }, south);
    const { errors } = await office.command(
      "assignComplaint",
      { complaintId: team.complaintId, expectedVersion: 1, assigneeId: handler.id },
      "complaint { id }",
    );
    expect(errors).toMatchObject([{ code: "INVALID_VALUE", path: ["assigneeId"] }]);
  });
});
