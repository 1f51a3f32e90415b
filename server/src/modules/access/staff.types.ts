import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { Assurance } from "../../platform/actor.ts";
import { UserError } from "../../platform/errors.ts";
import { DateTimeScalar, Node } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { DepartmentType } from "./department.types.ts";
import { StaffRole } from "./permissions.ts";
import { RoleFieldType, RolePermissionType, RoleType } from "./role.types.ts";

@ObjectType("StaffMember", {
  implements: Node,
  simpleResolvers: true,
  description: "Who works with Dossier 员工: a person, or a program with an API key.",
})
export class StaffMemberType extends Node {
  readonly __typename!: "StaffMember";
  /** The id in the database; not in the graph. */
  recordId!: string;
  /** The team's id in the database; the graph has the team. */
  teamId!: string | null;
  /** The role's id in the database; the graph has the role. */
  roleId!: string;

  @Field(() => Int, { description: "Grows with each change 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => String, { description: "The person's name 姓名." })
  name!: string;

  /** In the graph for whoever may see it, see staff-fields.resolver.ts. */
  email!: string;
  lastSignedInAt!: Moment | null;
  hasSecondFactor!: boolean;

  @Field(() => StaffRole, {
    description:
      "The role held now 角色; of an own role the one it was made from. `heldRole` tells more and rightly.",
  })
  role!: StaffRole;

  @Field(() => Boolean, { description: "False when the person may not sign in 是否启用." })
  active!: boolean;

  @Field(() => Boolean, {
    description: "True for a program that works with an API key 是否为程序; it cannot sign in.",
  })
  program!: boolean;

  @Field(() => DateTimeScalar, { description: "When the person was added 添加时间." })
  createdAt!: Moment;
}

registerEnumType(Assurance, {
  name: "Assurance",
  description: "How sure the server is of who asks 登录可信程度.",
  valuesConfig: {
    FULL: { description: "Everything that was asked for was shown 已完成登录." },
    SECOND_FACTOR_MISSING: {
      description:
        "The password was right, the second factor is still to be shown 待输入动态码; nothing may be done yet.",
    },
    SECOND_FACTOR_TO_SET_UP: {
      description:
        "The role asks for a second factor, and there is none yet 待设置两步验证; nothing may be done yet.",
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "How one's own sign-in goes beyond the password 两步验证.",
})
export class OwnSecondFactor {
  @Field(() => Boolean, { description: "An authenticator was set up and shown to work 是否已开启." })
  confirmed!: boolean;

  @Field(() => Boolean, { description: "The role asks for one 角色是否要求." })
  required!: boolean;

  /** Whose it is, in the database. */
  staffId!: string;
}

@ObjectType({ simpleResolvers: true, description: "Who asks, and what that person may do 当前登录者." })
export class Me {
  @Field(() => Assurance, {
    description: "How sure the server is of who asks 登录可信程度; below FULL nothing but this may be asked.",
  })
  assurance!: Assurance;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Until when what asks for a step-up is done without another one 本人确认有效期至; null when it has to be given first.",
  })
  steppedUpUntil!: Date | null;

  @Field(() => StaffMemberType, { description: "The person signed in 员工." })
  staff!: StaffMemberType;

  @Field(() => [String], {
    description: "Permissions of the role 权限, e.g. customer:create; the verb is the mutation's own.",
  })
  permissions!: string[];

  @Field(() => RoleType, { description: "The role held now 当前角色." })
  heldRole!: RoleType;

  @Field(() => DepartmentType, {
    nullable: true,
    description: "The department of the own team 所在部门; null for none.",
  })
  department!: DepartmentType | null;

  @Field(() => [RolePermissionType], {
    description: "Permissions with the records they reach 权限与数据范围, as they have an effect.",
  })
  scopes!: RolePermissionType[];

  @Field(() => [RoleFieldType], { description: "Rights on personal fields 字段权限." })
  fields!: RoleFieldType[];
}

@ObjectType({
  simpleResolvers: true,
  description: "What came of a change to a member of staff 员工变更结果.",
})
export class StaffPayload {
  @Field(() => StaffMemberType, {
    nullable: true,
    description: "The person as of now 员工; on CONFLICT the current values.",
  })
  staffMember!: StaffMemberType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}

@ObjectType({
  simpleResolvers: true,
  description: "A new or reset account with its first password 账号与临时密码.",
})
export class StaffPasswordPayload extends StaffPayload {
  @Field(() => String, {
    nullable: true,
    description: "The password, shown this once 临时密码; hand it over and have it changed.",
  })
  temporaryPassword!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What came of changing the own password 修改密码结果." })
export class ChangeOwnPasswordPayload {
  @Field(() => Boolean, { description: "True when the new password counts from now on 是否已修改." })
  changed!: boolean;

  @Field(() => [UserError], { description: "Why nothing was changed 错误." })
  errors!: UserError[];
}

@InputType({ description: "A person to add to the staff 添加员工." })
export class AddStaffInput {
  @Field(() => String, { description: "The person's name 姓名, at most 100 characters." })
  name!: string;

  @Field(() => String, { description: "Address to sign in with 登录邮箱; unique." })
  email!: string;

  @Field(() => StaffRole, {
    nullable: true,
    description: "A role from the start to hold 内置角色. Give either `role` or `roleId`.",
  })
  role?: StaffRole | null;

  @Field(() => ID, { nullable: true, description: "The role to hold, of any kind 角色." })
  roleId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType()
abstract class StaffInput {
  @Field(() => ID, { description: "The person 员工." })
  staffId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;
}

@InputType({ description: "A role to give 更改角色." })
export class ChangeStaffRoleInput extends StaffInput {
  @Field(() => StaffRole, {
    nullable: true,
    description: "A role from the start 内置角色. Give either `role` or `roleId`.",
  })
  role?: StaffRole | null;

  @Field(() => ID, { nullable: true, description: "The role to hold from now on, of any kind 新角色." })
  roleId?: string | null;
}

@InputType({ description: "A person to shut out 停用员工." })
export class DisableStaffInput extends StaffInput {}

@InputType({ description: "A person to let in again 启用员工." })
export class EnableStaffInput extends StaffInput {}

@InputType({ description: "Whose second factor to remove 重置两步验证." })
export class ResetSecondFactorInput extends StaffInput {}

@InputType({ description: "A person who needs a new password 重置密码." })
export class ResetStaffPasswordInput extends StaffInput {}

@InputType({ description: "The own password, old and new 修改密码." })
export class ChangeOwnPasswordInput {
  @Field(() => String, { description: "The password in use 当前密码." })
  currentPassword!: string;

  @Field(() => String, { description: "The password to use from now on 新密码, at least 10 characters." })
  newPassword!: string;
}
