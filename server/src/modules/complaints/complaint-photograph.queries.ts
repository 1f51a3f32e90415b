import { sql } from "kysely";
import type { SealedPlace } from "../../platform/crypto.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf, type TableOf } from "../../platform/tables.ts";
import type { ComplaintPhotograph, ComplaintPhotographContent } from "./complaint-photograph.entity.ts";
import type { ComplaintPhotographType } from "./complaint-photograph.types.ts";
import { findComplaint } from "./complaint.queries.ts";

type Tables = {
  complaint_photograph: TableOf<ComplaintPhotograph>;
  complaint_photograph_content: TableOf<ComplaintPhotographContent>;
};

export const PHOTOGRAPH_PATH = "/files/complaint-photographs/";

/** Bound into the encryption: a picture copied to another row does not open. */
export function placeOfPhotograph(id: string): SealedPlace {
  return { table: "complaint_photograph_content", column: "content", rowId: id };
}

/** A complaint's photographs in their order, never their bytes; those of a level are read in one statement. */
export async function listPhotographs(
  context: RequestContext,
  complaintId: string,
): Promise<ComplaintPhotographType[]> {
  const photographs = await context.loaders.one("complaintPhotographs", complaintId, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("complaint_photograph")
      .selectAll()
      .where(isAnyOf("complaint_id", ids))
      .where("removed_at", "is", null)
      .orderBy("position")
      .execute();
    return Map.groupBy(rows, (row) => row.complaint_id ?? "");
  });
  return (photographs ?? []).map(showPhotograph);
}

/**
 * A photograph that the caller may look at: one of a complaint that the caller may see, or an upload of the caller's
 * own. Any other is not there, and neither is a removed one.
 */
export async function findVisiblePhotograph(
  context: RequestContext,
  id: string,
): Promise<TableOf<ComplaintPhotograph> | null> {
  const row = await context.em
    .getKysely<Tables>()
    .selectFrom("complaint_photograph")
    .selectAll()
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const visible =
    row.complaint_id === null
      ? row.uploaded_by_id === context.actor?.staffId
      : (await findComplaint(context, row.complaint_id)) !== null;
  return visible ? row : null;
}

/** The picture itself; null when it went away meanwhile. */
export async function readPhotograph(context: RequestContext, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ content: Buffer }>`
    select content from complaint_photograph_content where photograph_id = ${id}`.execute(
    context.em.getKysely(),
  );
  const [found] = rows;
  return found ? context.cipher.openBytes(placeOfPhotograph(id), found.content) : null;
}

export function showPhotograph(row: TableOf<ComplaintPhotograph>): ComplaintPhotographType {
  return {
    id: globalId("ComplaintPhotograph", row.id),
    fileName: row.file_name,
    mediaType: row.media_type,
    byteSize: row.byte_size,
    url: `${PHOTOGRAPH_PATH}${row.id}`,
    uploadedById: row.uploaded_by_id,
    uploadedAt: row.uploaded_at,
  };
}
