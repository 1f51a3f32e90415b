import { LockMode } from "@mikro-orm/core";
import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { holdCustomerOf } from "../../customers/commands/hold-customer.ts";
import { Note } from "../note.entity.ts";
import { checkNote } from "./write-note.ts";

/** Puts a note into other words; what it said before stays in its history. */
export async function editNote(
  context: RequestContext,
  input: { noteId: string; expectedVersion: number; text: string },
): Promise<string> {
  const id = recordId("Note", input.noteId);
  const note = id ? await context.em.findOne(Note, id, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!note) throw notFound(["noteId"]);
  await holdCustomerOf(context, note.customerId, "note:edit", ["noteId"]);
  if (note.version !== input.expectedVersion) throw new StaleVersion(note.id, input.expectedVersion);
  const words = checkNote(input.text);
  const old = note.text;
  if (old === words) return note.id;
  note.text = words;
  note.editedAt = now();
  await context.em.flush();
  await recordChanges(context, { type: "Note", id: note.id, version: note.version, operation: "editNote" }, [
    { field: "text", old, new: words, personal: false },
  ]);
  await emit(context, {
    name: ArchiveEventName.NOTE_EDITED,
    recordType: "Note",
    recordId: note.id,
    customerId: note.customerId,
  });
  return note.id;
}
