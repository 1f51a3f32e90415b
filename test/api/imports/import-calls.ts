import { expect, vi } from "vitest";
import type { Client } from "../../support/client.ts";

export interface Counts {
  rows: number;
  newCustomers: number;
  potentialCustomers: number;
  newOrders: number;
  filledFields: number;
  newNotes: number;
  knownRows: number;
  proposals: number;
  problemRows: number;
  skippedRows: number;
  newMemberLevels: string[];
  newChannels: string[];
}

export interface ImportNow {
  id: string;
  number: string;
  version: number;
  state: string;
  failure: string | null;
  keptRecords: number;
  counts: Counts;
}

export interface Cell {
  position: number;
  header: string;
  value: string;
  issue: { code: string; message: string } | null;
}

export interface ProblemRow {
  id: string;
  rowNumber: number;
  state: string;
  cells: Cell[];
}

export interface Proposal {
  id: string;
  state: string;
  rowNumber: number;
  field: string;
  current: { state: string; text: string | null };
  proposed: { state: string; text: string | null };
  customer: { displayName: string };
  order: { shopOrderNumber: string | null } | null;
}

interface UploadAnswer {
  status: number;
  import: { id: string; number: string } | undefined;
  code: string | undefined;
  message: string | undefined;
  /** The import that was there before, of a duplicate. */
  earlier: { number: string } | undefined;
}

const NOW = `id number version state failure keptRecords counts {
  rows newCustomers potentialCustomers newOrders filledFields newNotes knownRows proposals problemRows skippedRows
  newMemberLevels newChannels
}`;
const A_MINUTE = 60_000;

/** Sends a file's bytes, as the console does. */
export async function upload(
  client: Client,
  bytes: Uint8Array | string,
  { name = "客户档案表.csv", again = false } = {},
): Promise<UploadAnswer> {
  const parameters = new URLSearchParams({ name, ...(again ? { again: "true" } : {}) });
  const response = await client.request(`/files/imports?${parameters.toString()}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: typeof bytes === "string" ? bytes : new Uint8Array(bytes),
  });
  const body = (await response.json()) as {
    import?: { id: string; number: string };
    errors?: { message: string; extensions: { code: string; import?: { number: string } } }[];
  };
  const error = body.errors?.[0];
  return {
    status: response.status,
    import: body.import,
    code: error?.extensions.code,
    message: error?.message,
    earlier: error?.extensions.import,
  };
}

export async function importNow(client: Client, number: string): Promise<ImportNow> {
  const { import: one } = await client.query<{ import: ImportNow }>(
    `query ($number: String!) { import(number: $number) { ${NOW} } }`,
    { number },
  );
  return one;
}

/** Waits for the import to come to a state. */
export async function importIn(
  client: Client,
  number: string,
  state: string,
  timeout = A_MINUTE,
): Promise<ImportNow> {
  const look = async (): Promise<ImportNow> => {
    const one = await importNow(client, number);
    expect(one.state, one.failure ?? undefined).toBe(state);
    return one;
  };
  return vi.waitFor(look, { timeout, interval: 50 });
}

/** Uploads a file and waits for its dry run. */
export async function check(client: Client, bytes: Uint8Array | string, name?: string): Promise<ImportNow> {
  const answer = await upload(client, bytes, name === undefined ? {} : { name });
  expect(answer.status, answer.message).toBe(201);
  return importIn(client, answer.import?.number ?? "", "READY");
}

type Step = "startImport" | "revertImport" | "repeatImport" | "discardImport";

export async function takeStep(
  client: Client,
  step: Step,
  one: Pick<ImportNow, "id" | "version">,
): Promise<{ code: string }[]> {
  const type = `${step.charAt(0).toUpperCase()}${step.slice(1)}Input`;
  const data = await client.query<Record<string, { errors: { code: string }[] }>>(
    `mutation ($input: ${type}!) { ${step}(input: $input) { errors { code message } } }`,
    { input: { importId: one.id, expectedVersion: one.version } },
  );
  return data[step]?.errors ?? [];
}

/** Starts an import that is ready and waits for its end. */
export async function finish(client: Client, one: ImportNow): Promise<ImportNow> {
  expect(await takeStep(client, "startImport", one)).toEqual([]);
  return importIn(client, one.number, "FINISHED");
}

/** A whole import: upload, dry run, run. */
export async function takeIn(client: Client, bytes: Uint8Array | string): Promise<ImportNow> {
  return finish(client, await check(client, bytes));
}

export async function revert(client: Client, number: string): Promise<ImportNow> {
  expect(await takeStep(client, "revertImport", await importNow(client, number))).toEqual([]);
  return importIn(client, number, "REVERTED");
}

export async function problemRows(client: Client, number: string): Promise<ProblemRow[]> {
  const { import: one } = await client.query<{ import: { problems: { nodes: ProblemRow[] } } }>(
    `query ($number: String!) { import(number: $number) { problems(first: 100) {
      nodes { id rowNumber state cells { position header value issue { code message } } } } } }`,
    { number },
  );
  return one.problems.nodes;
}

export async function mend(
  client: Client,
  one: ImportNow,
  row: ProblemRow,
  cells: Record<number, string>,
): Promise<{ row: ProblemRow; import: ImportNow }> {
  const data = await client.query<{
    mendImportRow: { row: ProblemRow; import: ImportNow; errors: unknown[] };
  }>(
    `mutation ($input: MendImportRowInput!) { mendImportRow(input: $input) {
      row { id rowNumber state cells { position header value issue { code message } } } import { ${NOW} } errors { code } } }`,
    {
      input: {
        importId: one.id,
        rowId: row.id,
        cells: Object.entries(cells).map(([position, value]) => ({ position: Number(position), value })),
      },
    },
  );
  expect(data.mendImportRow.errors).toEqual([]);
  return data.mendImportRow;
}

export async function proposals(client: Client, number: string, state = "OPEN"): Promise<Proposal[]> {
  const { import: one } = await client.query<{ import: { proposals: { nodes: Proposal[] } } }>(
    `query ($number: String!, $state: ProposalState) { import(number: $number) { proposals(first: 100, state: $state) {
      nodes { id state rowNumber field current { state text } proposed { state text } customer { displayName } order { shopOrderNumber } } } } }`,
    { number, state },
  );
  return one.proposals.nodes;
}

export async function decide(
  client: Client,
  decision: "ACCEPT" | "REJECT",
  decided: readonly Proposal[],
): Promise<void> {
  const data = await client.query<{ decideProposals: { errors: unknown[] } }>(
    `mutation ($input: DecideProposalsInput!) { decideProposals(input: $input) { errors { code message } } }`,
    { input: { decision, proposalIds: decided.map(({ id }) => id) } },
  );
  expect(data.decideProposals.errors).toEqual([]);
}

export interface Customer {
  id: string;
  number: string;
  version: number;
  name: string | null;
  nickname: string | null;
  lifecycle: string;
  phone: { text: string | null };
  dealCount: number;
  totalSpent: { amount: string };
  orders: { nodes: { orderedOn: string; amount: { amount: string }; items: { goods: string }[] }[] };
}

/** The customer whom the shop calls so; null when there is none. */
export async function customerCalled(client: Client, id: string): Promise<Customer | null> {
  const data = await client.query<{ customerByExternalRef: Customer | null }>(
    `query ($ref: ExternalRefInput!) { customerByExternalRef(externalRef: $ref) {
      id number version name nickname lifecycle phone { text } dealCount totalSpent { amount }
      orders(first: 50) { nodes { orderedOn amount { amount } items { goods } } } } }`,
    { ref: { system: "shop-customer-id", id } },
  );
  return data.customerByExternalRef;
}

export const HEADER = "客户ID,会员级别,真实姓名,电子邮箱,联系方式,收货地址,交易日期,购买商品,成交金额";

/** A sheet of the nine columns as CSV. */
export function sheet(...rows: string[]): string {
  return `\uFEFF${[HEADER, ...rows].join("\n")}\n`;
}

/** What the change log tells an administrator of himself. */
export async function ownOperations(client: Client): Promise<string[]> {
  const { me } = await client.query<{ me: { staff: { id: string } } }>("{ me { staff { id } } }");
  const { changeLog } = await client.query<{ changeLog: { nodes: { operation: string }[] } }>(
    "query ($actorIds: [ID!]) { changeLog(first: 100, filter: { actorIds: $actorIds }) { nodes { operation } } }",
    { actorIds: [me.staff.id] },
  );
  return changeLog.nodes.map(({ operation }) => operation);
}
