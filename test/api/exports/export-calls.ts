import { randomUUID } from "node:crypto";
import { openSpreadsheet } from "../../../server/src/modules/imports/reading/open-spreadsheet.ts";
import type { Answer, Client } from "../../support/client.ts";
import type { Program } from "../../support/program.ts";

export interface Prepared {
  export: { id: string; rowsTotal: number; state: string } | null;
  url: string | null;
  errors: { code: string; path: string[]; message: string }[];
}

export const PREPARE = `mutation ($input: PrepareExportInput!) { prepareExport(input: $input) {
  export { id rowsTotal state } url errors { code path message } } }`;

type Input = Record<string, unknown> & { profile: "ROSTER" | "CUSTOMER_SHEET" | "LEDGER" };
type Sender = Pick<Client | Program, "send">;

export async function prepare(sender: Sender, input: Input): Promise<Prepared> {
  const answer: Answer<{ prepareExport: Prepared }> = await sender.send(PREPARE, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.prepareExport;
}

/** An export that is meant to succeed, whole. */
export async function fetched(client: Client, input: Input): Promise<Buffer> {
  const { url, errors } = await prepare(client, input);
  if (url === null) throw new Error(JSON.stringify(errors));
  const response = await client.request(url);
  if (!response.ok) throw new Error(`${String(response.status)}: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

/** What a person sees in each cell, row by row, title and header among them. */
export async function cellsOf(file: Uint8Array): Promise<string[][]> {
  const { sheets } = await openSpreadsheet(file);
  const rows: string[][] = [];
  for await (const bunch of sheets[0]?.rows() ?? []) rows.push(...bunch.map(({ cells }) => cells));
  return rows;
}

export async function exported(client: Client, input: Input): Promise<string[][]> {
  return cellsOf(await fetched(client, input));
}

export const IN_CLEAR = { clear: { reason: "VERIFY_IDENTITY" } };
