import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, Creates, Sensitive, StepUp, may } from "../../platform/authz.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { Language } from "../../platform/language.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { ApiKeyType } from "./api-key.types.ts";
import { isForPeopleOnly } from "./api-key-rights.ts";
import { addRole } from "./commands/add-role.ts";
import { editRole } from "./commands/edit-role.ts";
import { removeRole } from "./commands/remove-role.ts";
import { defaultRole } from "./default-roles.ts";
import { isPermission, PERMISSION_SECTIONS } from "./permissions.ts";
import { countHolders, findRole, listRoles } from "./role.queries.ts";
import {
  AddRoleInput,
  EditRoleInput,
  PermissionDescription,
  RemoveRoleInput,
  RolePayload,
  RoleType,
} from "./role.types.ts";
import { StaffMemberType } from "./staff.types.ts";

@Resolver(() => RoleType)
export class RoleResolver {
  @Can("role:list")
  @Query(() => [RoleType], {
    description: "Every role 角色列表, those that were there from the start first.",
  })
  roles(@Ctx() context: RequestContext): NowOrSoon<readonly RoleType[]> {
    return listRoles(context);
  }

  @Can("role:list")
  @Query(() => RoleType, { nullable: true, description: "One role 角色; null when there is none." })
  role(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "Id in the graph 全局编号." }) id: string,
  ): NowOrSoon<RoleType | null> {
    return findRole(context, recordId("Role", id));
  }

  @Can("role:list")
  @Query(() => [PermissionDescription], { description: "Every permission that a role can give 权限清单." })
  permissionDescriptions(@Ctx() { language }: RequestContext): PermissionDescription[] {
    return PERMISSION_SECTIONS.flatMap(({ name: section, permissions }) =>
      Object.entries(permissions).map(([permission, { name, scoped }]) => ({
        permission,
        name: name[language],
        scoped,
        section: section[language],
        forPeopleOnly: isPermission(permission) && isForPeopleOnly(permission),
      })),
    );
  }

  @Creates()
  @Sensitive()
  @Can("role:add")
  @StepUp()
  @Mutation(() => RolePayload, {
    description: "Adds a role, of no more than the caller's own rights 添加角色.",
  })
  async addRole(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddRoleInput, { description: "The role 角色信息." }) input: AddRoleInput,
  ): Promise<RolePayload> {
    const request = { operation: "addRole", input, idempotencyKey: input.idempotencyKey };
    return rolePayload(context, await mutate(context, request, (scope) => addRole(scope, input)), null);
  }

  @Sensitive()
  @Can("role:edit")
  @StepUp()
  @Mutation(() => RolePayload, {
    description:
      "Changes what is given of a role 修改角色; it counts for everybody who holds it from the next request on.",
  })
  async editRole(
    @Ctx() context: RequestContext,
    @Arg("input", () => EditRoleInput, { description: "The role and what to change 角色与修改内容." })
    input: EditRoleInput,
  ): Promise<RolePayload> {
    const request = { operation: "editRole" };
    return rolePayload(
      context,
      await mutate(context, request, (scope) => editRole(scope, input)),
      input.roleId,
    );
  }

  @Sensitive()
  @Can("role:remove")
  @StepUp()
  @Mutation(() => RolePayload, {
    description: "Removes an own role; those who hold it get another 删除角色.",
  })
  async removeRole(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveRoleInput, { description: "The role 角色." }) input: RemoveRoleInput,
  ): Promise<RolePayload> {
    const request = { operation: "removeRole" };
    return rolePayload(
      context,
      await mutate(context, request, (scope) => removeRole(scope, input)),
      input.roleId,
    );
  }

  @FieldResolver(() => String, {
    description: "The role's name 名称; that of a role from the start in the caller's language.",
  })
  name(@Ctx() { language }: RequestContext, @Root() role: RoleType): string {
    return nameOf(role, language);
  }

  @FieldResolver(() => String, { nullable: true, description: "What it is for 说明." })
  description(@Ctx() { language }: RequestContext, @Root() role: RoleType): string | null {
    const first = role.code && defaultRole(role.code).description;
    return first && first.zh === role.keptDescription ? first[language] : role.keptDescription;
  }

  @FieldResolver(() => Int, { description: "How many people hold it 持有人数, the disabled left out." })
  staffCount(@Ctx() context: RequestContext, @Root() role: RoleType): Promise<number> {
    return countHolders(context, role.recordId);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller may edit it 可否修改; nobody edits the role held at the moment.",
  })
  viewerCanEdit(@Ctx() context: RequestContext, @Root() role: RoleType): boolean {
    return may(context, "role:edit") && context.actor?.roleId !== role.recordId;
  }
}

@Resolver(() => StaffMemberType)
export class StaffRoleResolver {
  @FieldResolver(() => RoleType, {
    nullable: true,
    description: "The role held now 当前角色; of others null for who may not list the roles.",
  })
  async heldRole(@Ctx() context: RequestContext, @Root() staff: StaffMemberType): Promise<RoleType | null> {
    return mayReadRole(context, staff.roleId) ? roleOf(context, staff.roleId) : null;
  }

  @FieldResolver(() => String, {
    description: "The name of the role held now 当前角色名称, in the caller's language.",
  })
  async roleName(@Ctx() context: RequestContext, @Root() staff: StaffMemberType): Promise<string> {
    return nameOf(await roleOf(context, staff.roleId), context.language);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "Of so many customers a day personal values may be revealed 每日可查看完整信息的客户数; of others null for who may neither list the roles nor see who revealed what.",
  })
  async revealQuota(@Ctx() context: RequestContext, @Root() staff: StaffMemberType): Promise<number | null> {
    return mayReadRole(context, staff.roleId) || may(context, "change:listReveals")
      ? (await roleOf(context, staff.roleId)).revealQuota
      : null;
  }
}

@Resolver(() => ApiKeyType)
export class ApiKeyRoleResolver {
  @FieldResolver(() => RoleType, {
    nullable: true,
    description: "The role it asks in 角色; null for who may not list the roles.",
  })
  async heldRole(@Ctx() context: RequestContext, @Root() key: ApiKeyType): Promise<RoleType | null> {
    return mayReadRole(context, key.roleId) ? roleOf(context, key.roleId) : null;
  }

  @FieldResolver(() => String, {
    description: "The name of the role it asks in 角色名称, in the caller's language.",
  })
  async roleName(@Ctx() context: RequestContext, @Root() key: ApiKeyType): Promise<string> {
    return nameOf(await roleOf(context, key.roleId), context.language);
  }
}

/** What a role gives is for those who look after roles, and the own one. */
function mayReadRole(context: RequestContext, roleId: string): boolean {
  return may(context, "role:list") || context.actor?.roleId === roleId;
}

function nameOf({ code, keptName }: RoleType, language: Language): string {
  const first = code && defaultRole(code).name;
  return first?.zh === keptName ? first[language] : keptName;
}

async function roleOf(context: RequestContext, id: string): Promise<RoleType> {
  const role = await findRole(context, id);
  if (!role) throw new Error("a role that is held is not there");
  return role;
}

async function rolePayload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
  roleId: string | null,
): Promise<RolePayload> {
  const id = outcome.done ? outcome.answer : roleId && recordId("Role", roleId);
  return { role: await findRole(context, id), errors: outcome.errors };
}
