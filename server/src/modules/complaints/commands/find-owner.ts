import { DomainError, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { mayHandleComplaints } from "../../access/assignees.queries.ts";
import { staffActor } from "../../access/staff-actor.queries.ts";
import { StaffMember } from "../../access/staff-member.entity.ts";
import { Team } from "../../access/team.entity.ts";
import { visibleCustomerIds } from "../../customers/visible-customers.queries.ts";

export interface Owner {
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

/** Who is meant by a person or a team in an input: the person brings the team along. Refuses whoever cannot take care of it. */
export async function findOwner(
  context: RequestContext,
  asked: { readonly assigneeId?: string | null | undefined; readonly teamId?: string | null | undefined },
  customerId: string,
): Promise<Owner> {
  if (asked.assigneeId && asked.teamId) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "负责人和小组请只选一项：选了负责人，小组随负责人而定。",
        "Choose a person or a team, not both: the team follows from the person.",
      ),
      ["teamId"],
    );
  }
  if (asked.assigneeId) return ownerOf(context, asked.assigneeId, customerId);
  if (!asked.teamId) return { assigneeId: null, teamId: null };
  const id = recordId("Team", asked.teamId);
  const team = id ? await context.em.findOne(Team, id) : null;
  if (!team) throw notFound(["teamId"]);
  return { assigneeId: null, teamId: team.id };
}

async function ownerOf(context: RequestContext, assigneeId: string, customerId: string): Promise<Owner> {
  const id = recordId("StaffMember", assigneeId);
  const staff = id ? await context.em.findOne(StaffMember, id) : null;
  if (!staff || staff.program) throw notFound(["assigneeId"]);
  if (!staff.active) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text("该员工已停用，请选择在职的同事。", "This person is disabled. Choose somebody who is active."),
      ["assigneeId"],
    );
  }
  if (!(await mayHandleComplaints(context, staff))) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "该员工只能查看，不能处理投诉，请选择其他同事。",
        "This person only looks and cannot handle complaints. Choose somebody else.",
      ),
      ["assigneeId"],
    );
  }
  const actor = await staffActor(context, staff.id);
  const visible = await visibleCustomerIds({ ...context, actor }, [customerId]);
  if (!visible.has(customerId)) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "该员工看不到这位客户，请选择能看到的同事，或先更换客户负责人。",
        "This person does not see the customer. Choose somebody who does, or give the customer another owner first.",
      ),
      ["assigneeId"],
    );
  }
  return { assigneeId: staff.id, teamId: staff.teamId };
}

/** Whoever files a complaint takes care of it, when that is a person. */
export async function filerAsOwner(context: RequestContext): Promise<Owner> {
  const staff = context.actor ? await context.em.findOne(StaffMember, context.actor.staffId) : null;
  return staff && !staff.program
    ? { assigneeId: staff.id, teamId: staff.teamId }
    : { assigneeId: null, teamId: null };
}
