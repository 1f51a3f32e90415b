import { insertRows } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimelines } from "../../customers/commands/append-timelines.ts";
import type { Provenance } from "../../customers/commands/take-in-customers.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";

/** A note as an import makes one; its text is checked already. */
export interface NoteToTakeIn {
  readonly id: string;
  readonly customerId: string;
  readonly text: string;
  /** What finds it again. */
  readonly naturalKey: Buffer;
}

const NOTE = {
  id: "uuid",
  customer_id: "uuid",
  text: "text",
  natural_key: "bytea",
  import_id: "uuid",
  written_by_id: "uuid",
  written_at: "timestamptz",
} as const;

/** Writes many notes at once, in the caller's transaction. */
export async function takeInNotes(
  context: RequestContext,
  notes: readonly NoteToTakeIn[],
  { importId, operation, at }: Provenance,
): Promise<void> {
  if (notes.length === 0) return;
  await insertRows(
    context.em,
    "note",
    NOTE,
    notes.map((note) => ({
      id: note.id,
      customer_id: note.customerId,
      text: note.text,
      natural_key: note.naturalKey,
      import_id: importId,
      written_by_id: context.actor?.staffId ?? null,
      written_at: at.toISOString(),
    })),
  );
  await recordManyChanges(
    context,
    notes.map((note) => ({
      record: { type: "Note", id: note.id, version: 1, operation, importId },
      made: ["text"],
    })),
  );
  await appendTimelines(
    context,
    notes.map((note) => ({
      customerId: note.customerId,
      kind: TimelineKind.NOTE_WRITTEN,
      happenedAt: at,
      subjectId: note.id,
    })),
    importId,
  );
}
