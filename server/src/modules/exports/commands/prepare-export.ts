import { sql } from "kysely";
import { may } from "../../../platform/authz.ts";
import { ChangeKind, recordAccess } from "../../../platform/changes.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { FieldRight } from "../../../platform/field-rights.ts";
import { newId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { reasonOf } from "../../customers/commands/reveal-field.ts";
import { revealToFile } from "../../customers/commands/reveal-to-file.ts";
import { countExportedCustomers, type CustomerQuestion } from "../../customers/exported-customers.queries.ts";
import type { RevealReason } from "../../customers/customer-words.types.ts";
import { mayOnField } from "../../customers/personal.queries.ts";
import { columnsToOffer, PROFILES, type ExportColumn } from "../export-columns.ts";
import { sealQuestion } from "../export-question.ts";
import { ExportFormat, ExportState, type ExportProfile } from "../export.entity.ts";

export interface WantedExport extends CustomerQuestion {
  readonly profile: ExportProfile;
  readonly format: ExportFormat;
  readonly columns: readonly string[] | null;
  /** Whole values where the role has the right, for this reason. */
  readonly clear: { readonly reason: RevealReason; readonly reasonText?: string | null | undefined } | null;
}

const OPERATION = "prepareExport";
const OPEN_FOR = 60;
const MOST_COLUMNS = 40;
/** Some 140 pages: nobody leafs through more, and the browser has to lay all of them out. */
export const MOST_ROWS_TO_PRINT = 5000;
const KEPT_DAYS = 30;

/** Writes down that a list of customers goes out, and makes it ready to be fetched once. Answers with its id. */
export async function prepareExport(context: RequestContext, wanted: WantedExport): Promise<string> {
  const { actor, cipher, em } = context;
  if (!actor) throw new TypeError("an export that nobody asked for");
  const { profile, format, search, filter, orderBy } = wanted;
  const question = { search, filter, orderBy };
  const columns = await columnsOf(context, wanted);
  const { customers, deals } = await countExportedCustomers(context, question);
  const rows = PROFILES[profile].perDeal ? deals : customers;
  if (format === ExportFormat.PRINT && rows > MOST_ROWS_TO_PRINT) throw tooManyToPrint(rows);
  const revealed = await revealedBy(context, wanted, columns);
  const id = newId();
  await tidyUp(context);
  await sql`
    insert into export (id, actor_id, key_id, session_id, profile, format, columns, question, revealed, rows_total, open_until)
    values (${id}, ${actor.staffId}, ${actor.keyId}, ${actor.sessionId}, ${profile}, ${format},
      ${columns.map(({ name }) => name)}::text[], ${sealQuestion(cipher, id, question)}, ${revealed}::uuid[],
      ${rows}, now() + make_interval(secs => ${OPEN_FOR}))`.execute(em.getKysely());
  await recordAccess(context, {
    kind: ChangeKind.EXPORT,
    operation: OPERATION,
    recordType: "Export",
    recordId: id,
    fields: columns.map(({ name }) => name),
    reason: [profile, format, revealed ? "CLEAR" : "MASKED", customers, ...filtersOf(question)].join(" "),
  });
  return id;
}

/** The columns that were chosen, or those of the list, as far as the caller may have them. */
async function columnsOf(
  context: RequestContext,
  { profile, columns: chosen }: WantedExport,
): Promise<readonly ExportColumn[]> {
  const offered = await columnsToOffer(context, profile);
  if (PROFILES[profile].columns) {
    if (!chosen) return offered;
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text("这份名单的列是固定的，不能另选。", "The columns of this list are fixed. Leave them out."),
      ["columns"],
    );
  }
  if (!chosen || chosen.length === 0 || chosen.length > MOST_COLUMNS)
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text(`请选择 1 到 ${MOST_COLUMNS} 列。`, `Choose between 1 and ${MOST_COLUMNS} columns.`),
      ["columns"],
    );
  return [...new Set(chosen)].map((name) => {
    const column = offered.find((one) => one.name === name);
    if (column) return column;
    throw new DomainError(
      UserErrorCode.NOT_ALLOWED,
      text(
        "所选的列中，有一列不存在，或你的角色无权查看。请重新选择。",
        "One of the columns does not exist, or your role may not see it. Choose again.",
      ),
      ["columns", String(chosen.indexOf(name))],
    );
  });
}

/** Whose personal values are to be clear, counted and written down as looked at; null for a masked list. */
async function revealedBy(
  context: RequestContext,
  { clear, ...question }: WantedExport,
  columns: readonly ExportColumn[],
): Promise<string[] | null> {
  if (!clear) return null;
  const fields = columns.flatMap(({ personal }) =>
    personal && mayOnField(context, personal, FieldRight.VIEW) ? [personal] : [],
  );
  if (fields.length === 0 || !may(context, "customer:revealMany"))
    throw new DomainError(
      UserErrorCode.NOT_ALLOWED,
      text(
        "你的角色不能导出完整的个人信息，可以导出打码的名单。",
        "Your role may not take personal values out in clear. Export the list masked.",
      ),
      ["clear"],
    );
  return revealToFile(context, question, {
    fields,
    reason: reasonOf(clear, ["clear"]),
    operation: OPERATION,
  });
}

/** Which filters narrowed it, by name: what was searched for may be somebody's phone number. */
function filtersOf({ search, filter }: CustomerQuestion): string[] {
  const filters = Object.entries(filter ?? {}).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [name],
  );
  return search?.trim() ? ["search", ...filters] : filters;
}

/** What nobody fetched in time keeps no question, and what is long over is forgotten: the change log remembers. */
async function tidyUp({ em }: RequestContext): Promise<void> {
  const kysely = em.getKysely();
  await sql`delete from export where prepared_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(
    kysely,
  );
  await sql`
    update export set question = null, revealed = null
    where (question is not null or revealed is not null) and state = ${ExportState.WAITING} and open_until < now()
      or revealed is not null and state = ${ExportState.RUNNING} and seen_at < now() - interval '1 minute'`.execute(
    kysely,
  );
}

function tooManyToPrint(rows: number): DomainError {
  return new DomainError(
    UserErrorCode.INVALID_VALUE,
    text(
      `有 ${rows} 行，一次最多打印 ${MOST_ROWS_TO_PRINT} 行。请先筛选，或导出为 Excel 文件。`,
      `There are ${rows} rows, and at most ${MOST_ROWS_TO_PRINT} can be printed at once. Filter the list, or export it to Excel.`,
    ),
    ["format"],
  );
}
