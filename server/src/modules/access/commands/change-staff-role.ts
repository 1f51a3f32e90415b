import { recordChanges } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { StaffRole } from "../permissions.ts";
import { ADMINISTRATOR_ROLE_ID } from "../default-roles.ts";
import { refuseBeyond } from "./check-role.ts";
import { keepAnAdministrator } from "./keep-an-administrator.ts";
import { findRoleAsked, readRightsNow } from "./load-role.ts";
import { loadStaffMember } from "./load-staff-member.ts";

/** Gives a person another role, of no more than the giver's own rights; it counts from the next request on. */
export async function changeStaffRole(
  context: RequestContext,
  input: {
    readonly staffId: string;
    readonly expectedVersion: number;
    readonly role?: StaffRole | null | undefined;
    readonly roleId?: string | null | undefined;
  },
): Promise<string> {
  const staff = await loadStaffMember(context, input);
  const role = await findRoleAsked(context, input);
  if (staff.roleId === role.id) return staff.id;
  refuseBeyond(context, await readRightsNow(context, role), [input.roleId ? "roleId" : "role"]);
  if (role.id !== ADMINISTRATOR_ROLE_ID) await keepAnAdministrator(context, staff);
  const old = staff.role;
  const oldRoleId = staff.roleId;
  staff.role = role.standsFor;
  staff.roleId = role.id;
  staff.beginsWithoutSecondFactor = false;
  await context.em.flush();
  await recordChanges(
    context,
    { type: "StaffMember", id: staff.id, version: staff.version, operation: "changeStaffRole" },
    [
      { field: "role", old, new: staff.role, personal: false },
      { field: "roleId", old: oldRoleId, new: role.id, personal: false },
    ].filter((change) => change.old !== change.new),
  );
  return staff.id;
}
