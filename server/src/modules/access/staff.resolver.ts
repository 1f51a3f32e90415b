import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Can, Creates, Open, Sensitive } from "../../platform/authz.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { addStaff } from "./commands/add-staff.ts";
import { changeOwnPassword } from "./commands/change-own-password.ts";
import { changeStaffRole } from "./commands/change-staff-role.ts";
import { disableStaff } from "./commands/disable-staff.ts";
import { enableStaff } from "./commands/enable-staff.ts";
import { resetStaffPassword } from "./commands/reset-staff-password.ts";
import { randomPassword } from "./password.ts";
import { findStaff, listStaff } from "./staff.queries.ts";
import {
  AddStaffInput,
  ChangeOwnPasswordInput,
  ChangeOwnPasswordPayload,
  ChangeStaffRoleInput,
  DisableStaffInput,
  EnableStaffInput,
  Me,
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
    const staff = context.actor ? await findStaff(context, context.actor.staffId) : null;
    return staff && context.actor ? { staff, permissions: [...context.actor.permissions].sort() } : null;
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
  @Mutation(() => StaffPasswordPayload, {
    description: "Adds a person and gives the first password, once 添加员工.",
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
  @Mutation(() => StaffPayload, {
    description: "Gives a person another role 更改角色; counts from that person's next request.",
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
  @Mutation(() => StaffPayload, { description: "Lets a person in again 启用员工." })
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
  @Mutation(() => StaffPasswordPayload, {
    description: "Gives a person a new password, shown once; sessions end 重置密码.",
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
  @Can("self:changePassword")
  @Mutation(() => ChangeOwnPasswordPayload, {
    description: "Changes the own password; other sessions end 修改自己的密码.",
  })
  async changeOwnPassword(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeOwnPasswordInput, { description: "The old and the new password 新旧密码." })
    input: ChangeOwnPasswordInput,
  ): Promise<ChangeOwnPasswordPayload> {
    const outcome = await mutate(context, { operation: "changeOwnPassword" }, (scope) =>
      changeOwnPassword(scope, input),
    );
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
