import { readFile, rename, writeFile } from "node:fs/promises";
import type { Queryable, SealLink } from "./change-chain.ts";
import { errorCode } from "./database/start-refusal.ts";

/** The newest link, as it is kept outside of the database: whoever cuts links off there cannot cut this off. */
export interface ChainHead {
  readonly number: string;
  /** In base64. */
  readonly mac: string;
  readonly sealedAt: string;
}

/** Beside the key file, so never in the data folder. */
export function headFileOf(keyFile: string): string {
  return `${keyFile}.head`;
}

/** Null when there is none; throws when it cannot be read. */
export async function readHead(path: string): Promise<ChainHead | null> {
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
  const { number, mac, sealedAt } = JSON.parse(content) as ChainHead;
  return { number, mac, sealedAt };
}

export async function writeHead(path: string, { number, mac, sealedAt }: SealLink): Promise<void> {
  const head: ChainHead = { number, mac: mac.toString("base64"), sealedAt: sealedAt.toISOString() };
  // Another process of this machine may write at the same time: each has a file of its own until it is whole.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(head)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
}

/** Whether the chain in the database still has the link that was kept. */
export async function hasHead(client: Queryable, { number, mac }: ChainHead): Promise<boolean> {
  const { rows } = await client.query<{ mac: Buffer }>("select mac from change_seal where number = $1", [
    number,
  ]);
  return rows[0]?.mac.toString("base64") === mac;
}
