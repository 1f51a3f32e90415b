import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import { PersonalField } from "../../platform/personal-fields.ts";
import { DateTimeScalar, Node } from "../../platform/scalars.ts";
import { RecordScope } from "../../platform/scope.ts";
import type { Moment } from "../../platform/tables.ts";
import { StaffRole } from "./permissions.ts";

registerEnumType(StaffRole, {
  name: "StaffRole",
  description: "The roles that are there from the start 内置角色; own roles have ids only.",
  valuesConfig: {
    ADMINISTRATOR: { description: "Everything, staff, roles and keys included 管理员." },
    MANAGER: { description: "Looks after the department's customers and complaints 主管." },
    SALES_AGENT: { description: "Sees the team's customers, works with their own 销售." },
    AGENT: { description: "After-sales agent 售后客服: serves every customer, imports, reveals." },
    QUALITY_OFFICER: { description: "Sees every complaint and how it is handled 质检." },
    PRIVACY_OFFICER: { description: "Reads the change log and who revealed what 隐私专员." },
    VIEWER: { description: "Looks, with contact data masked 只读." },
  },
});

registerEnumType(RecordScope, {
  name: "RecordScope",
  description: "Whose records a permission reaches 数据范围, each more than the one before.",
  valuesConfig: {
    NONE: { description: "None: the permission is not held 无." },
    OWN: { description: "What one looks after oneself 本人负责的." },
    TEAM: { description: "What one's team looks after 本组的." },
    DEPARTMENT: { description: "What the teams of one's department look after 本部门的." },
    ALL: { description: "Everything, what nobody looks after included 全部." },
  },
});

registerEnumType(FieldRight, {
  name: "FieldRight",
  description: "What may be done with a personal field 字段权限, each more than the one before.",
  valuesConfig: {
    NONE: { description: "Hidden, even whether there is a value 不可见." },
    MASKED: { description: "Shown with most of it starred out 脱敏显示." },
    MATCH: { description: "Masked, and found by the whole value or the last four digits 可精确查找." },
    VIEW: {
      description:
        "May also be revealed whole, with a reason 可查看完整内容; to take spreadsheets in, it is needed on every field.",
    },
  },
});

@ObjectType({ simpleResolvers: true, description: "Whose records a permission reaches 权限与范围." })
export class RolePermissionType {
  @Field(() => String, {
    description: "The permission 权限, e.g. customer:edit; the verb is the mutation's.",
  })
  permission!: string;

  @Field(() => RecordScope, { description: "Whose records 数据范围; ALL where it is about no records." })
  scope!: RecordScope;
}

@ObjectType({ simpleResolvers: true, description: "A right on a personal field 字段与权限." })
export class RoleFieldType {
  @Field(() => PersonalField, { description: "The field 字段." })
  field!: PersonalField;

  @Field(() => FieldRight, { description: "What may be done with it 字段权限." })
  right!: FieldRight;
}

@ObjectType("Role", {
  implements: Node,
  simpleResolvers: true,
  description: "What those who hold it may do 角色: a set of permissions, and rights on personal fields.",
})
export class RoleType extends Node {
  readonly __typename!: "Role";
  /** The id in the database; not in the graph. */
  recordId!: string;
  /** As kept; the graph tells those of the first roles in the reader's language. */
  keptName!: string;
  keptDescription!: string | null;
  standsFor!: StaffRole;

  @Field(() => Int, { description: "Grows with each change 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => StaffRole, {
    nullable: true,
    description: "Of a role that was there from the start 内置角色代码; null for an own one.",
  })
  code!: StaffRole | null;

  @Field(() => Boolean, {
    description: "Whether a second factor is needed to sign in 是否必须两步验证.",
  })
  requiresSecondFactor!: boolean;

  @Field(() => Int, {
    description: "Of so many customers a day personal values may be revealed 每日可查看完整信息的客户数.",
  })
  revealQuota!: number;

  @Field(() => [RolePermissionType], { description: "The permissions it gives 权限; others it does not." })
  permissions!: RolePermissionType[];

  @Field(() => [RoleFieldType], { description: "The rights on personal fields 字段权限, on all of them." })
  fields!: RoleFieldType[];

  @Field(() => [PersonalField], {
    description:
      "Fields of which the role itself says nothing 沿用默认的字段: its right on the phone, the e-mail or the address counts for them, and for sensitive ones none.",
  })
  inheritedFields!: PersonalField[];

  @Field(() => DateTimeScalar, { description: "When it was made 创建时间." })
  createdAt!: Moment;
}

@ObjectType({ simpleResolvers: true, description: "What a permission is called and how it works 权限说明." })
export class PermissionDescription {
  @Field(() => String, { description: "The permission 权限, e.g. customer:edit." })
  permission!: string;

  @Field(() => String, { description: "What it allows 名称, in the caller's language." })
  name!: string;

  @Field(() => Boolean, { description: "Whether its scope may be other than NONE and ALL 是否区分数据范围." })
  scoped!: boolean;

  @Field(() => String, { description: "The section it is listed under 分组, in the caller's language." })
  section!: string;

  @Field(() => Boolean, { description: "Whether no API key ever holds it 是否仅限员工本人." })
  forPeopleOnly!: boolean;
}

@InputType({ description: "A permission to give 权限与范围." })
export class RolePermissionInput {
  @Field(() => String, { description: "The permission 权限, e.g. customer:edit." })
  permission!: string;

  @Field(() => RecordScope, { description: "Whose records 数据范围; NONE gives nothing." })
  scope!: RecordScope;
}

@InputType({ description: "A right on a personal field to give 字段与权限." })
export class RoleFieldInput {
  @Field(() => PersonalField, { description: "The field 字段." })
  field!: PersonalField;

  @Field(() => FieldRight, { description: "What may be done with it 字段权限." })
  right!: FieldRight;
}

@InputType({ description: "A role to add 添加角色." })
export class AddRoleInput {
  @Field(() => String, { description: "The role's name 名称, at most 50 characters; unique." })
  name!: string;

  @Field(() => String, { nullable: true, description: "What it is for 说明, at most 500 characters." })
  description?: string | null;

  @Field(() => ID, { nullable: true, description: "A role to begin from 以哪个角色为基础." })
  copyOf?: string | null;

  @Field(() => [RolePermissionInput], {
    nullable: true,
    description: "Its permissions 权限; omitted: those of `copyOf`, or none.",
  })
  permissions?: RolePermissionInput[] | null;

  @Field(() => [RoleFieldInput], {
    nullable: true,
    description: "Its rights on personal fields 字段权限; omitted: those of `copyOf`, or masked.",
  })
  fields?: RoleFieldInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether a second factor is needed 是否必须两步验证; omitted: as in `copyOf`, or not.",
  })
  requiresSecondFactor?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: "Customers a day whose values may be revealed 每日查看额度, 0–10,000; omitted: 200.",
  })
  revealQuota?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "What to change of a role 修改角色; what is omitted stays." })
export class EditRoleInput {
  @Field(() => ID, { description: "The role 角色." })
  roleId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: "Another name 名称, at most 50 characters; unique." })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What it is for 说明, at most 500 characters; null takes it away.",
  })
  description?: string | null;

  @Field(() => [RolePermissionInput], {
    nullable: true,
    description: "All its permissions from now on 权限; those not listed are taken away.",
  })
  permissions?: RolePermissionInput[] | null;

  @Field(() => [RoleFieldInput], {
    nullable: true,
    description: "Rights on personal fields 字段权限; fields not listed stay as they are.",
  })
  fields?: RoleFieldInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether a second factor is needed 是否必须两步验证.",
  })
  requiresSecondFactor?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: "Customers a day whose values may be revealed 每日查看额度, 0–10,000.",
  })
  revealQuota?: number | null;
}

@InputType({ description: "An own role to remove 删除角色." })
export class RemoveRoleInput {
  @Field(() => ID, { description: "The role 角色; one that was there from the start stays." })
  roleId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ID, {
    nullable: true,
    description: "The role for those who hold it 由哪个角色代替; needed when somebody does.",
  })
  replaceWith?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What came of a change to a role 角色变更结果." })
export class RolePayload {
  @Field(() => RoleType, {
    nullable: true,
    description: "The role as of now 角色; null when it is removed or was refused.",
  })
  role!: RoleType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}
