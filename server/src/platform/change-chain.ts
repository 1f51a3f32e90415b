import { createHmac, hash } from "node:crypto";
import type { ClientBase } from "pg";

/** Whoever takes a statement: a connection or a pool. */
export type Queryable = Pick<ClientBase, "query">;

/** A row's place in the order in which rows are sealed. */
export interface ChangePlace {
  readonly epoch: number;
  /** A 64-bit number as text. */
  readonly xid: string;
  readonly id: string;
}

export interface HashedChange extends ChangePlace {
  readonly hash: Buffer;
}

/** A link as it stands in the database. */
export interface SealLink {
  readonly number: string;
  readonly format: number;
  readonly through: ChangePlace;
  readonly rows: number;
  readonly leaves: Buffer;
  readonly previous: Buffer;
  readonly hash: Buffer;
  readonly mac: Buffer;
  readonly sealedAt: Date;
}

export const BEFORE_ALL: ChangePlace = { epoch: 0, xid: "0", id: "00000000-0000-0000-0000-000000000000" };
export const BEFORE_THE_FIRST = Buffer.alloc(32);
/** How many bytes of each row's hash a link keeps. */
export const LEAF = 8;

export const FORMAT = 1;

const PLAIN = [
  "id",
  "record_id",
  "record_version",
  "actor_id",
  "import_id",
  "key_id",
  "address",
  "count",
  "epoch",
  "written_by",
];
const TEXTS = [
  "kind",
  "record_type",
  "operation",
  "field",
  "fields::text",
  "old_value",
  "new_value",
  "encode(change.personal, 'hex')",
  "reason",
  "source",
  "request_id",
];

/**
 * The hash of a row by each format, as SQL: every column, and before each text its length, so that no two rows are
 * written alike. It stands here and not in the database, where whoever alters a row could alter the function with it.
 */
export const HASH_OF_CHANGE: Readonly<Record<number, string>> = {
  [FORMAT]: `sha256(convert_to(concat(${[
    ...PLAIN.map((column) => `change.${column}`),
    "extract(epoch from change.at)",
    ...TEXTS.map((column) => (column.startsWith("encode") ? column : `change.${column}`)).map(
      (column) => `octet_length(${column}), ':', ${column}`,
    ),
  ].join(", '|', ")}), 'UTF8'))`,
};

export const PLACE_COLUMNS = "change.epoch, change.written_by::text as xid, change.id";

/** A link's hash: of the link before, of what the link says of itself, and of every row's hash. */
export function hashOfLink(
  link: Pick<SealLink, "number" | "format" | "through" | "rows" | "previous" | "sealedAt">,
  after: ChangePlace,
  hashes: readonly Buffer[],
): Buffer {
  const { number, format, through, rows, previous, sealedAt } = link;
  const said = JSON.stringify([
    number,
    format,
    [after.epoch, after.xid, after.id],
    [through.epoch, through.xid, through.id],
    rows,
    sealedAt.toISOString(),
  ]);
  return hash("sha256", Buffer.concat([previous, Buffer.from(`${said}\n`), ...hashes]), "buffer");
}

export function macOf(key: Buffer, linkHash: Buffer): Buffer {
  return createHmac("sha256", key).update(linkHash).digest();
}

export function leafOf({ hash: whole }: HashedChange): Buffer {
  return whole.subarray(0, LEAF);
}

interface SealRow extends Omit<SealLink, "through"> {
  readonly epoch: number;
  readonly xid: string;
  readonly id: string;
}

const SEAL_COLUMNS = `number::text, format, through_epoch as epoch, through_xid::text as xid, through_id as id,
  rows, leaves, previous, hash, mac, sealed_at as "sealedAt"`;

/** The links with numbers above this one, in their order. */
export async function readLinks(client: Queryable, above: string, most: number): Promise<SealLink[]> {
  const { rows } = await client.query<SealRow>(
    `select ${SEAL_COLUMNS} from change_seal where number > $1 order by change_seal.number limit $2`,
    [above, most],
  );
  return rows.map(linkOf);
}

export async function readNewestLink(client: Queryable): Promise<SealLink | null> {
  const { rows } = await client.query<SealRow>(
    `select ${SEAL_COLUMNS} from change_seal order by change_seal.number desc limit 1`,
  );
  return rows[0] ? linkOf(rows[0]) : null;
}

function linkOf({ epoch, xid, id, ...row }: SealRow): SealLink {
  return { ...row, through: { epoch, xid, id } };
}

/** Negative when `a` comes before `b`. */
export function comparePlaces(a: ChangePlace, b: ChangePlace): number {
  if (a.epoch !== b.epoch) return a.epoch - b.epoch;
  const difference = BigInt(a.xid) - BigInt(b.xid);
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
