import { recordChanges } from "../../../platform/changes.ts";
import { DomainError, UserErrorCode, notFound } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { hashOfPassword, isPassword } from "../password.ts";
import { MINIMUM_PASSWORD_LENGTH } from "../staff-auth.ts";
import { endSessions, passwordHashOf, replacePassword } from "../staff-credentials.ts";
import { StaffMember } from "../staff-member.entity.ts";

/** Changes the password of the person who asks, and ends that person's other sessions. */
export async function changeOwnPassword(
  context: RequestContext,
  input: { currentPassword: string; newPassword: string },
): Promise<string> {
  const staff = context.actor ? await context.em.findOne(StaffMember, context.actor.staffId) : null;
  const current = staff ? await passwordHashOf(context.em, staff.id) : null;
  if (!staff || !current) throw notFound();
  if (
    input.currentPassword.length > 200 ||
    !(await isPassword({ hash: current, password: input.currentPassword }))
  ) {
    throw new DomainError(
      UserErrorCode.WRONG_PASSWORD,
      text("当前密码不正确。", "That is not your current password."),
      ["currentPassword"],
    );
  }
  refuseWeakPassword(input.newPassword, staff);
  await replacePassword(context.em, staff.id, await hashOfPassword(input.newPassword));
  await endSessions(context.em, staff.id, context.actor?.sessionId ?? null);
  await recordChanges(
    context,
    { type: "StaffMember", id: staff.id, version: staff.version, operation: "changeOwnPassword" },
    [{ field: "password", old: null, new: null, personal: false }],
  );
  return staff.id;
}

function refuseWeakPassword(password: string, staff: StaffMember): void {
  const refuse = (zh: string, en: string): never => {
    throw new DomainError(UserErrorCode.WEAK_PASSWORD, text(zh, en), ["newPassword"]);
  };
  if ([...password].length < MINIMUM_PASSWORD_LENGTH) {
    refuse(
      `密码至少 ${MINIMUM_PASSWORD_LENGTH} 个字符。`,
      `A password has at least ${MINIMUM_PASSWORD_LENGTH} characters.`,
    );
  }
  if (password.length > 200) refuse("密码最多 200 个字符。", "A password has at most 200 characters.");
  if (new Set(password).size < 5)
    refuse(
      "密码中不同的字符太少，容易被猜到。",
      "The password repeats too few characters and is easy to guess.",
    );
  const lower = password.toLowerCase();
  if (lower.includes(staff.email.split("@")[0] ?? staff.email) || lower.includes("dossier")) {
    refuse(
      "密码不要包含自己的邮箱或产品名称。",
      "Leave your e-mail address and the product's name out of the password.",
    );
  }
}
