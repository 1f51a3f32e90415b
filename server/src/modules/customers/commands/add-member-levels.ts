import { sql } from "kysely";
import { rowsAsTable } from "../../../platform/bulk.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";

/** Adds member levels that a sheet names and nobody knew, above the known ones. One that is there already stays as it is. */
export async function addMemberLevels(context: RequestContext, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const rows = names.map((name, position) => ({ id: newId(), name, position }));
  await sql`
    insert into member_level (id, name, rank)
    select r.id, r.name, last.rank + 10 * (1 + r.position)
    from ${rowsAsTable({ id: "uuid", name: "text", position: "integer" }, rows, "r")},
      (select coalesce(max(rank), 0) as rank from member_level) last
    on conflict do nothing`.execute(context.em.getKysely());
}
