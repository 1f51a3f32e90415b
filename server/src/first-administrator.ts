import { sql } from "kysely";
import type { Core } from "./app.ts";
import type { Config } from "./config.ts";
import { systemContext } from "./context.ts";
import { addStaff } from "./modules/access/commands/add-staff.ts";
import { randomPassword } from "./modules/access/password.ts";
import { StaffRole } from "./modules/access/permissions.ts";
import type { StaffAuth } from "./modules/access/staff-auth.ts";
import { StaffMember } from "./modules/access/staff-member.entity.ts";
import { newId } from "./platform/ids.ts";

/** Shown once, at the first start. */
export interface FirstAdministrator {
  readonly email: string;
  readonly password: string;
  /** Signs in once, within a day. */
  readonly signInLink: string | null;
}

/** Makes the first administrator when there is nobody yet. Of two servers that start together one does it. */
export async function makeFirstAdministrator(
  core: Core,
  auth: StaffAuth,
  config: Pick<Config, "adminEmail" | "adminPassword"> & { readonly address: string },
  signInToken: () => string | null,
): Promise<FirstAdministrator | null> {
  const context = systemContext(core, newId());
  const password = config.adminPassword ?? randomPassword();
  const made = await context.em.transactional(async (em) => {
    await sql`select pg_advisory_xact_lock(hashtext('dossier.first-administrator'))`.execute(em.getKysely());
    if ((await em.count(StaffMember)) > 0) return false;
    await addStaff(
      { ...context, em },
      { name: "管理员", email: config.adminEmail, role: StaffRole.ADMINISTRATOR, password },
    );
    return true;
  });
  if (!made) return null;
  await auth.api.signInMagicLink({
    body: { email: config.adminEmail, callbackURL: "/" },
    headers: new Headers(),
  });
  const token = signInToken();
  const signInLink = token ? `${config.address}/auth/magic-link/verify?token=${token}&callbackURL=%2F` : null;
  return { email: config.adminEmail, password, signInLink };
}
