import type { Client } from "pg";

/**
 * A copy of the archive in another database begins the next epoch of its change log: transactions count anew there, and
 * rows are sealed in the order of (epoch, transaction). Nobody writes meanwhile, because no server has started yet.
 */
export async function beginEpochAfterMove(owner: Client): Promise<void> {
  const { rows: there } = await owner.query<{ there: boolean }>(
    "select to_regclass('public.change_epoch') is not null as there",
  );
  if (!there[0]?.there) return;
  const { rows } = await owner.query<{ epoch: number; moved: boolean }>(`
    select max(number)::integer as epoch, coalesce((
      select written_by >= pg_snapshot_xmax(pg_current_snapshot())
      from change where epoch = (select max(number) from change_epoch)
      order by written_by desc limit 1), false) as moved
    from change_epoch`);
  const { epoch = 1, moved = false } = rows[0] ?? {};
  if (!moved) return;
  const next = epoch + 1;
  await owner.query("begin");
  await owner.query("insert into change_epoch (number) values ($1)", [next]);
  await owner.query(`alter table change alter column epoch set default ${next}`);
  await owner.query("commit");
}
