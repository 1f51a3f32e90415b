import { LockMode } from "@mikro-orm/core";
import { notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { StaffMember } from "../staff-member.entity.ts";

/** Locks a person's row and checks that the caller had read its present version. A program is no person. */
export async function loadStaffMember(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number },
): Promise<StaffMember> {
  const id = recordId("StaffMember", input.staffId);
  const staff = id
    ? await context.em.findOne(StaffMember, id, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!staff || staff.program) throw notFound(["staffId"]);
  if (staff.version !== input.expectedVersion) throw new StaleVersion(staff.id, input.expectedVersion);
  return staff;
}
