import { sql } from "kysely";
import { ChangeKind, recordAccess } from "../../../platform/changes.ts";
import { RequestError } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { CustomerQuestion } from "../../customers/exported-customers.queries.ts";
import { exportOfTicket, openQuestion } from "../export-question.ts";
import { ExportState, type ExportFormat, type ExportProfile } from "../export.entity.ts";

/** An export that is being fetched right now. */
export interface BegunExport {
  readonly id: string;
  readonly profile: ExportProfile;
  readonly format: ExportFormat;
  /** By name. */
  readonly columns: readonly string[];
  readonly question: CustomerQuestion;
  /** Whose personal values go out in clear. */
  readonly revealed: ReadonlySet<string>;
}

/** Why a ticket opens nothing: it is none of this person's, it was used, or its time is over. */
export type TicketRefusal = "UNKNOWN" | "USED" | "OVER";

/** In the archive as a whole, over all servers; each holds a stream open for as long as the line takes. */
const MOST_AT_ONCE = 3;
/** In seconds: a server that says nothing for so long was killed. */
const SILENT_FOR = 30;

interface Row {
  id: string;
  profile: ExportProfile;
  format: ExportFormat;
  columns: string[];
  question: Buffer | null;
  revealed: string[] | null;
  is_used: boolean;
  is_over: boolean;
  others: number;
  own: number;
}

/** Takes the ticket: whoever comes with it again finds it used. Who fetches the rows is written down before the first is read. */
export async function beginExport(
  context: RequestContext,
  ticket: string,
): Promise<BegunExport | TicketRefusal> {
  const { actor, cipher } = context;
  const id = exportOfTicket(cipher, ticket);
  if (!id || !actor) return "UNKNOWN";
  return context.em.fork().transactional(async (em) => {
    const kysely = em.getKysely();
    await sql`select pg_advisory_xact_lock(hashtextextended('export', 0))`.execute(kysely);
    const running = sql`from export as other
      where other.state = ${ExportState.RUNNING} and other.seen_at > now() - make_interval(secs => ${SILENT_FOR})`;
    const { rows } = await sql<Row>`
      select id, profile, format, columns, question, revealed, state <> ${ExportState.WAITING} as is_used,
        open_until <= now() as is_over, (select count(*)::integer ${running}) as others,
        (select count(*)::integer ${running} and other.actor_id = export.actor_id) as own
      from export
      where id = ${id} and actor_id = ${actor.staffId} and key_id is not distinct from ${actor.keyId}::uuid
        and session_id is not distinct from ${actor.sessionId}::text
      for update`.execute(kysely);
    const [row] = rows;
    if (!row) return "UNKNOWN";
    if (row.is_used) return "USED";
    if (row.is_over || !row.question) return "OVER";
    if (row.own > 0) throw busy(OWN_IS_RUNNING);
    if (row.others >= MOST_AT_ONCE) throw busy(TOO_MANY);
    await sql`
      update export set state = ${ExportState.RUNNING}, question = null, started_at = now(), seen_at = now()
      where id = ${id}`.execute(kysely);
    await recordAccess(
      { ...context, em },
      { kind: ChangeKind.EXPORT, operation: "downloadExport", recordType: "Export", recordId: id },
    );
    return {
      id,
      profile: row.profile,
      format: row.format,
      columns: row.columns,
      question: openQuestion(cipher, id, row.question),
      revealed: new Set(row.revealed),
    };
  });
}

const OWN_IS_RUNNING = text(
  "你的另一份导出还没有结束。请等它完成，再导出下一份。",
  "Another export of yours is still going on. Wait for its end, then make the next.",
);
const TOO_MANY = text(
  "同时导出的人太多，请稍后再试。",
  "Too many exports are going on. Wait a moment, then try again.",
);

/** The ticket stays good: it is only too early. */
function busy(words: { zh: string; en: string }): RequestError {
  return new RequestError("UNAVAILABLE", words, { retryAfter: 5 });
}
