import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ComplaintStatus, TRANSITIONS } from "../../../server/src/modules/complaints/complaint-status.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  addCustomer,
  assign,
  codesOf,
  done,
  edit,
  eventsOf,
  file,
  read,
  step,
  evidenceFor,
  takeTo,
  whoAmI,
  type Complaint,
} from "./complaint-calls.ts";

let server: TestServer;
let agent: Client;
let administrator: Client;
let english: Client;
let customerId: string;
let complaint: Complaint;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  english = await server.as("AGENT", "en");
  administrator = await server.as("ADMINISTRATOR");
  customerId = await addCustomer(agent);
});
afterAll(() => server.stop());
beforeEach(async () => {
  complaint = await done(file(agent, { customerId }));
});

const onIt = (input: object = {}) => ({
  complaintId: complaint.id,
  expectedVersion: complaint.version,
  ...input,
});

async function broughtTo(filed: Complaint, status: ComplaintStatus): Promise<Complaint> {
  const { id, version } = filed;
  switch (status) {
    case ComplaintStatus.RECEIVED:
      return filed;
    case ComplaintStatus.WITHDRAWN:
      return done(step(agent, { complaintId: id, expectedVersion: version, status, reason: "误会" }));
    default:
      return takeTo(agent, filed, status);
  }
}

async function facts(): Promise<unknown> {
  const { customer } = await agent.query<{ customer: unknown }>(
    "query ($id: ID) { customer(id: $id) { openComplaintCount lastComplaintAt } }",
    { id: customerId },
  );
  return customer;
}

describe("the way of a complaint", () => {
  test("CMP-10 begins when the customer is told that we take it seriously, and how", async () => {
    expect(complaint.allowedTransitions).toEqual([
      { status: "ACKNOWLEDGED", requires: ["ACKNOWLEDGED_THROUGH"] },
      { status: "WITHDRAWN", requires: ["REASON"] },
    ]);
    const told = await done(step(agent, onIt({ status: "ACKNOWLEDGED", acknowledgedThrough: "WECHAT" })));
    expect(told).toMatchObject({
      status: "ACKNOWLEDGED",
      acknowledgedThrough: "WECHAT",
      version: 2,
      open: true,
    });
    expect(told.allowedTransitions).toContainEqual({ status: "ANALYSED", requires: ["CAUSE"] });
  });

  test("CMP-12 is solved only when the cause is known, with the solution in words", async () => {
    complaint = await takeTo(agent, complaint, "ACKNOWLEDGED");
    expect(codesOf(await step(agent, onIt({ status: "RESOLVED", solution: "补发" })))).toEqual([
      "WRONG_STATE status",
    ]);
    complaint = await takeTo(agent, await done(file(agent, { customerId })), "RESOLVED");
    expect(complaint).toMatchObject({ cause: "分拣时贴错面单", solution: "重新发货并补偿运费" });
  });

  test("CMP-14 ends with what the customer says of it, then it is closed and nothing is open any more", async () => {
    complaint = await takeTo(agent, complaint, "RESOLVED");
    expect(codesOf(await step(agent, onIt({ status: "FOLLOWED_UP" })))).toEqual([
      "REQUIRED reaction",
      "REQUIRED satisfaction",
    ]);
    const before = (await facts()) as { openComplaintCount: number };
    complaint = await done(
      step(agent, onIt({ status: "FOLLOWED_UP", reaction: "很满意", satisfaction: "SATISFIED" })),
    );
    complaint = await done(step(agent, onIt({ status: "CLOSED" })));
    expect(complaint).toMatchObject({ open: false, satisfaction: "SATISFIED", version: 6 });
    expect(await facts()).toMatchObject({ openComplaintCount: before.openComplaintCount - 1 });
    const { customer } = await agent.query<{ customer: { timeline: { nodes: unknown[] } } }>(
      `query ($id: ID) { customer(id: $id) { timeline(first: 2) { nodes { kind fields subject { ... on Complaint { status } } } } } }`,
      { id: customerId },
    );
    expect(customer.timeline.nodes).toEqual(
      ["CLOSED", "FOLLOWED_UP"].map((became) => ({
        kind: "COMPLAINT_STATUS_CHANGED",
        fields: [became],
        subject: { status: "CLOSED" },
      })),
    );
  });

  test("goes back when the customer is not content: solution and reaction are open again, the log keeps them", async () => {
    complaint = await takeTo(agent, complaint, "CLOSED");
    complaint = await done(step(agent, onIt({ status: "ACKNOWLEDGED", reason: "又收到破损的" })));
    expect(complaint).toMatchObject({
      status: "ACKNOWLEDGED",
      open: true,
      cause: "分拣时贴错面单",
      solution: null,
      reaction: null,
      satisfaction: null,
    });
    const words = (await eventsOf(agent, complaint.id)).map(({ text }) => text);
    expect(words).toEqual([
      "又收到破损的",
      null,
      "客户表示可以接受",
      "重新发货并补偿运费",
      "分拣时贴错面单",
      null,
      "快递五天没有更新",
    ]);
  });

  test("may be left when the customer takes it back, and taken up again from the start", async () => {
    complaint = await takeTo(agent, complaint, "ANALYSED");
    complaint = await done(step(agent, onIt({ status: "WITHDRAWN", reason: "客户说已收到货" })));
    expect(complaint).toMatchObject({
      open: false,
      allowedTransitions: [{ status: "RECEIVED", requires: ["REASON"] }],
    });
    complaint = await done(step(agent, onIt({ status: "RECEIVED", reason: "货又不对" })));
    expect(complaint).toMatchObject({ open: true, acknowledgedThrough: null });
  });

  test("is exactly the table: what the graph offers is what the server takes", async () => {
    const taken = new Set<string>();
    for (const { from, to, requires } of TRANSITIONS) {
      complaint = await broughtTo(await done(file(agent, { customerId })), from);
      expect(complaint.allowedTransitions).toContainEqual({ status: to, requires: [...requires] });
      await done(step(agent, onIt({ status: to, ...evidenceFor(requires) })));
      taken.add(`${from} ${to}`);
    }
    expect(taken.size).toBe(TRANSITIONS.length);
  });
});

describe("DOS-3.2 a step is refused, in the caller's language, and nothing changes", () => {
  test.each([
    [{ status: "ACKNOWLEDGED" }, ["REQUIRED acknowledgedThrough"]],
    [{ status: "WITHDRAWN", reason: "  " }, ["REQUIRED reason"]],
    [{ status: "CLOSED" }, ["WRONG_STATE status"]],
    [{ status: "RECEIVED" }, ["WRONG_STATE status"]],
    [{ status: "ACKNOWLEDGED", acknowledgedThrough: "PHONE", cause: "早知道了" }, ["INVALID_VALUE cause"]],
    [
      { status: "ACKNOWLEDGED", reason: "顺手", solution: "补发" },
      ["REQUIRED acknowledgedThrough", "INVALID_VALUE solution", "INVALID_VALUE reason"],
    ],
    [{ status: "WITHDRAWN", reason: "长".repeat(5001) }, ["TOO_LONG reason"]],
  ])("%j", async (input, expected) => {
    const [zh, en] = [await step(agent, onIt(input)), await step(english, onIt(input))];
    expect([codesOf(zh), codesOf(en)]).toEqual([expected, expected]);
    for (const { message } of zh.errors) expect(message).toMatch(/\p{Script=Han}/u);
    for (const { message } of en.errors) expect(message).not.toMatch(/\p{Script=Han}/u);
    expect(await read(agent, complaint.id)).toEqual(complaint);
    expect(await eventsOf(agent, complaint.id)).toHaveLength(1);
  });

  test("and says where it stands and what is possible from there", async () => {
    const [{ errors: zh }, { errors: en }] = [
      await step(agent, onIt({ status: "RESOLVED", solution: "补发" })),
      await step(english, onIt({ status: "RESOLVED", solution: "补发" })),
    ];
    expect(zh[0]?.message).toBe(
      "投诉目前为“已受理”，不能直接改为“已解决”。现在可以改为：“已联系”、“已撤诉”。",
    );
    expect(en[0]?.message).toBe(
      "The complaint is received and cannot become resolved from there. It can become: acknowledged, withdrawn.",
    );
  });

  test("of an unknown complaint, and by a viewer, who is offered none", async () => {
    const unknown = { complaintId: `Complaint_${randomUUID()}`, expectedVersion: 1, status: "CLOSED" };
    expect(codesOf(await step(agent, unknown))).toEqual(["NOT_FOUND complaintId"]);
    const viewer = await server.as("VIEWER");
    expect((await read(viewer, complaint.id)).allowedTransitions).toEqual([]);
    for (const mutation of ["changeComplaintStatus", "assignComplaint", "editComplaint"]) {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const { errors } = await viewer.send(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code } } }`,
        { input: onIt(mutation === "changeComplaintStatus" ? { status: "CLOSED" } : {}) },
      );
      expect([mutation, errors[0]?.extensions?.["code"]]).toEqual([mutation, "FORBIDDEN"]);
    }
  });
});

describe("T42 two people on one complaint", () => {
  test("the later one hears who was first and what stands there now, in words, and nothing is lost", async () => {
    const self = await whoAmI(administrator);
    await done(step(administrator, onIt({ status: "ACKNOWLEDGED", acknowledgedThrough: "EMAIL" })));
    const second = { complaintId: complaint.id, expectedVersion: 2 };
    await done(assign(administrator, { ...second, assigneeId: self.id }));
    await done(edit(administrator, { complaintId: complaint.id, expectedVersion: 3, severity: "CRITICAL" }));
    const late = await step(english, onIt({ status: "WITHDRAWN", reason: "客户撤诉" }));
    expect(codesOf(late)).toEqual(["CONFLICT expectedVersion"]);
    expect(late.complaint).toMatchObject({ status: "ACKNOWLEDGED", version: 4 });
    expect(
      Object.fromEntries(
        late.conflicts.map(({ field, current, changedBy }) => [field, [current.text, changedBy?.name]]),
      ),
    ).toEqual({
      status: ["acknowledged", self.name],
      acknowledgedThrough: ["e-mail", self.name],
      assigneeId: [self.name, self.name],
      severity: ["critical", self.name],
    });
    const chinese = await edit(agent, onIt({ category: "PRICE" }));
    expect(chinese.conflicts.find(({ field }) => field === "severity")?.current.text).toBe("紧急");
  });
});
