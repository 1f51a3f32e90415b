import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { endServers, makeWorkplace, startServer } from "../process/server-process.ts";
import { openOffice, recordOf, type Colleague, type Office } from "./office.ts";

interface HandOver {
  id: string;
  state: string;
  doneCustomers: number;
  doneComplaints: number;
}

const HAND_OVER = "handOver { id state doneCustomers doneComplaints }";
/** More than two batches. */
const MANY = 1203;

let server: TestServer;
let office: Office;
let north: string;
let south: string;
beforeAll(async () => {
  server = await startTestServer();
  office = await openOffice(server);
  [north, south] = [await office.addTeam(), await office.addTeam()];
});
afterAll(() => server.stop());

const handOver = (input: object, by?: Colleague) =>
  office.command<{ handOver: HandOver | null }>("handOverRecords", input, HAND_OVER, by?.client);

async function openArchive(by: Colleague): Promise<{ customerId: string; complaintId: string }> {
  const { customer } = await office.command<{ customer: { id: string } }>(
    "createCustomer",
    { name: "王小明" },
    "customer { id }",
    by.client,
  );
  const { complaint } = await office.command<{ complaint: { id: string } }>(
    "fileComplaint",
    { customerId: customer.id, category: "DELIVERY", description: "快递太慢" },
    "complaint { id }",
    by.client,
  );
  return { customerId: customer.id, complaintId: complaint.id };
}

const fileFor = (by: Colleague, customerId: string) =>
  office.command(
    "fileComplaint",
    { customerId, category: "DELIVERY", description: "快递太慢" },
    "complaint { id }",
    by.client,
  );

/** Customers of somebody, put into the database as if he had opened their archives. */
async function giveMany(owner: Colleague, teamId: string): Promise<void> {
  await server.database.query(
    `with made as (
       insert into customer (id, kind, name, search_terms, created_at, updated_at, owner_id, team_id)
       select gen_random_uuid(), 'INDIVIDUAL', '客户' || number, '', now(), now(), $1, $2
       from generate_series(1, ${MANY}) as number returning id
     )
     insert into customer_facts (customer_id) select id from made`,
    [recordOf(owner.id), recordOf(teamId)],
  );
}

async function owned(by: Colleague): Promise<number> {
  const rows = await server.database.query<{ count: number }>(
    "select count(*)::integer as count from customer where owner_id = $1",
    [recordOf(by.id)],
  );
  return rows[0]?.count ?? 0;
}

/** Asks until it is done; the server works on it meanwhile. */
async function whenDone(id: string): Promise<HandOver> {
  for (;;) {
    const { node } = await office.administrator.query<{ node: HandOver }>(
      `{ node(id: "${id}") { ... on HandOver { id state doneCustomers doneComplaints } } }`,
    );
    if (node.state !== "RUNNING") return node;
  }
}

describe("SEC-05 when somebody leaves", () => {
  test("customers and open complaints go to a colleague, with a note that stands on the timeline", async () => {
    const [leaver, heir] = [
      await office.hire({ role: "AGENT" }, north),
      await office.hire({ role: "AGENT" }, south),
    ];
    const { customerId, complaintId } = await openArchive(leaver);
    const { staff } = await office.administrator.query<{ staff: { id: string; records: object }[] }>(
      "{ staff { id records { customers complaints } } }",
    );
    expect(staff.find(({ id }) => id === leaver.id)?.records).toEqual({ customers: 1, complaints: 1 });
    const given = await handOver({ fromStaffId: leaver.id, toStaffId: heir.id, note: "离职交接" });
    expect(given).toMatchObject({
      handOver: { state: "FINISHED", doneCustomers: 1, doneComplaints: 1 },
      errors: [],
    });
    const seen = await office.administrator.query(
      `{ customer(id: "${customerId}") { version owner { id } team { id } timeline(first: 1) { nodes {
           kind actor { name } subject { ... on HandOver { note from { id } to { id } } } } } history(first: 2) { nodes { operation } } }
         complaint(id: "${complaintId}") { version assignee { id } team { id } events(first: 1) { nodes { kind text } } } }`,
    );
    expect(seen).toMatchObject({
      customer: {
        version: 2,
        owner: { id: heir.id },
        team: { id: south },
        history: { nodes: [{ operation: "handOverRecords" }, { operation: "handOverRecords" }] },
        timeline: {
          nodes: [
            {
              kind: "OWNER_CHANGED",
              subject: { note: "离职交接", from: { id: leaver.id }, to: { id: heir.id } },
            },
          ],
        },
      },
      complaint: {
        version: 2,
        assignee: { id: heir.id },
        team: { id: south },
        events: { nodes: [{ kind: "ASSIGNED", text: "离职交接" }] },
      },
    });
  });

  test("very many go in batches, each record once, however often the request is sent", async () => {
    const [leaver, heir] = [
      await office.hire({ role: "SALES_AGENT" }, north),
      await office.hire({ role: "SALES_AGENT" }, south),
    ];
    await giveMany(leaver, north);
    const input = {
      fromStaffId: leaver.id,
      toStaffId: heir.id,
      note: "整组交接",
      complaints: false,
      idempotencyKey: randomUUID(),
    };
    const one = await handOver(input);
    const again = await handOver(input);
    expect(again.handOver?.id).toBe(one.handOver?.id);
    const done = await whenDone(one.handOver?.id ?? "");
    expect(done).toMatchObject({ state: "FINISHED", doneCustomers: MANY });
    expect([await owned(leaver), await owned(heir)]).toEqual([0, MANY]);
    const rows = await server.database.query(
      `select count(*)::integer as changes, count(distinct record_id)::integer as records from change
       where operation = 'handOverRecords' and field = 'ownerId' and new_value = $1`,
      [recordOf(heir.id)],
    );
    expect(rows).toEqual([{ changes: MANY, records: MANY }]);
    const facts = await server.database.query(
      `select count(*)::integer as wrong from customer join customer_facts as facts on facts.customer_id = customer.id
       where facts.owner_id is distinct from customer.owner_id or facts.team_id is distinct from customer.team_id`,
    );
    expect(facts).toEqual([{ wrong: 0 }]);
  });

  test("T19 what is left stays where it is when whoever asked for it may not any more", async () => {
    const [leaver, heir, asker] = [
      await office.hire({ role: "SALES_AGENT" }, north),
      await office.hire({ role: "SALES_AGENT" }, south),
      await office.hire({ role: "ADMINISTRATOR" }),
    ];
    await giveMany(leaver, north);
    // The second factor was set up at the first sign-in.
    await office.command("disableStaff", { staffId: asker.id, expectedVersion: 2 }, "staffMember { id }");
    // As somebody who was disabled in the middle has left it.
    const [begun] = await server.database.query<{ id: string }>(
      `insert into hand_over (id, kind, from_id, to_id, to_team_id, note, customers, complaints, asked_by_id, state, created_at, worked_at)
       values (gen_random_uuid(), 'HAND_OVER', $1, $2, $3, '交接', true, false, $4, 'RUNNING', now(), now() - interval '1 minute')
       returning id`,
      [recordOf(leaver.id), recordOf(heir.id), recordOf(south), recordOf(asker.id)],
    );
    expect((await whenDone(`HandOver_${begun?.id ?? ""}`)).state).toBe("FAILED");
    expect(await owned(leaver)).toBe(MANY);
  });

  test("the rest goes on after kill -9, and each record is handed over once", async () => {
    const place = await makeWorkplace();
    const settings = {
      DATABASE_URL: server.database.applicationUrl,
      DATABASE_OWNER_URL: server.database.ownerUrl,
      DOSSIER_KEY_FILE: server.keyFile,
    };
    const [leaver, heir, asker] = [
      await office.hire({ role: "SALES_AGENT" }, north),
      await office.hire({ role: "SALES_AGENT" }, south),
      await office.hire({ role: "ADMINISTRATOR" }),
    ];
    await giveMany(leaver, north);
    try {
      const process = await startServer(place, settings);
      const elsewhere = new Client(process.address);
      for (const { name, value } of asker.client.heldCookies()) elsewhere.take(name, value);
      const { handOver: begun } = await office.command<{ handOver: HandOver }>(
        "handOverRecords",
        { fromStaffId: leaver.id, toStaffId: heir.id, note: "交接", complaints: false },
        HAND_OVER,
        elsewhere,
      );
      await process.kill();
      expect(await whenDone(begun.id)).toMatchObject({ state: "FINISHED", doneCustomers: MANY });
      const rows = await server.database.query(
        `select count(*)::integer as changes, count(distinct record_id)::integer as records from change
         where operation = 'handOverRecords' and field = 'ownerId' and new_value = $1`,
        [recordOf(heir.id)],
      );
      expect(rows).toEqual([{ changes: MANY, records: MANY }]);
    } finally {
      await endServers();
      await place.remove();
    }
  });

  test("a manager hands over what lies in the own department only", async () => {
    const [leaver, heir] = [
      await office.hire({ role: "SALES_AGENT" }, south),
      await office.hire({ role: "SALES_AGENT" }, north),
    ];
    const manager = await office.hire({ role: "MANAGER" }, north);
    await openArchive(leaver);
    const input = { fromStaffId: leaver.id, toTeamId: north, note: "越权" };
    expect(await handOver(input, manager)).toMatchObject({
      handOver: { state: "FINISHED", doneCustomers: 0, doneComplaints: 0 },
    });
    expect(await owned(leaver)).toBe(1);
    expect(await owned(heir)).toBe(0);
  });

  test("T14 nobody hands over complaints of customers whom he does not see", async () => {
    const [leaver, stranger, manager] = [
      await office.hire({ role: "AGENT" }, north),
      await office.hire({ role: "AGENT" }, south),
      await office.hire({ role: "MANAGER" }, north),
    ];
    await fileFor(leaver, (await openArchive(stranger)).customerId);
    const wish = { fromStaffId: leaver.id, toTeamId: north, note: "交接", customers: false };
    const none = { state: "FINISHED", doneComplaints: 0 };
    expect((await handOver(wish, manager)).handOver).toMatchObject(none);
    expect((await handOver(wish)).handOver).toMatchObject({ ...none, doneComplaints: 1 });
  });

  test("T14 nobody is given complaints of customers whom he does not see, save those that come along", async () => {
    const [leaver, stranger, heir] = [
      await office.hire({ role: "AGENT" }, south),
      await office.hire({ role: "AGENT" }, south),
      await office.hire({ role: "MANAGER" }, north),
    ];
    await openArchive(leaver);
    const wish = { fromStaffId: leaver.id, toStaffId: heir.id, note: "交接" };
    const refused = { handOver: null, errors: [{ code: "INVALID_VALUE", path: ["toStaffId"] }] };
    expect(await handOver({ ...wish, customers: false })).toEqual(refused);
    await fileFor(leaver, (await openArchive(stranger)).customerId);
    expect(await handOver(wish)).toEqual(refused);
    const orphan = { fromStaffId: stranger.id, toStaffId: heir.id, note: "交接" };
    const done = { state: "FINISHED", doneCustomers: 1 };
    expect((await handOver(orphan)).handOver).toMatchObject({ ...done, doneComplaints: 1 });
    expect((await handOver(wish)).handOver).toMatchObject({ ...done, doneComplaints: 2 });
  });

  test("nobody's customers are given to a team in one go", async () => {
    const leaver = await office.hire({ role: "SALES_AGENT" });
    const { customerId } = await openArchive(leaver);
    await office.command("assignCustomerOwner", { customerId, expectedVersion: 1 }, "customer { id }");
    const given = await handOver({ toTeamId: south, note: "公海分配", complaints: false });
    expect(given.handOver).toMatchObject({ state: "FINISHED", doneCustomers: 1 });
    expect(
      await office.administrator.query(`{ customer(id: "${customerId}") { owner { id } team { id } } }`),
    ).toEqual({ customer: { owner: null, team: { id: south } } });
  });

  test.each([
    ["without a note", { note: " ", toTeamId: "team" }, "REQUIRED", ["note"]],
    ["to nobody", { note: "交接" }, "REQUIRED", ["toStaffId"]],
    [
      "of nothing",
      { note: "交接", toTeamId: "team", customers: false, complaints: false },
      "REQUIRED",
      ["customers"],
    ],
    ["to somebody who is not there", { note: "交接", toStaffId: "nobody" }, "NOT_FOUND", ["toStaffId"]],
  ])("is refused %s", async (_, input, code, path) => {
    const given = await handOver({
      ...input,
      ...("toTeamId" in input && { toTeamId: north }),
    });
    expect(given).toMatchObject({ handOver: null, errors: [{ code, path }] });
  });
});

describe("SEC-05 whoever changes teams", () => {
  test("takes customers and complaints along, or leaves them with the old team as nobody's", async () => {
    for (const [records, expected] of [
      ["COME_ALONG", { owner: "own", team: "new" }],
      ["STAY_WITH_TEAM", { owner: null, team: "old" }],
    ] as const) {
      const mover = await office.hire({ role: "AGENT" }, north);
      const { customerId, complaintId } = await openArchive(mover);
      await office.command(
        "changeStaffTeam",
        { staffId: mover.id, expectedVersion: 2, teamId: south, records },
        "staffMember { id }",
      );
      const owner = expected.owner === null ? null : { id: mover.id };
      const team = { id: expected.team === "new" ? south : north };
      expect(
        await office.administrator.query(
          `{ customer(id: "${customerId}") { owner { id } team { id } } complaint(id: "${complaintId}") { assignee { id } team { id } } }`,
        ),
      ).toEqual({ customer: { owner, team }, complaint: { assignee: owner, team } });
    }
  });
});
