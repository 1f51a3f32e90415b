import { sql } from "kysely";
import { recordChanges } from "../../../platform/changes.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { endSessions } from "../staff-credentials.ts";
import type { StaffMember } from "../staff-member.entity.ts";
import { loadStaffMember } from "./load-staff-member.ts";

/** For a person whose authenticator is lost: the next sign-in is by the password, and sets up another where one must be. */
export async function resetSecondFactor(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number },
): Promise<string> {
  const staff = await loadStaffMember(context, input);
  if (staff.id === context.actor?.staffId) {
    throw new DomainError(
      UserErrorCode.NOT_ALLOWED,
      text(
        "不能重置自己的两步验证。更换验证器请到“我的账号”，或请另一位管理员操作。",
        "You cannot reset your own second factor. Replace it on your account page, or ask another administrator.",
      ),
      ["staffId"],
    );
  }
  if (!staff.secondFactorSince) return staff.id;
  await removeSecondFactor(context, staff, "resetSecondFactor");
  await endSessions(context.em, staff.id);
  return staff.id;
}

/** Sign-ins of this person ask for the password alone again. */
export async function removeSecondFactor(
  context: RequestContext,
  staff: StaffMember,
  operation: string,
): Promise<void> {
  const kysely = context.em.getKysely();
  staff.secondFactorSince = null;
  await context.em.flush();
  await sql`delete from second_factor where staff_id = ${staff.id}`.execute(kysely);
  await sql`delete from recovery_code where staff_id = ${staff.id}`.execute(kysely);
  await recordChanges(context, { type: "StaffMember", id: staff.id, version: staff.version, operation }, [
    { field: "secondFactor", old: "true", new: "false", personal: false },
  ]);
}
