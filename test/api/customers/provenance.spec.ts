import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { agentWith } from "../access/people-with-rights.ts";
import { decideProposals, proposalsOf, recordOrder } from "../orders/order-calls.ts";
import { takeIn } from "../imports/import-calls.ts";
import { editArchive, openFields } from "./archive-calls.ts";
import { created, edit, type CustomerPayload } from "./customer-calls.ts";

let server: TestServer;
let agent: Client;
let administrator: Client;
let phones = 0;
beforeAll(async () => {
  server = await startTestServer();
  [agent, administrator] = [await server.as("AGENT"), await server.as("ADMINISTRATOR")];
});
afterAll(() => server.stop());

const phone = (): string => `137${String(10_000_000 + (phones += 1))}`;

interface Provenance {
  field: string;
  changeId: string;
  source: string;
  operation: string;
  at: string;
  purpose: string | null;
  importRow: number | null;
  actor: { name: string } | null;
  import: { number: string } | null;
  order: { number: string } | null;
  proposal: { field: string } | null;
  channel: { name: string } | null;
}

async function provenance(id: string, fields?: string[], client = agent): Promise<Provenance[]> {
  const { customer } = await client.query<{ customer: { provenance: Provenance[] } }>(
    `query ($id: ID, $fields: [String!]) { customer(id: $id) { provenance(fields: $fields) {
      field changeId source operation at purpose importRow actor { name } import { number } order { number }
      proposal { field } channel { name } } } }`,
    { id, fields },
  );
  return customer.provenance;
}

interface Line {
  id: string;
  operation: string;
  field: string | null;
  restorable: boolean;
  supersededAt: string | null;
  old: { state: string; text: string | null };
  new: { text: string | null };
}

async function history(id: string, field?: string, client = agent): Promise<Line[]> {
  const { customer } = await client.query<{ customer: { history: { nodes: Line[] } } }>(
    `query ($id: ID, $field: String) { customer(id: $id) { history(first: 50, field: $field) { nodes {
      id operation field restorable supersededAt old { state text } new { text } } } } }`,
    { id, field },
  );
  return customer.history.nodes;
}

async function restore(changeId: string, expectedVersion: number, client = agent): Promise<CustomerPayload> {
  const { restoreFieldValue } = await client.query<{ restoreFieldValue: CustomerPayload }>(
    `mutation ($input: RestoreFieldValueInput!) { restoreFieldValue(input: $input) {
      customer { id number version name phone { state text } } conflicts { field current { text } } errors { code path message } } }`,
    { input: { changeId, expectedVersion } },
  );
  return restoreFieldValue;
}

const refusal = ({ errors }: CustomerPayload) => errors.map(({ code, path }) => [code, ...path]);

describe("DOS-6.3 where a value came from", () => {
  test("is told of every value that is known: who wrote it, when, and what it is kept for", async () => {
    const { id, version } = await created(agent, { name: "方小圆", phone: phone() });
    await editArchive(agent, "individual", {
      customerId: id,
      expectedVersion: version,
      school: "某大学",
      birthDate: "1990-03-07",
    });
    const found = await provenance(id);
    expect(found.map(({ field, operation }) => [field, operation])).toEqual([
      ["name", "createCustomer"],
      ["phone", "createCustomer"],
      ["birthDate", "editIndividual"],
      ["school", "editIndividual"],
    ]);
    for (const { source, actor, purpose } of found) {
      expect(source).toBe("CONSOLE");
      expect(actor?.name).toBeTruthy();
      expect(purpose).toBeTruthy();
    }
    expect(found.find(({ field }) => field === "birthDate")?.purpose).toContain("生日");
    expect((await provenance(id, ["school", "nickname", "nothing"])).map(({ field }) => field)).toEqual([
      "school",
    ]);
  });

  test("is that of the last edit, and gone with the value", async () => {
    const { id, version } = await created(agent, { name: "方小圆", nickname: `圆圆${randomUUID()}` });
    await edit(agent, { customerId: id, expectedVersion: version, name: "方圆" });
    expect((await provenance(id, ["name"]))[0]?.operation).toBe("editCustomer");
    await edit(agent, { customerId: id, expectedVersion: version + 1, name: null });
    expect(await provenance(id, ["name"])).toEqual([]);
  });

  test("ARC-18 leads to the order whose buyer said so, accepted as a proposal or with the archive itself", async () => {
    const nickname = `咦咦咦是你${randomUUID().slice(0, 8)}`;
    const { order } = await recordOrder(agent, { buyer: { nickname, name: "周一一" } });
    const opened = await provenance(order?.customer.id ?? "", ["name"]);
    expect(opened).toMatchObject([
      { operation: "recordOrder", order: { number: expect.any(String) as unknown } },
    ]);
    const second = await recordOrder(agent, { buyer: { nickname, address: "杭州市西湖区文三路 1 号" } });
    const customerId = second.order?.customer.id ?? "";
    const proposals = await proposalsOf(agent, customerId);
    const { customer } = await agent.query<{ customer: { version: number } }>(
      "query ($id: ID) { customer(id: $id) { version } }",
      { id: customerId },
    );
    await decideProposals(agent, "decideCustomerProposals", {
      customerId,
      expectedVersion: customer.version,
      proposalIds: proposals.map(({ id }) => id),
      decision: "ACCEPT",
    });
    expect(await provenance(customerId, ["address"])).toMatchObject([
      {
        operation: "decideCustomerProposals",
        proposal: { field: "address" },
        order: { number: expect.any(String) as unknown },
      },
    ]);
  });

  test("leads to the import, for whoever may see imports", async () => {
    const name = `导入${randomUUID().slice(0, 8)}`;
    const taken = await takeIn(agent, `姓名,联系方式\n${name},${phone()}\n`);
    const { customers } = await agent.query<{ customers: { nodes: { id: string }[] } }>(
      "query ($search: String) { customers(first: 1, search: $search) { nodes { id } } }",
      { search: name },
    );
    const id = customers.nodes[0]?.id ?? "";
    expect(await provenance(id, ["phone"])).toMatchObject([
      { source: "IMPORT", import: { number: taken.number } },
    ]);
    expect(await provenance(id, ["phone"], await server.as("VIEWER"))).toMatchObject([
      { source: "IMPORT", import: null, importRow: null },
    ]);
  });

  test("T14 is not told of a field that the reader may not know of", async () => {
    const { id } = await created(agent, { name: "方小圆", phone: phone(), address: "杭州市西湖区" });
    const blind = await agentWith(server, { address: "NONE" });
    expect((await provenance(id, undefined, blind)).map(({ field }) => field)).toEqual(["name", "phone"]);
    expect(await provenance(id, ["address"], blind)).toEqual([]);
  });
});

describe("ARC-13 an old value", () => {
  test("is marked as superseded, and put back by one call with a line of its own", async () => {
    const { id, version } = await created(agent, { name: "方小圆", phone: "13800138000" });
    await edit(agent, { customerId: id, expectedVersion: version, phone: "13900139000", name: "方圆" });
    const [line] = await history(id, "phone");
    expect(line).toMatchObject({ restorable: true, supersededAt: null });
    const { customer, errors } = await restore(line?.id ?? "", version + 1);
    expect(errors).toEqual([]);
    expect(customer?.version).toBe(version + 2);
    const lines = await history(id, "phone");
    expect(lines.map(({ operation, supersededAt }) => [operation, supersededAt !== null])).toEqual([
      ["restoreFieldValue", false],
      ["editCustomer", true],
      ["createCustomer", false],
    ]);
    // Found by it again, and by the other no more.
    const found = async (search: string): Promise<unknown[]> =>
      (
        await agent.query<{ customers: { nodes: unknown[] } }>(
          "query ($search: String) { customers(first: 5, search: $search) { nodes { id } } }",
          { search },
        )
      ).customers.nodes;
    expect(await found("13800138000")).toHaveLength(1);
    expect(await found("13900139000")).toHaveLength(0);
  });

  test("of any type comes back as it was", async () => {
    await openFields(administrator, ["annualIncome"]);
    const { id, version } = await created(agent, {
      name: "方小圆",
      individual: { hobbies: ["茶", "爬山"], landline: "0571-88888888转8", graduationYear: 2012 },
    });
    const emptied = { hobbies: [], landline: null, graduationYear: null };
    const { customer } = await editArchive(agent, "individual", {
      customerId: id,
      expectedVersion: version,
      ...emptied,
    });
    let now = customer?.version ?? 0;
    for (const field of Object.keys(emptied)) {
      const [line] = await history(id, field);
      const payload = await restore(line?.id ?? "", now);
      expect(payload.errors, field).toEqual([]);
      now = payload.customer?.version ?? 0;
    }
    const { customer: read } = await agent.query<{ customer: { individual: unknown } }>(
      "query ($id: ID) { customer(id: $id) { individual { life { hobbies } education { graduationYear } basic { landline { state } } } } }",
      { id },
    );
    expect(read.individual).toMatchObject({
      life: { hobbies: ["茶", "爬山"] },
      education: { graduationYear: 2012 },
      basic: { landline: { state: "MASKED" } },
    });
    expect((await history(id, "landline"))[0]?.operation).toBe("restoreFieldValue");
  });

  test("is not put back over what somebody changed meanwhile, and a repeated call changes nothing", async () => {
    const { id, version } = await created(agent, { name: "方小圆" });
    await edit(agent, { customerId: id, expectedVersion: version, name: "方圆" });
    const [line] = await history(id, "name");
    expect(refusal(await restore(line?.id ?? "", version))).toEqual([["CONFLICT", "expectedVersion"]]);
    expect((await restore(line?.id ?? "", version + 1)).customer?.name).toBe("方小圆");
    expect(refusal(await restore(line?.id ?? "", version + 1))).toEqual([["CONFLICT", "expectedVersion"]]);
    const again = await restore(line?.id ?? "", version + 2);
    expect([again.errors, again.customer?.version]).toEqual([[], version + 2]);
  });

  test("is refused when it no longer passes the checks, and of a line that holds none", async () => {
    const { id, version } = await created(agent, { name: "方小圆" });
    const makeLine = await history(id);
    expect(refusal(await restore(makeLine[0]?.id ?? "", version))).toEqual([["WRONG_STATE", "changeId"]]);
    await edit(agent, { customerId: id, expectedVersion: version, nickname: `圆${randomUUID()}` });
    await edit(agent, { customerId: id, expectedVersion: version + 1, name: null });
    const [given] = await history(id, "nickname");
    // Nothing else is known of the customer: to empty the nickname would leave nobody.
    expect(refusal(await restore(given?.id ?? "", version + 2))).toEqual([["REQUIRED", "name"]]);
    await edit(agent, { customerId: id, expectedVersion: version + 2, lifecycle: "LOST" });
    const [lost] = await history(id, "lifecycle");
    expect(lost?.restorable).toBe(false);
    expect(refusal(await restore(lost?.id ?? "", version + 3))).toEqual([["WRONG_STATE", "changeId"]]);
    expect(refusal(await restore(randomUUID(), version))).toEqual([["NOT_FOUND", "changeId"]]);
    expect(refusal(await restore("nothing", version))).toEqual([["NOT_FOUND", "changeId"]]);
  });

  test("of a person is not put into the archive of a firm", async () => {
    const { id, version } = await created(agent, { name: "方小圆" });
    await editArchive(agent, "individual", { customerId: id, expectedVersion: version, school: "某大学" });
    await editArchive(agent, "individual", { customerId: id, expectedVersion: version + 1, school: null });
    await edit(agent, { customerId: id, expectedVersion: version + 2, kind: "COMPANY" });
    const [line] = await history(id, "school");
    expect(refusal(await restore(line?.id ?? "", version + 3))).toEqual([["WRONG_KIND", "changeId"]]);
  });

  test("of a closed field stays where it is, and so does one that the caller sees masked only", async () => {
    await openFields(administrator, ["spouseName"]);
    const { id, version } = await created(administrator, {
      name: "方小圆",
      phone: phone(),
      individual: { spouseName: "王一" },
    });
    await editArchive(administrator, "individual", {
      customerId: id,
      expectedVersion: version,
      spouseName: "王二",
    });
    await edit(administrator, { customerId: id, expectedVersion: version + 1, phone: phone() });
    const [spouse] = await history(id, "spouseName", administrator);
    const [reached] = await history(id, "phone", administrator);
    const masked = await agentWith(server, { phone: "MASKED" });
    expect((await history(id, "phone", masked))[0]?.restorable).toBe(false);
    expect(refusal(await restore(reached?.id ?? "", version + 2, masked))).toEqual([
      ["NOT_ALLOWED", "changeId"],
    ]);
    expect(refusal(await restore(spouse?.id ?? "", version + 2, agent))).toEqual([
      ["NOT_ALLOWED", "changeId"],
    ]);
    await server.database.query(
      "update field_setting set purpose = null where field = 'spouseName'; update role set version = version + 1",
    );
    expect(refusal(await restore(spouse?.id ?? "", version + 2, administrator))).toEqual([
      ["FIELD_CLOSED", "changeId"],
    ]);
  });

  test("T14 of a customer out of sight is not found, and a viewer may put back nothing", async () => {
    const { id, version } = await created(agent, { name: "方小圆" });
    await edit(agent, { customerId: id, expectedVersion: version, name: "方圆" });
    const [line] = await history(id, "name");
    const seller = await server.as("SALES_AGENT");
    expect(refusal(await restore(line?.id ?? "", version + 1, seller))).toEqual([["NOT_FOUND", "changeId"]]);
    const viewer = await server.as("VIEWER");
    const { errors } = await viewer.send(
      'mutation { restoreFieldValue(input: { changeId: "x", expectedVersion: 1 }) { errors { code } } }',
    );
    expect(errors?.[0]?.extensions?.["code"]).toBe("FORBIDDEN");
  });
});
