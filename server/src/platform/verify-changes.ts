import { timingSafeEqual } from "node:crypto";
import {
  BEFORE_ALL,
  BEFORE_THE_FIRST,
  comparePlaces,
  HASH_OF_CHANGE,
  hashOfLink,
  LEAF,
  leafOf,
  macOf,
  PLACE_COLUMNS,
  readLinks,
  type ChangePlace,
  type HashedChange,
  type Queryable,
  type SealLink,
} from "./change-chain.ts";

/** Where the change log is not what was sealed. */
export type ChainFinding =
  | { readonly what: "CHANGED" | "ADDED"; readonly seal: SealLink; readonly row: ChangePlace }
  /** Rows are gone behind this one; null when they were the link's first. */
  | { readonly what: "REMOVED"; readonly seal: SealLink; readonly behind: ChangePlace | null }
  /** The link itself: its number, what it says of the link before, or its mac. */
  | { readonly what: "LINK"; readonly seal: SealLink };

export interface CheckedChain {
  readonly links: number;
  readonly rows: number;
  readonly newest: SealLink | null;
  readonly findings: ChainFinding[];
}

const LINKS_AT_ONCE = 500;
const ROWS_AT_ONCE = 10_000;

/** Reads the whole change log and holds it against its seals, from the first one on. */
export async function verifyChanges(
  client: Queryable,
  key: Buffer,
  onProgress: (rows: number) => void = () => undefined,
): Promise<CheckedChain> {
  const findings: ChainFinding[] = [];
  let links = 0;
  let rows = 0;
  let newest: SealLink | null = null;
  for (;;) {
    const next = await nextLinks(client, newest);
    if (next.length === 0) return { links, rows, newest, findings };
    const after: ChangePlace = newest?.through ?? BEFORE_ALL;
    const changes = await readChanges(client, after, next);
    let taken = 0;
    for (const link of next) {
      const from = taken;
      while (taken < changes.length && comparePlaces(changes[taken] ?? BEFORE_ALL, link.through) <= 0)
        taken += 1;
      findings.push(...checkLink(link, newest, changes.slice(from, taken), key));
      newest = link;
    }
    links += next.length;
    rows += changes.length;
    onProgress(rows);
  }
}

/** As many links as tell of so many rows that are read at once. */
async function nextLinks(client: Queryable, last: SealLink | null): Promise<SealLink[]> {
  const links = await readLinks(client, last?.number ?? "0", LINKS_AT_ONCE);
  let rows = 0;
  const end = links.findIndex((link) => {
    rows += link.rows;
    return rows > ROWS_AT_ONCE || link.format !== links[0]?.format;
  });
  return end === -1 ? links : links.slice(0, Math.max(1, end));
}

async function readChanges(
  client: Queryable,
  after: ChangePlace,
  links: readonly SealLink[],
): Promise<HashedChange[]> {
  const { through, format } = links.at(-1) ?? { through: after, format: 0 };
  const { rows } = await client.query<HashedChange>(
    // Of an unknown format nothing is known; the link is found to be wrong by itself.
    `select ${PLACE_COLUMNS}, ${HASH_OF_CHANGE[format] ?? "''::bytea"} as hash
     from change
     where (change.epoch, change.written_by, change.id) > ($1::smallint, $2::xid8, $3::uuid)
       and (change.epoch, change.written_by, change.id) <= ($4::smallint, $5::xid8, $6::uuid)
     order by change.epoch, change.written_by, change.id`,
    [after.epoch, after.xid, after.id, through.epoch, through.xid, through.id],
  );
  return rows;
}

function checkLink(
  link: SealLink,
  before: SealLink | null,
  changes: readonly HashedChange[],
  key: Buffer,
): ChainFinding[] {
  const findings: ChainFinding[] = [];
  const follows =
    BigInt(link.number) === BigInt(before?.number ?? "0") + 1n &&
    link.previous.equals(before?.hash ?? BEFORE_THE_FIRST);
  if (!follows || !isSame(macOf(key, link.hash), link.mac)) findings.push({ what: "LINK", seal: link });
  const hash = hashOfLink(
    link,
    before?.through ?? BEFORE_ALL,
    changes.map((change) => change.hash),
  );
  if (isSame(hash, link.hash)) return findings;
  const rows = differences(link, changes);
  return [...findings, ...(rows.length > 0 ? rows : [{ what: "LINK", seal: link } as const])];
}

/** Which rows differ from what the link has kept of each, in one walk along both. */
function differences(seal: SealLink, changes: readonly HashedChange[]): ChainFinding[] {
  const findings: ChainFinding[] = [];
  const sealed = Array.from({ length: Math.floor(seal.leaves.length / LEAF) }, (_, place) =>
    seal.leaves.subarray(place * LEAF, (place + 1) * LEAF).toString("hex"),
  );
  const found = changes.map((change) => leafOf(change).toString("hex"));
  const isSealed = new Set(sealed);
  const isFound = new Set(found);
  let [place, at] = [0, 0];
  while (place < sealed.length || at < found.length) {
    const [was, is, row] = [sealed[place], found[at], changes[at]];
    const gone = was !== undefined && !isFound.has(was);
    const isNew = row !== undefined && is !== undefined && !isSealed.has(is);
    if (isNew) findings.push({ what: gone ? "CHANGED" : "ADDED", seal, row });
    else if (gone) findings.push({ what: "REMOVED", seal, behind: changes[at - 1] ?? null });
    // A step on along whichever was told of; along both when they are the same.
    if (gone || !isNew) place += 1;
    if (isNew || !gone) at += 1;
  }
  return findings;
}

function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
