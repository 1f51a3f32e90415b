import { sql } from "kysely";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { isAnyOf, type TableOf } from "../../../platform/tables.ts";
import type { ComplaintPhotograph } from "../complaint-photograph.entity.ts";

type Tables = { complaint_photograph: TableOf<ComplaintPhotograph> };

export const MOST_PHOTOGRAPHS = 9;

/**
 * Attaches the caller's own uploads to a complaint, in the order given, after those it has. One that is attached to
 * it already stays as it is, so that a repeated request has one effect. Answers how many came new. The complaint
 * must be new or locked by the caller.
 */
export async function attachPhotographs(
  context: RequestContext,
  complaintId: string,
  photographIds: readonly string[],
): Promise<number> {
  const given = new Set(photographIds.map((id) => recordId("ComplaintPhotograph", id)));
  if (given.size === 0) return 0;
  const ids = [...given].filter((id) => id !== null);
  const own = ids.length === given.size ? await ownPhotographs(context, ids) : [];
  const waiting = new Set(own.filter((one) => one.complaint_id === null).map(({ id }) => id));
  const there = own.filter((one) => one.complaint_id === complaintId && one.removed_at === null);
  if (waiting.size + there.length < given.size) throw gone();
  const { count, last } = await attachedSoFar(context, complaintId);
  if (count + waiting.size > MOST_PHOTOGRAPHS) throw tooMany(count);
  const attached = ids.filter((id) => waiting.has(id));
  await sql`
    update complaint_photograph as photograph
    set complaint_id = ${complaintId}, position = ${last}::integer + given.place
    from unnest(${attached}::uuid[]) with ordinality as given (id, place)
    where photograph.id = given.id`.execute(context.em.getKysely());
  return attached.length;
}

/** Locked, so that one photograph never comes to two complaints. */
async function ownPhotographs(
  context: RequestContext,
  ids: readonly string[],
): Promise<Pick<TableOf<ComplaintPhotograph>, "id" | "complaint_id" | "removed_at">[]> {
  if (!context.actor) return [];
  return context.em
    .getKysely<Tables>()
    .selectFrom("complaint_photograph")
    .select(["id", "complaint_id", "removed_at"])
    .where(isAnyOf("id", ids))
    .where("uploaded_by_id", "=", context.actor.staffId)
    .orderBy("id")
    .forUpdate()
    .execute();
}

async function attachedSoFar(
  context: RequestContext,
  complaintId: string,
): Promise<{ count: number; last: number }> {
  const { rows } = await sql<{ count: number; last: number }>`
    select (count(*) filter (where removed_at is null))::integer as count, coalesce(max(position), 0) as last
    from complaint_photograph where complaint_id = ${complaintId}`.execute(context.em.getKysely());
  return rows[0] ?? { count: 0, last: 0 };
}

function gone(): DomainError {
  return new DomainError(
    UserErrorCode.NOT_FOUND,
    text(
      "有照片找不到了，可能上传已超过一天。请重新上传这些照片后再提交。",
      "Some photographs are no longer there; perhaps they were uploaded more than a day ago. Upload them again, then send.",
    ),
    ["photographIds"],
  );
}

function tooMany(already: number): DomainError {
  return new DomainError(
    UserErrorCode.INVALID_VALUE,
    already === 0
      ? text(
          `一条投诉最多 ${MOST_PHOTOGRAPHS} 张照片，请去掉几张。`,
          `A complaint has at most ${MOST_PHOTOGRAPHS} photographs. Take some away.`,
        )
      : text(
          `一条投诉最多 ${MOST_PHOTOGRAPHS} 张照片，这条已有 ${already} 张。请少加几张，或先移除不需要的。`,
          `A complaint has at most ${MOST_PHOTOGRAPHS} photographs, and this one has ${already} already. Add fewer, or remove some first.`,
        ),
    ["photographIds"],
  );
}
