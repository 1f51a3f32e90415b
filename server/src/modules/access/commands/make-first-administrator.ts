import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { randomPassword } from "../password.ts";
import { StaffRole } from "../permissions.ts";
import { StaffMember } from "../staff-member.entity.ts";
import { addStaff } from "./add-staff.ts";

/** Shown once, at the first start. */
export interface FirstAdministrator {
  readonly email: string;
  readonly password: string;
}

/** Makes the first administrator when there is nobody yet. Of two servers that start together one does it. */
export async function makeFirstAdministrator(
  context: RequestContext,
  wanted: { readonly email: string; readonly password: string | null },
): Promise<FirstAdministrator | null> {
  const { email } = wanted;
  const password = wanted.password ?? randomPassword();
  const made = await context.em.transactional(async (em) => {
    await sql`select pg_advisory_xact_lock(hashtext('dossier.first-administrator'))`.execute(em.getKysely());
    if ((await em.count(StaffMember)) > 0) return false;
    const id = await addStaff(
      { ...context, em },
      { name: "管理员", email, role: StaffRole.ADMINISTRATOR, password },
    );
    await em.nativeUpdate(StaffMember, { id }, { beginsWithoutSecondFactor: true });
    return true;
  });
  return made ? { email, password } : null;
}
