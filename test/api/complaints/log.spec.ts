import { randomUUID } from "node:crypto";
import { Client as Connection } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  addCustomer,
  assign,
  done,
  edit,
  eventsOf,
  file,
  note,
  takeTo,
  whoAmI,
  type Complaint,
} from "./complaint-calls.ts";

let server: TestServer;
let agent: Client;
let customerId: string;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  customerId = await addCustomer(agent);
});
afterAll(() => server.stop());

const recordOf = ({ id }: Pick<Complaint, "id">): string => id.slice("Complaint_".length);

async function asApplication(statement: string, parameters: unknown[]): Promise<string | null> {
  const connection = new Connection(server.database.applicationUrl);
  await connection.connect();
  try {
    await connection.query(statement, parameters);
    return null;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "?";
  } finally {
    await connection.end();
  }
}

describe("CMP-13 the log of a complaint", () => {
  test("holds who did what and when, from filing to closing, with every word", async () => {
    const self = await whoAmI(agent);
    let complaint = await done(file(agent, { customerId }));
    await done(note(agent, { complaintId: complaint.id, text: "客户情绪激动，请尽快处理" }));
    complaint = await done(
      edit(agent, { complaintId: complaint.id, expectedVersion: complaint.version, severity: "HIGH" }),
    );
    complaint = await done(assign(agent, { complaintId: complaint.id, expectedVersion: complaint.version }));
    await takeTo(agent, complaint, "CLOSED");
    const events = (await eventsOf(agent, complaint.id)).toReversed();
    expect(events.map(({ kind, toStatus, text }) => [kind, toStatus, text])).toEqual([
      ["FILED", "RECEIVED", "快递五天没有更新"],
      ["NOTE_WRITTEN", null, "客户情绪激动，请尽快处理"],
      ["EDITED", null, null],
      ["ASSIGNED", null, null],
      ["STATUS_CHANGED", "ACKNOWLEDGED", null],
      ["STATUS_CHANGED", "ANALYSED", "分拣时贴错面单"],
      ["STATUS_CHANGED", "RESOLVED", "重新发货并补偿运费"],
      ["STATUS_CHANGED", "FOLLOWED_UP", "客户表示可以接受"],
      ["STATUS_CHANGED", "CLOSED", null],
    ]);
    expect(events[4]?.acknowledgedThrough).toBe("PHONE");
    expect(events[7]?.satisfaction).toBe("PARTLY_SATISFIED");
    expect(events.every(({ actor, source }) => actor?.name === self.name && source === "CONSOLE")).toBe(true);
    const moments = events.map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted());
  });

  test("is paged from either end without a gap", async () => {
    const { id } = await done(file(agent, { customerId }));
    for (let index = 1; index <= 5; index += 1)
      await done(note(agent, { complaintId: id, text: `第 ${index} 条` }));
    const all = await eventsOf(agent, id);
    const { complaint } = await agent.query<{
      complaint: {
        newest: { nodes: unknown[]; pageInfo: { endCursor: string } };
        oldest: { nodes: unknown[] };
      };
    }>(
      `query ($id: ID) { complaint(id: $id) {
        newest: events(first: 4) { nodes { text } pageInfo { endCursor } } oldest: events(last: 2) { nodes { text } } } }`,
      { id },
    );
    expect([...complaint.newest.nodes, ...complaint.oldest.nodes]).toEqual(all.map(({ text }) => ({ text })));
  });

  test("cannot be rewritten: the database refuses the application's own role", async () => {
    const complaint = await done(file(agent, { customerId }));
    const id = recordOf(complaint);
    const before = await server.database.query("select * from complaint_event where complaint_id = $1", [id]);
    const refused = "42501";
    expect(
      await asApplication("update complaint_event set text = '改了' where complaint_id = $1", [id]),
    ).toBe(refused);
    expect(await asApplication("delete from complaint_event where complaint_id = $1", [id])).toBe(refused);
    expect(await asApplication("delete from complaint where id = $1", [id])).toBe(refused);
    expect(await asApplication("truncate complaint_event", [])).toBe(refused);
    expect(
      await server.database.query("select * from complaint_event where complaint_id = $1", [id]),
    ).toEqual(before);
    // It may add: that this is a right of its own shows that the refusals above are not for want of any.
    expect(
      await asApplication(
        "insert into complaint_event (id, complaint_id, kind, at, source) values ($1, $2, 'NOTE_WRITTEN', now(), 'SYSTEM')",
        [randomUUID(), id],
      ),
    ).toBeNull();
  });

  test("stands beside the change log, which has the old and the new value of each field", async () => {
    let complaint = await done(file(agent, { customerId }));
    complaint = await done(
      edit(agent, {
        complaintId: complaint.id,
        expectedVersion: complaint.version,
        description: "快递七天没有更新",
      }),
    );
    await takeTo(agent, complaint, "ANALYSED");
    const rows = await server.database.query<Record<string, unknown>>(
      "select operation, field, old_value, new_value, record_version from change where record_id = $1 order by id",
      [recordOf(complaint)],
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["fileComplaint", null, null, null, 1],
      ["editComplaint", "description", "快递五天没有更新", "快递七天没有更新", 2],
      ["changeComplaintStatus", "status", "RECEIVED", "ACKNOWLEDGED", 3],
      ["changeComplaintStatus", "acknowledgedThrough", null, "PHONE", 3],
      ["changeComplaintStatus", "status", "ACKNOWLEDGED", "ANALYSED", 4],
      ["changeComplaintStatus", "cause", null, "分拣时贴错面单", 4],
    ]);
  });
});
