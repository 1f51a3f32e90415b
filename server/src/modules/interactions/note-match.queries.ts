import { sql } from "kysely";
import type { RequestContext } from "../../platform/request.ts";

/** Those of the natural keys, in hexadecimal, that a note on file has. */
export async function matchNoteKeys(context: RequestContext, keys: readonly Buffer[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select encode(natural_key, 'hex') as key from note where natural_key = any(${keys}::bytea[])`.execute(
    context.em.getKysely(),
  );
  return new Set(rows.map(({ key }) => key));
}
