import {
  BEFORE_ALL,
  BEFORE_THE_FIRST,
  FORMAT,
  HASH_OF_CHANGE,
  hashOfLink,
  leafOf,
  macOf,
  PLACE_COLUMNS,
  readNewestLink,
  type HashedChange,
  type Queryable,
  type SealLink,
} from "./change-chain.ts";
import { now } from "./clock.ts";

/** Twenty milliseconds of work: events wait no longer than that for it. */
export const MOST_SEALED_AT_ONCE = 2000;

/**
 * Ties the next rows of the change log into the chain; answers how many, and the newest link. Rows are taken in the
 * order of the transactions that wrote them, and only of transactions older than any that is still at work: no row can
 * appear below them any more, so nobody who writes ever waits, and no row is touched. Two that seal at once cannot both
 * succeed, because each number is there once.
 */
export async function sealChanges(
  client: Queryable,
  key: Buffer,
  most = MOST_SEALED_AT_ONCE,
): Promise<{ sealed: number; newest: SealLink | null }> {
  const last = await readNewestLink(client);
  const after = last?.through ?? BEFORE_ALL;
  const { rows } = await client.query<HashedChange>(
    `select ${PLACE_COLUMNS}, ${HASH_OF_CHANGE[FORMAT] ?? ""} as hash
     from change
     where (change.epoch, change.written_by, change.id) > ($1::smallint, $2::xid8, $3::uuid)
       and (change.epoch, change.written_by)
         < ((select max(number) from change_epoch), pg_snapshot_xmin(pg_current_snapshot()))
     order by change.epoch, change.written_by, change.id
     limit $4`,
    [after.epoch, after.xid, after.id, most],
  );
  const through = rows.at(-1);
  if (!through) return { sealed: 0, newest: last };
  const said = {
    number: String(BigInt(last?.number ?? "0") + 1n),
    format: FORMAT,
    through,
    rows: rows.length,
    previous: last?.hash ?? BEFORE_THE_FIRST,
    sealedAt: now(),
  };
  const hash = hashOfLink(
    said,
    after,
    rows.map((row) => row.hash),
  );
  const link: SealLink = { ...said, leaves: Buffer.concat(rows.map(leafOf)), hash, mac: macOf(key, hash) };
  await client.query(
    `insert into change_seal (number, format, through_epoch, through_xid, through_id, rows, leaves, previous, hash, mac, sealed_at)
     values ($1, $2, $3, $4::xid8, $5, $6, $7, $8, $9, $10, $11)`,
    [
      link.number,
      link.format,
      through.epoch,
      through.xid,
      through.id,
      link.rows,
      link.leaves,
      link.previous,
      link.hash,
      link.mac,
      link.sealedAt,
    ],
  );
  return { sealed: rows.length, newest: link };
}
