import { sql } from "kysely";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import { ADMINISTRATOR_ROLE_ID } from "../default-roles.ts";
import type { StaffMember } from "../staff-member.entity.ts";

/** Refuses when nobody but this person could administer any more. */
export async function keepAnAdministrator(context: RequestContext, leaving: StaffMember): Promise<void> {
  if (leaving.roleId !== ADMINISTRATOR_ROLE_ID || !leaving.active) return;
  // Two administrators taking each other out at once must not both succeed.
  await sql`select pg_advisory_xact_lock(hashtext('dossier.administrators'))`.execute(context.em.getKysely());
  const others = await context.em
    .getKysely<{ staff_member: TableOf<StaffMember> }>()
    .selectFrom("staff_member")
    .select("id")
    .where("role_id", "=", ADMINISTRATOR_ROLE_ID)
    .where("active", "=", true)
    .where("program", "=", false)
    .where("id", "!=", leaving.id)
    .limit(1)
    .execute();
  if (others.length === 0) {
    throw new DomainError(
      UserErrorCode.LAST_ADMINISTRATOR,
      text(
        "至少要保留一位启用的管理员。请先为他人设置管理员角色。",
        "There has to be one active administrator. Make somebody else an administrator first.",
      ),
      ["staffId"],
    );
  }
}
