import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Can, Creates, Open, Sensitive, StepUp, steppedUpUntil } from "../../platform/authz.ts";
import { now } from "../../platform/clock.ts";
import { RequestError, requestErrorTexts, UserErrorCode } from "../../platform/errors.ts";
import { fieldRight } from "../../platform/field-rights.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { addStaff } from "./commands/add-staff.ts";
import { changeOwnPassword } from "./commands/change-own-password.ts";
import { changeStaffRole } from "./commands/change-staff-role.ts";
import { disableStaff } from "./commands/disable-staff.ts";
import { enableStaff } from "./commands/enable-staff.ts";
import { resetSecondFactor } from "./commands/remove-second-factor.ts";
import { resetStaffPassword } from "./commands/reset-staff-password.ts";
import { randomPassword } from "./password.ts";
import { findDepartment } from "./department.queries.ts";
import { findRole } from "./role.queries.ts";
import type { DepartmentType } from "./department.types.ts";
import type { RoleType } from "./role.types.ts";
import { countFailure, doorOf, secondsToWait } from "./sign-in-failures.ts";
import { findStaff, listStaff } from "./staff.queries.ts";
import { findTeam } from "./team.queries.ts";
import {
  AddStaffInput,
  ChangeOwnPasswordInput,
  ChangeOwnPasswordPayload,
  ChangeStaffRoleInput,
  DisableStaffInput,
  EnableStaffInput,
  Me,
  ResetSecondFactorInput,
  ResetStaffPasswordInput,
  StaffMemberType,
  StaffPasswordPayload,
  StaffPayload,
} from "./staff.types.ts";

@Resolver()
export class StaffResolver {
  @Open()
  @Query(() => Me, {
    nullable: true,
    description: "Who asks and what that person may do 当前登录者; null when not signed in.",
  })
  async me(@Ctx() context: RequestContext): Promise<Me | null> {
    const { actor } = context;
    const staff = actor ? await findStaff(context, actor.staffId) : null;
    if (!actor || !staff) return null;
    const until = steppedUpUntil(actor);
    const permissions = [...actor.permissions].sort();
    return {
      staff,
      permissions,
      heldRole: await roleOf(context, actor.roleId),
      department: await departmentOf(context, actor.teamId),
      scopes: permissions.map((permission) => ({ permission, scope: actor.scopeOf(permission) })),
      fields: [...actor.fieldRights.keys()].map((field) => ({ field, right: fieldRight(context, field) })),
      assurance: actor.assurance,
      steppedUpUntil: until && until > now() ? until : null,
    };
  }

  @Can("staff:list")
  @Query(() => [StaffMemberType], {
    description: "Everybody on the staff 员工名单, the active first; at most 1,000.",
  })
  staff(@Ctx() context: RequestContext): Promise<StaffMemberType[]> {
    return listStaff(context);
  }

  @Creates()
  @Sensitive()
  @Can("staff:add")
  @StepUp()
  @Mutation(() => StaffPasswordPayload, {
    description: "Adds a person and gives the first password, once 添加员工. Needs a step-up.",
  })
  async addStaff(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddStaffInput, { description: "The person 员工信息." }) input: AddStaffInput,
  ): Promise<StaffPasswordPayload> {
    const password = randomPassword();
    let added = false;
    const outcome = await mutate(
      context,
      { operation: "addStaff", input, idempotencyKey: input.idempotencyKey },
      (scope) => {
        added = true;
        return addStaff(scope, { ...input, password });
      },
    );
    // A repeated request finds the person, but its password was shown to the first one and is not known any more.
    return {
      ...(await staffPayload(context, outcome, null)),
      temporaryPassword: outcome.done && added ? password : null,
    };
  }

  @Sensitive()
  @Can("staff:changeRole")
  @StepUp()
  @Mutation(() => StaffPayload, {
    description:
      "Gives a person another role 更改角色; counts from that person's next request. Needs a step-up.",
  })
  async changeStaffRole(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeStaffRoleInput, { description: "The person and the role 员工与角色." })
    input: ChangeStaffRoleInput,
  ): Promise<StaffPayload> {
    return staffPayload(
      context,
      await mutate(context, { operation: "changeStaffRole" }, (scope) => changeStaffRole(scope, input)),
      input.staffId,
    );
  }

  @Sensitive()
  @Can("staff:disable")
  @Mutation(() => StaffPayload, { description: "Shuts a person out; all sessions end 停用员工." })
  async disableStaff(
    @Ctx() context: RequestContext,
    @Arg("input", () => DisableStaffInput, { description: "The person 员工." }) input: DisableStaffInput,
  ): Promise<StaffPayload> {
    return staffPayload(
      context,
      await mutate(context, { operation: "disableStaff" }, (scope) => disableStaff(scope, input)),
      input.staffId,
    );
  }

  @Sensitive()
  @Can("staff:enable")
  @StepUp()
  @Mutation(() => StaffPayload, { description: "Lets a person in again 启用员工. Needs a step-up." })
  async enableStaff(
    @Ctx() context: RequestContext,
    @Arg("input", () => EnableStaffInput, { description: "The person 员工." }) input: EnableStaffInput,
  ): Promise<StaffPayload> {
    return staffPayload(
      context,
      await mutate(context, { operation: "enableStaff" }, (scope) => enableStaff(scope, input)),
      input.staffId,
    );
  }

  @Sensitive()
  @Can("staff:resetPassword")
  @StepUp()
  @Mutation(() => StaffPasswordPayload, {
    description: "Gives a person a new password, shown once; sessions end 重置密码. Needs a step-up.",
  })
  async resetStaffPassword(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResetStaffPasswordInput, { description: "The person 员工." })
    input: ResetStaffPasswordInput,
  ): Promise<StaffPasswordPayload> {
    const password = randomPassword();
    const outcome = await mutate(context, { operation: "resetStaffPassword" }, (scope) =>
      resetStaffPassword(scope, { ...input, password }),
    );
    return {
      ...(await staffPayload(context, outcome, input.staffId)),
      temporaryPassword: outcome.done ? password : null,
    };
  }

  @Sensitive()
  @Can("staff:resetSecondFactor")
  @StepUp()
  @Mutation(() => StaffPayload, {
    description:
      "Takes a person's second factor away who has lost it; sessions end 重置两步验证. Not one's own. Needs a step-up.",
  })
  async resetSecondFactor(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResetSecondFactorInput, { description: "The person 员工." })
    input: ResetSecondFactorInput,
  ): Promise<StaffPayload> {
    return staffPayload(
      context,
      await mutate(context, { operation: "resetSecondFactor" }, (scope) => resetSecondFactor(scope, input)),
      input.staffId,
    );
  }

  @Sensitive()
  @Can("self:changePassword")
  @Mutation(() => ChangeOwnPasswordPayload, {
    description: "Changes the own password; other sessions end 修改自己的密码.",
  })
  async changeOwnPassword(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeOwnPasswordInput, { description: "The old and the new password 新旧密码." })
    input: ChangeOwnPasswordInput,
  ): Promise<ChangeOwnPasswordPayload> {
    // Whoever sits at somebody else's desk must not find the password out here either.
    const door = doorOf(context, "own password", context.actor?.sessionId ?? "");
    const seconds = await secondsToWait(context, door);
    if (seconds > 0)
      throw new RequestError("RATE_LIMITED", requestErrorTexts.RATE_LIMITED, { retryAfter: seconds });
    const outcome = await mutate(context, { operation: "changeOwnPassword" }, (scope) =>
      changeOwnPassword(scope, input),
    );
    if (outcome.errors.some(({ code }) => code === UserErrorCode.WRONG_PASSWORD))
      await countFailure(context, door);
    return { changed: outcome.done, errors: outcome.errors };
  }
}

async function staffPayload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
  staffId: string | null,
): Promise<StaffPayload> {
  const id = outcome.done ? outcome.answer : staffId && recordId("StaffMember", staffId);
  return { staffMember: await findStaff(context, id), errors: outcome.errors };
}

async function roleOf(context: RequestContext, id: string): Promise<RoleType> {
  const role = await findRole(context, id);
  if (!role) throw new Error("a role that is held is not there");
  return role;
}

async function departmentOf(context: RequestContext, teamId: string | null): Promise<DepartmentType | null> {
  const team = await findTeam(context, teamId);
  return findDepartment(context, team?.departmentId ?? null);
}
