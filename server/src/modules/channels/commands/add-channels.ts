import { sql } from "kysely";
import { rowsAsTable } from "../../../platform/bulk.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ChannelKind } from "../channel.entity.ts";

/** Adds channels that a sheet names and nobody knew, at the end of the list. One that is there already stays as it is. */
export async function addChannels(context: RequestContext, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const rows = names.map((name, position) => ({ id: newId(), name, position }));
  await sql`
    insert into channel (id, code, kind, name_zh, name_en, position)
    select r.id, null, ${ChannelKind.DIRECT}, r.name, r.name, last.position + 1 + r.position
    from ${rowsAsTable({ id: "uuid", name: "text", position: "integer" }, rows, "r")},
      (select coalesce(max(position), 0) as position from channel) last
    on conflict do nothing`.execute(context.em.getKysely());
}
