import { UniqueConstraintViolationException } from "@mikro-orm/core";
import { isEmail } from "class-validator";
import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, DomainErrors, UserErrorCode } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { hashOfPassword } from "../password.ts";
import type { StaffRole } from "../permissions.ts";
import { insertCredentials } from "../staff-credentials.ts";
import { StaffMember } from "../staff-member.entity.ts";
import { checkName } from "./check-name.ts";
import { refuseBeyond } from "./check-role.ts";
import { findRoleAsked, readRightsNow } from "./load-role.ts";
import { reachesTeam } from "./refuse-beyond-teams.ts";

export interface NewStaff {
  readonly name: string;
  readonly email: string;
  readonly role?: StaffRole | null | undefined;
  readonly roleId?: string | null | undefined;
  readonly password: string;
}

/** Adds a person who can sign in with the given password. Answers with the new record's id. */
export async function addStaff(context: RequestContext, input: NewStaff): Promise<string> {
  const role = await findRoleAsked(context, input);
  refuseBeyond(context, await readRightsNow(context, role), [input.roleId ? "roleId" : "role"]);
  const email = input.email.trim().toLowerCase();
  const errors: DomainError[] = [];
  const name = checkName(
    input.name,
    {
      longest: 100,
      missing: text("请填写姓名。", "Give the person's name."),
      tooLong: text("姓名最多 100 个字。", "A name has at most 100 characters."),
    },
    errors,
  );
  if (!isEmail(email)) {
    errors.push(
      new DomainError(
        UserErrorCode.INVALID_VALUE,
        text("请填写有效的邮箱，例如 li.na@example.cn。", "Give an e-mail address such as li.na@example.cn."),
        ["email"],
      ),
    );
  }
  if (errors.length > 0) throw new DomainErrors(errors);

  const { actor } = context;
  // Who does not reach everything adds to the own team, and may change only whom it finds there.
  const teamId = actor && !reachesTeam(actor, null) ? actor.teamId : null;
  const staff = context.em.create(StaffMember, {
    id: newId(),
    name,
    email,
    role: role.standsFor,
    roleId: role.id,
    teamId,
    createdAt: now(),
  });
  try {
    await context.em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new DomainError(
      UserErrorCode.ALREADY_TAKEN,
      text(
        "已有员工使用此邮箱。如需恢复其账号，请在名单中启用。",
        "Somebody on the staff has this address already. To bring the account back, enable it in the list.",
      ),
      ["email"],
    );
  }
  await insertCredentials(context.em, { id: staff.id, name, email }, await hashOfPassword(input.password));
  await recordCreation(context, { type: "StaffMember", id: staff.id, version: 1, operation: "addStaff" }, [
    "name",
    "email",
    "role",
    ...(teamId ? ["teamId"] : []),
  ]);
  return staff.id;
}
