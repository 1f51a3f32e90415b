import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { addCustomer, assign, done, file, step, takeTo, whoAmI, type Complaint } from "./complaint-calls.ts";

let server: TestServer;
let agent: Client;
let colleague: Client;
let teamId: string;
const filed = new Map<string, Complaint>();

/** In the order of filing; what each is called says what it is. */
const FILED = [
  ["low", { severity: "LOW", category: "PRICE" }],
  ["normal, early", {}],
  ["critical", { severity: "CRITICAL", category: "PRODUCT_QUALITY" }],
  ["normal, late", { kind: "SUGGESTION" }],
  ["high", { severity: "HIGH", category: "PRICE" }],
  ["nobody's", { assigneeId: null }],
  ["team's", { assigneeId: null }],
  ["closed", {}],
  ["withdrawn", { severity: "HIGH" }],
] as const;

beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  const administrator = await server.as("ADMINISTRATOR");
  const person = await server.addPerson("AGENT");
  colleague = server.visitor();
  await colleague.signIn(person.email, person.password);
  const { addTeam } = await administrator.query<{ addTeam: { team: { id: string } } }>(
    'mutation { addTeam(input: { name: "售后二组" }) { team { id } } }',
  );
  teamId = addTeam.team.id;
  const { id: staffId, version } = await whoAmI(colleague);
  await administrator.query(
    "mutation ($input: ChangeStaffTeamInput!) { changeStaffTeam(input: $input) { errors { code } } }",
    { input: { staffId, expectedVersion: version, teamId } },
  );
  const customers = [await addCustomer(agent, "欧阳小明"), await addCustomer(agent, "李丽")] as const;
  for (const [index, [name, input]] of FILED.entries()) {
    const customerId = customers[index % 2];
    filed.set(name, await done(file(agent, { customerId, description: name, ...input })));
  }
  await done(assign(agent, onIt("team's", { teamId })));
  await takeTo(agent, complaintOf("closed"), "CLOSED");
  await done(step(agent, onIt("withdrawn", { status: "WITHDRAWN", reason: "误会" })));
});
afterAll(() => server.stop());

function complaintOf(name: string): Complaint {
  const complaint = filed.get(name);
  if (!complaint) throw new Error(`no complaint ${name}`);
  return complaint;
}

function onIt(name: string, input: object): object {
  const { id, version } = complaintOf(name);
  return { complaintId: id, expectedVersion: version, ...input };
}

interface List {
  totalCount: { value: number; capped: boolean };
  nodes: { description: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

async function list(variables: object, client = agent): Promise<List> {
  const { complaints } = await client.query<{ complaints: List }>(
    `query ($search: String, $filter: ComplaintFilter, $orderBy: ComplaintOrdering! = URGENCY, $first: Int, $after: String, $last: Int, $before: String) {
      complaints(search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount { value capped } nodes { description } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    "last" in variables ? { ...variables } : { first: 50, ...variables },
  );
  return complaints;
}

const names = (page: List): string[] => page.nodes.map(({ description }) => description);
const BY_URGENCY = ["critical", "high", "normal, early", "normal, late", "nobody's", "team's", "low"];

describe("DOS-3.3 the inbox", () => {
  test("has the open complaints, the gravest first, among equals the longest waiting first", async () => {
    const inbox = await list({ filter: { open: true } });
    expect(names(inbox)).toEqual(BY_URGENCY);
    expect(inbox.totalCount).toEqual({ value: 7, capped: false });
  });

  test("is paged forth and back without a gap or a double", async () => {
    const paged: string[] = [];
    let after: string | null = null;
    for (let page = 1; page <= 4; page += 1) {
      const inbox: List = await list({ filter: { open: true }, first: 2, after });
      paged.push(...names(inbox));
      expect(inbox.pageInfo.hasNextPage).toBe(page < 4);
      after = inbox.pageInfo.endCursor;
    }
    expect(paged).toEqual(BY_URGENCY);
    const end = await list({ filter: { open: true }, last: 3 });
    expect(names(end)).toEqual(BY_URGENCY.slice(4));
    const before = await list({ filter: { open: true }, last: 3, before: end.pageInfo.startCursor });
    expect(names(before)).toEqual(BY_URGENCY.slice(1, 4));
  });

  test("moves a complaint when its severity changes", async () => {
    const customerId = await addCustomer(agent);
    const complaint = await done(file(agent, { customerId, description: "变严重的" }));
    await agent.query(
      "mutation ($input: EditComplaintInput!) { editComplaint(input: $input) { errors { code } } }",
      { input: { complaintId: complaint.id, expectedVersion: 1, severity: "CRITICAL" } },
    );
    expect(names(await list({ filter: { open: true } })).slice(0, 2)).toEqual(["critical", "变严重的"]);
    await done(
      step(agent, { complaintId: complaint.id, expectedVersion: 2, status: "WITHDRAWN", reason: "误会" }),
    );
    expect(names(await list({ filter: { open: true } }))).toEqual(BY_URGENCY);
  });

  test.each([
    ["MINE", ["critical", "high", "normal, early", "normal, late", "low"]],
    ["MY_TEAM", []],
    ["UNASSIGNED", ["nobody's", "team's"]],
    ["ALL", BY_URGENCY],
  ])("in the scope %s", async (scope, expected) => {
    expect(names(await list({ filter: { open: true, scope } }))).toEqual(expected);
  });

  test("shows a member of a team the team's queue, and counts for each what is theirs", async () => {
    expect(names(await list({ filter: { open: true, scope: "MY_TEAM" } }, colleague))).toEqual(["team's"]);
    const counts = async (client: Client) => {
      const data = await client.query<{ complaintCounts: Record<string, { value: number }> }>(
        "{ complaintCounts { mine { value } myTeam { value } unassigned { value } all { value } } }",
      );
      return Object.values(data.complaintCounts).map(({ value }) => value);
    };
    expect(await counts(agent)).toEqual([5, 0, 2, 7]);
    expect(await counts(colleague)).toEqual([0, 1, 2, 7]);
  });

  test.each([
    [{ open: false }, ["withdrawn", "closed"]],
    [{ statuses: ["CLOSED"] }, ["closed"]],
    [{ statuses: ["CLOSED"], open: true }, []],
    [{ statuses: [] }, []],
    [{ statuses: ["RECEIVED"], severities: ["HIGH", "LOW"] }, ["high", "low"]],
    [{ severities: ["HIGH", "CRITICAL"], open: true }, ["critical", "high"]],
    [{ severities: [] }, []],
    [{ categories: ["PRICE"] }, ["high", "low"]],
    [{ categories: ["PRODUCT_QUALITY", "PRICE"], severities: ["CRITICAL"] }, ["critical"]],
    [{ kinds: ["SUGGESTION"] }, ["normal, late"]],
    [{ assigneeIds: [`StaffMember_${randomUUID()}`] }, []],
  ])("filtered by %j", async (filter, expected) => {
    const inbox = await list({ filter });
    expect(names(inbox).filter((name) => name !== "变严重的")).toEqual(expected);
  });

  test("filtered by team, owner and customer", async () => {
    expect(names(await list({ filter: { teamIds: [teamId] } }))).toEqual(["team's"]);
    const { id } = await whoAmI(agent);
    expect((await list({ filter: { assigneeIds: [id], open: true } })).totalCount.value).toBe(5);
    const { complaint } = await agent.query<{ complaint: { customer: { id: string } } }>(
      "query ($number: String) { complaint(number: $number) { customer { id } } }",
      { number: complaintOf("low").number },
    );
    const ofCustomer = await list({ filter: { customerId: complaint.customer.id, open: true } });
    expect(names(ofCustomer)).toEqual(["critical", "high", "team's", "low"]);
  });

  test("ordered by filing, the last first", async () => {
    const newest = names(await list({ orderBy: "NEWEST", filter: { open: true } }));
    expect(newest).toEqual(
      FILED.map(([name]) => name)
        .slice(0, 7)
        .toReversed(),
    );
  });

  test("refuses a cursor of another ordering and a page without a size", async () => {
    const { pageInfo } = await list({ first: 1 });
    for (const variables of [
      { after: pageInfo.endCursor, orderBy: "NEWEST", first: 1 },
      { first: 0 },
      { first: 101 },
    ]) {
      const { errors } = await agent.send(
        `query ($first: Int, $after: String, $orderBy: ComplaintOrdering! = URGENCY) {
          complaints(first: $first, after: $after, orderBy: $orderBy) { nodes { id } } }`,
        variables,
      );
      expect(errors[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
    }
  });
});

describe("DOS-3.3 a filter of the inbox", () => {
  test.each(["statuses: RECEIVED", "severities: LOW", "kinds: FEEDBACK", "categories: DELIVERY"])(
    "T06 takes a hundred %s and no more",
    async (filter) => {
      const [name = "", value = ""] = filter.split(": ");
      const asked = (count: number) =>
        agent.send(
          "query ($filter: ComplaintFilter) { complaints(first: 1, filter: $filter) { nodes { id } } }",
          {
            filter: { [name]: Array.from({ length: count }, () => value) },
          },
        );
      expect((await asked(100)).errors).toEqual([]);
      expect((await asked(101)).errors[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
    },
  );
});

describe("DOS-3.3 the search box of the inbox", () => {
  test("finds a complaint by its number, whole, in small letters or by its last digits", async () => {
    const { number } = complaintOf("high");
    const digits = number.slice(8);
    for (const search of [
      number,
      number.toLowerCase(),
      number.replaceAll("-", ""),
      digits,
      digits.slice(3),
      String(Number(digits)),
    ])
      expect([search, names(await list({ search }))]).toEqual([search, ["high"]]);
  });

  test("finds the complaints of a customer by name, pinyin and number", async () => {
    const ofCustomer = ["critical", "high", "team's", "low"];
    for (const search of ["欧阳", "小明", "ouyang", "oyxm"])
      expect([search, names(await list({ search, filter: { open: true } }))]).toEqual([search, ofCustomer]);
    const found = await list({ search: "欧阳", filter: { open: true, severities: ["LOW"] } });
    expect([names(found), found.totalCount.value]).toEqual([["low"], 1]);
  });

  test("finds nothing by what nobody is called", async () => {
    expect((await list({ search: "不存在的人" })).totalCount.value).toBe(0);
    expect(names(await list({ search: "TS-1999-000001" }))).toEqual([]);
  });
});

test("DOS-3.5 the ledger knows who has an open complaint, and the card since when", async () => {
  const quiet = await addCustomer(agent, "没有投诉的");
  const { open, none, customer } = await agent.query<{
    open: { nodes: { displayName: string; openComplaintCount: number; lastComplaintAt: string }[] };
    none: { nodes: { id: string }[] };
    customer: unknown;
  }>(
    `query ($id: ID) {
      open: customers(first: 50, filter: { hasOpenComplaint: true }) { nodes { displayName openComplaintCount lastComplaintAt } }
      none: customers(first: 50, filter: { hasOpenComplaint: false }) { nodes { id } }
      customer(id: $id) { openComplaintCount lastComplaintAt viewerCanFileComplaint } }`,
    { id: quiet },
  );
  const byName = Object.fromEntries(open.nodes.map((node) => [node.displayName, node]));
  expect(byName).toMatchObject({
    欧阳小明: { openComplaintCount: 4, lastComplaintAt: complaintOf("withdrawn").filedAt },
    李丽: { openComplaintCount: 3, lastComplaintAt: complaintOf("closed").filedAt },
  });
  expect(none.nodes.map(({ id }) => id)).toContain(quiet);
  expect(customer).toEqual({ openComplaintCount: 0, lastComplaintAt: null, viewerCanFileComplaint: true });
});

test("DOS-3.2 a viewer sees the inbox and may do nothing in it", async () => {
  const viewer = await server.as("VIEWER");
  const { complaint, customers } = await viewer.query<{
    complaint: unknown;
    customers: { nodes: { viewerCanFileComplaint: boolean }[] };
  }>(
    `query ($id: ID) {
      complaint(id: $id) { allowedTransitions { status } viewerCanEdit viewerCanAssign viewerCanWriteNote }
      customers(first: 1) { nodes { viewerCanFileComplaint } } }`,
    { id: complaintOf("high").id },
  );
  expect(complaint).toEqual({
    allowedTransitions: [],
    viewerCanEdit: false,
    viewerCanAssign: false,
    viewerCanWriteNote: false,
  });
  expect(customers.nodes).toEqual([{ viewerCanFileComplaint: false }]);
});
