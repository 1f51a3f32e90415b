import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimeline } from "../../customers/commands/append-timeline.ts";
import { loadCustomer } from "../../customers/commands/load-customer.ts";
import { checkText } from "../../customers/fields.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import { Note } from "../note.entity.ts";

const LONGEST_NOTE = 5000;

/** Writes a note about a customer. Answers with the new record's id. */
export async function writeNote(
  context: RequestContext,
  input: { customerId: string; text: string },
): Promise<string> {
  const words = checkNote(input.text);
  const customer = await loadCustomer(context, input.customerId, "note:write");
  const at = now();
  const note = context.em.create(Note, {
    id: newId(),
    customerId: customer.id,
    text: words,
    writtenById: context.actor?.staffId ?? null,
    writtenAt: at,
  });
  await context.em.flush();
  await recordCreation(context, { type: "Note", id: note.id, version: 1, operation: "writeNote" }, ["text"]);
  await appendTimeline(context, {
    customerId: customer.id,
    kind: TimelineKind.NOTE_WRITTEN,
    happenedAt: at,
    subjectId: note.id,
  });
  await emit(context, {
    name: ArchiveEventName.NOTE_WRITTEN,
    recordType: "Note",
    recordId: note.id,
    customerId: customer.id,
  });
  return note.id;
}

/** The text as it is kept; refuses an empty or overlong one. */
export function checkNote(typed: string): string {
  // As written: not even full-width letters change in what somebody wrote down.
  const words = typed.normalize("NFC").trim();
  if (words === "")
    throw new DomainError(UserErrorCode.REQUIRED, text("请填写内容。", "Write something."), ["text"]);
  const checked = checkText(words, LONGEST_NOTE);
  if (checked.issue) {
    const code = checked.issue.code === "TOO_LONG" ? UserErrorCode.TOO_LONG : UserErrorCode.INVALID_VALUE;
    throw new DomainError(code, checked.issue.text, ["text"]);
  }
  return checked.value;
}
