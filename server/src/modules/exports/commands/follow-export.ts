import { sql } from "kysely";
import { outsideOperation } from "../../../platform/operation.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ExportState, type ExportFailure } from "../export.entity.ts";

/** Says how far an export is: whoever waits for it sees that, and the others that it is at work. */
export function noteProgress(context: RequestContext, id: string, rowsDone: number): Promise<void> {
  return write(context, () =>
    sql`update export set rows_done = ${rowsDone}, seen_at = now()
        where id = ${id} and state = ${ExportState.RUNNING}`.execute(context.em.fork().getKysely()),
  );
}

/** Says how an export ended; also of one that was cut off, so not as a part of its own operation. */
export function endExport(
  context: RequestContext,
  id: string,
  { rowsDone, failure }: { readonly rowsDone: number; readonly failure: ExportFailure | null },
): Promise<void> {
  const state = failure ? ExportState.FAILED : ExportState.FINISHED;
  return write(context, () =>
    sql`update export set state = ${state}, failure = ${failure}, revealed = null, rows_done = ${rowsDone},
          rows_total = case when ${failure === null} then ${rowsDone} else rows_total end,
          seen_at = now(), finished_at = now()
        where id = ${id}`.execute(context.em.fork().getKysely()),
  );
}

/** That it cannot be written is no reason to cut the reader off. */
async function write(context: RequestContext, statement: () => Promise<unknown>): Promise<void> {
  try {
    await outsideOperation(statement);
  } catch (error) {
    context.logger.warn({ error }, "how far an export is could not be written");
  }
}
