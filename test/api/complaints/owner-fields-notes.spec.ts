import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  addCustomer,
  addOrder,
  assign,
  codesOf,
  done,
  edit,
  eventsOf,
  file,
  note,
  step,
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

describe("who takes care of a complaint", () => {
  test("is whom it is given to, with the team, and the queue of a team alone", async () => {
    const { addTeam } = await administrator.query<{ addTeam: { team: { id: string } } }>(
      `mutation { addTeam(input: { name: "售后一组" }) { team { id } } }`,
    );
    const team = addTeam.team;
    const person = await server.addPerson("AGENT");
    const colleague = server.visitor();
    await colleague.signIn(person.email, person.password);
    const { id, version } = await whoAmI(colleague);
    await administrator.query(
      "mutation ($input: ChangeStaffTeamInput!) { changeStaffTeam(input: $input) { errors { code } } }",
      { input: { staffId: id, expectedVersion: version, teamId: team.id } },
    );
    complaint = await done(assign(agent, onIt({ assigneeId: id })));
    expect(complaint).toMatchObject({ assignee: { id }, team: { id: team.id }, version: 2 });
    complaint = await done(assign(agent, onIt({ teamId: team.id })));
    expect(complaint).toMatchObject({ assignee: null, team: { id: team.id }, version: 3 });
    complaint = await done(assign(agent, onIt()));
    expect(complaint).toMatchObject({ assignee: null, team: null, version: 4 });
    const events = await eventsOf(agent, complaint.id);
    expect(events.map(({ kind, assignee, team: queue }) => [kind, assignee?.id, queue?.id])).toEqual([
      ["ASSIGNED", undefined, undefined],
      ["ASSIGNED", undefined, team.id],
      ["ASSIGNED", id, team.id],
      ["FILED", expect.any(String), undefined],
    ]);
    expect(await done(assign(agent, onIt()))).toMatchObject({ version: 4 });
    const { errors } = await assign(agent, onIt({ assigneeId: id, teamId: team.id }));
    expect(errors.map(({ code }) => code)).toEqual(["INVALID_VALUE"]);
  });

  test("is never a disabled person, a viewer or somebody unknown", async () => {
    const { addStaff } = await administrator.query<{
      addStaff: { staffMember: { id: string; version: number } };
    }>(`mutation ($input: AddStaffInput!) { addStaff(input: $input) { staffMember { id version } } }`, {
      input: {
        idempotencyKey: randomUUID(),
        name: "离职同事",
        email: `${randomUUID()}@dossier.example`,
        role: "AGENT",
      },
    });
    const gone = addStaff.staffMember;
    await administrator.query(
      "mutation ($input: DisableStaffInput!) { disableStaff(input: $input) { errors { code } } }",
      { input: { staffId: gone.id, expectedVersion: gone.version } },
    );
    const viewer = await whoAmI(await server.as("VIEWER"));
    const refusals = [];
    for (const assigneeId of [gone.id, viewer.id, `StaffMember_${randomUUID()}`, complaint.id])
      refusals.push(codesOf(await assign(agent, onIt({ assigneeId }))));
    expect(refusals).toEqual([
      ["INVALID_VALUE assigneeId"],
      ["INVALID_VALUE assigneeId"],
      ["NOT_FOUND assigneeId"],
      ["NOT_FOUND assigneeId"],
    ]);
    expect(codesOf(await assign(agent, onIt({ teamId: `Team_${randomUUID()}` })))).toEqual([
      "NOT_FOUND teamId",
    ]);
    const { complaintAssignees } = await agent.query<{ complaintAssignees: { id: string }[] }>(
      "{ complaintAssignees { id } }",
    );
    const ids = complaintAssignees.map(({ id }) => id);
    expect(ids).toContain((await whoAmI(agent)).id);
    expect(ids).not.toContain(gone.id);
    expect(ids).not.toContain(viewer.id);
  });
});

describe("a complaint's fields", () => {
  test("are edited while it is open, and the log names them", async () => {
    const orderId = await addOrder(agent, customerId);
    complaint = await done(
      edit(agent, onIt({ severity: "LOW", category: "WRONG_GOODS", description: "少发一件", orderId })),
    );
    expect(complaint).toMatchObject({
      version: 2,
      severity: "LOW",
      subject: "PRODUCT",
      description: "少发一件",
      order: { id: orderId },
    });
    const [event] = await eventsOf(agent, complaint.id);
    expect(event).toMatchObject({ kind: "EDITED" });
    expect(event?.fields.toSorted()).toEqual(["category", "description", "orderId", "severity"]);
    expect(await done(edit(agent, onIt({ orderId: null })))).toMatchObject({ order: null, version: 3 });
  });

  test("that do not change make no version and no line", async () => {
    expect(await done(edit(agent, onIt({ severity: complaint.severity })))).toEqual(complaint);
    expect(await eventsOf(agent, complaint.id)).toHaveLength(1);
  });

  test("cannot be emptied, and the order has to be the customer's own", async () => {
    expect(codesOf(await edit(agent, onIt({ description: "", kind: null })))).toEqual([
      "REQUIRED kind",
      "REQUIRED description",
    ]);
    const orderId = await addOrder(agent, await addCustomer(agent, "别的客户"));
    expect(codesOf(await edit(agent, onIt({ orderId })))).toEqual(["INVALID_VALUE orderId"]);
  });

  test("stay as they are once it is closed or withdrawn; notes can still be written", async () => {
    complaint = await done(step(agent, onIt({ status: "WITHDRAWN", reason: "误会" })));
    expect(codesOf(await edit(agent, onIt({ severity: "LOW" })))).toEqual(["WRONG_STATE"]);
    expect(codesOf(await assign(agent, onIt()))).toEqual(["WRONG_STATE"]);
    const { complaint: seen } = await agent.query<{ complaint: unknown }>(
      "query ($id: ID) { complaint(id: $id) { viewerCanEdit viewerCanAssign viewerCanWriteNote } }",
      { id: complaint.id },
    );
    expect(seen).toEqual({ viewerCanEdit: false, viewerCanAssign: false, viewerCanWriteNote: true });
    expect(await done(note(agent, { complaintId: complaint.id, text: "客户来电致谢" }))).toMatchObject({
      version: complaint.version,
    });
  });
});

describe("a note on a complaint", () => {
  test("never conflicts, and is one when it is sent twice under one key", async () => {
    const input = { complaintId: complaint.id, text: "已联系快递", idempotencyKey: randomUUID() };
    await done(step(agent, onIt({ status: "ACKNOWLEDGED", acknowledgedThrough: "PHONE" })));
    const [first] = [await done(note(agent, input)), await done(note(agent, input))];
    expect(first.changedAt > complaint.changedAt).toBe(true);
    const notes = (await eventsOf(agent, complaint.id)).filter(({ kind }) => kind === "NOTE_WRITTEN");
    expect(notes.map(({ text }) => text)).toEqual(["已联系快递"]);
    expect(codesOf(await note(agent, { ...input, text: "别的话" }))).toEqual([
      "IDEMPOTENCY_MISMATCH idempotencyKey",
    ]);
  });

  test.each([
    [{ text: " " }, "REQUIRED text"],
    [{ text: "长".repeat(5001) }, "TOO_LONG text"],
    [
      { text: "看看", complaintId: "Complaint_0198c000-0000-7000-8000-000000000000" },
      "NOT_FOUND complaintId",
    ],
  ])("is refused: %j", async (input, expected) => {
    const given = { complaintId: complaint.id, ...input };
    const [zh, en] = [await note(agent, given), await note(english, given)];
    expect([codesOf(zh), codesOf(en)]).toEqual([[expected], [expected]]);
    expect([zh.errors[0]?.message, en.errors[0]?.message]).toEqual([
      expect.stringMatching(/\p{Script=Han}/u),
      expect.stringMatching(/^[\x20-\x7e]+$/),
    ]);
  });
});
