import { recordChanges } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { hashOfPassword } from "../password.ts";
import { endSessions, replacePassword } from "../staff-credentials.ts";
import { loadStaffMember } from "./load-staff-member.ts";

/** Replaces a person's password and ends the sessions that the old one began. */
export async function resetStaffPassword(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number; password: string },
): Promise<string> {
  const staff = await loadStaffMember(context, input);
  await replacePassword(context.em, staff.id, await hashOfPassword(input.password));
  await endSessions(context.em, staff.id);
  // The fact, not the value: nobody reads a password out of the change log.
  await recordChanges(
    context,
    { type: "StaffMember", id: staff.id, version: staff.version, operation: "resetStaffPassword" },
    [{ field: "password", old: null, new: null, personal: false }],
  );
  return staff.id;
}
