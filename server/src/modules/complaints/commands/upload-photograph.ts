import { hash } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import { claimKey, keepRecord } from "../../../platform/idempotency.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import type { ComplaintPhotograph, ComplaintPhotographContent } from "../complaint-photograph.entity.ts";
import { placeOfPhotograph, showPhotograph } from "../complaint-photograph.queries.ts";
import type { ComplaintPhotographType } from "../complaint-photograph.types.ts";
import { cleanPhotograph } from "../photographs/clean-photograph.ts";
import { photographName } from "../photographs/photograph-name.ts";

type Tables = {
  complaint_photograph: TableOf<ComplaintPhotograph>;
  complaint_photograph_content: TableOf<ComplaintPhotographContent>;
};

/** So many of a person's uploads wait to be attached; one more takes the place of the oldest. */
const MOST_WAITING = 20;

/**
 * Takes a photograph in. It waits, seen by nobody else, until its uploader attaches it to a complaint. Throws
 * PhotographRefusal for what is no photograph.
 */
export async function uploadPhotograph(
  context: RequestContext,
  file: { readonly name: string; readonly bytes: Buffer; readonly idempotencyKey?: string | undefined },
): Promise<ComplaintPhotographType> {
  const { actor } = context;
  if (!actor) throw new Error("a photograph that nobody uploads");
  const { mediaType, bytes } = cleanPhotograph(file.bytes);
  const id = newId();
  const photograph: TableOf<ComplaintPhotograph> = {
    id,
    complaint_id: null,
    position: null,
    file_name: photographName(file.name, mediaType),
    media_type: mediaType,
    byte_size: bytes.byteLength,
    sha256: hash("sha256", bytes, "buffer"),
    uploaded_by_id: actor.staffId,
    uploaded_at: now(),
    removed_at: null,
    removed_by_id: null,
  };
  const request = {
    operation: "uploadPhotograph",
    input: { name: file.name, sha256: hash("sha256", file.bytes) },
    idempotencyKey: file.idempotencyKey,
  };
  const content = context.cipher.sealBytes(placeOfPhotograph(id), bytes);
  return context.em.fork().transactional(async (em) => {
    const earlier = await claimKey({ ...context, em }, request, context);
    const before = earlier && "recordId" in earlier ? await findUploaded(em, earlier.recordId) : undefined;
    if (before) return showPhotograph(before);
    await forgetAbandoned({ ...context, em }, actor.staffId);
    const kysely = em.getKysely<Tables>();
    await kysely.insertInto("complaint_photograph").values(photograph).execute();
    await kysely.insertInto("complaint_photograph_content").values({ photograph_id: id, content }).execute();
    await keepRecord({ ...context, em }, request, id);
    return showPhotograph(photograph);
  });
}

/** Undefined when it was given up meanwhile: then it is taken in once more. */
function findUploaded(em: EntityManager, id: string): Promise<TableOf<ComplaintPhotograph> | undefined> {
  return em
    .getKysely<Tables>()
    .selectFrom("complaint_photograph")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Uploads that never came to a complaint: anybody's after a day, and the caller's oldest when too many wait. */
async function forgetAbandoned(context: RequestContext, staffId: string): Promise<void> {
  const kysely = context.em.getKysely();
  // Two uploads of one person at once must not both find room.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`photographs of ${staffId}`}, 0))`.execute(
    kysely,
  );
  // One that is being attached at this moment is locked, and not abandoned.
  await sql`
    delete from complaint_photograph where id in (
      select id from complaint_photograph
      where complaint_id is null and (
        uploaded_at < now() - interval '1 day'
        or (uploaded_by_id = ${staffId} and id not in (
          select id from complaint_photograph
          where complaint_id is null and uploaded_by_id = ${staffId}
          order by uploaded_at desc, id desc limit ${MOST_WAITING - 1}
        ))
      )
      for update skip locked
    )`.execute(kysely);
}
