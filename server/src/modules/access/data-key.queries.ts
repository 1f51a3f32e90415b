import { sql } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import type { DataKeyType, KeyRotationType } from "./data-key.types.ts";

/** Every data key, the newest first; never what it is. */
export async function listDataKeys(context: RequestContext): Promise<DataKeyType[]> {
  const { rows } = await sql<DataKeyType>`
    select id as number, purpose, created_at as "createdAt", retired_at as "retiredAt", destroyed_at as "destroyedAt",
      case when destroyed_at is not null then 'DESTROYED'
        when active_from > now() then 'PENDING'
        when exists (
          select from data_key newer
          where newer.purpose = data_key.purpose and newer.kind is not distinct from data_key.kind
            and newer.id > data_key.id and newer.active_from <= now()
        ) then 'RETIRING'
        else 'ACTIVE' end as state
    from data_key order by id desc`.execute(context.em.getKysely());
  return rows;
}

/** The latest rotation, finished or not. */
export async function findKeyRotation(context: RequestContext): Promise<KeyRotationType | null> {
  const { rows } = await sql<KeyRotationType>`
    select key_id as "keyNumber", done::float8 as done, total::float8 as total, started_at as "startedAt",
      moved_at as "movedAt", finished_at as "finishedAt"
    from key_rotation order by key_id desc limit 1`.execute(context.em.getKysely());
  return rows[0] ?? null;
}
