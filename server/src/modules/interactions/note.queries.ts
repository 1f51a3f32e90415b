import { sql } from "kysely";
import { pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset, type Page, type PageArguments } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf, type TableOf } from "../../platform/tables.ts";
import { ofVisibleCustomer } from "../customers/visible-customers.queries.ts";
import type { NoteType } from "./interaction.types.ts";
import type { Note } from "./note.entity.ts";

type Tables = { note: TableOf<Note> };

const KEYSET: Keyset<TableOf<Note>> = {
  name: "written",
  column: sql`note.written_at`,
  type: "timestamptz",
  id: sql`note.id`,
  valueIn: (row) => String(row.written_at),
};

/** A customer's notes, the newest first; the lists of a level are read in one statement. */
export async function listNotes(
  context: RequestContext,
  customerId: string,
  page: PageArguments,
): Promise<Page<NoteType>> {
  const keyset = keysetPage(KEYSET, page);
  const rows = await context.loaders.one(`notes ${JSON.stringify(page)}`, customerId, (ids) =>
    pagesOfChildren(context.em, ids, { table: "note", parent: "customer_id", keyset }),
  );
  return keyset.page(rows ?? [], showNote);
}

/** One note by the id in the database; all of a level are read in one statement. */
export async function findNote(context: RequestContext, id: string | null): Promise<NoteType | null> {
  if (!id) return null;
  return context.loaders.one("note", id, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("note")
      .selectAll()
      .where(isAnyOf("id", ids))
      .where(ofVisibleCustomer(context, sql`note.customer_id`))
      .execute();
    return new Map(rows.map((row) => [row.id, showNote(row)]));
  });
}

function showNote(row: TableOf<Note>): NoteType {
  return {
    __typename: "Note",
    id: globalId("Note", row.id),
    recordId: row.id,
    customerId: row.customer_id,
    version: row.version,
    text: row.text,
    writtenById: row.written_by_id,
    writtenAt: row.written_at,
    editedAt: row.edited_at,
  };
}
