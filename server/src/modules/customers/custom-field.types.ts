import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { OfLength } from "../../platform/authz.ts";
import { UserError } from "../../platform/errors.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import { Node } from "../../platform/scalars.ts";
import { ArchiveSection, FieldSensitivity, FieldType } from "./archive-field.ts";
import { CustomerKind } from "./customer.entity.ts";

@ObjectType({ simpleResolvers: true, description: "What may be chosen in a custom field 自定义字段的选项." })
export class CustomFieldChoice {
  @Field(() => String, { description: "The code 代码, as in inputs and values." })
  code!: string;

  @Field(() => String, { description: "What it is called 名称, in the caller's language where it has one." })
  label!: string;

  @Field(() => String, { nullable: true, description: "Its Chinese name 中文名称." })
  labelZh!: string | null;

  @Field(() => String, { nullable: true, description: "Its English name 英文名称." })
  labelEn!: string | null;

  @Field(() => Boolean, {
    description: "Whether it is offered no more 已停用; it stays where it was chosen.",
  })
  retired!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: "What a role may do with a custom field 角色对字段的权限.",
})
export class CustomFieldRoleRight {
  @Field(() => ID, { description: "The role 角色." })
  roleId!: string;

  @Field(() => FieldRight, { description: "What it may do 权限." })
  right!: FieldRight;
}

@ObjectType("CustomField", {
  implements: Node,
  simpleResolvers: true,
  description:
    "A field of the archive that the firm made itself 自定义字段. It is called by its name in histories, filters and values.",
})
export class CustomFieldType extends Node {
  readonly __typename!: "CustomField";

  @Field(() => String, { description: "Its name 字段名, the same for good: in histories and filters." })
  name!: string;

  @Field(() => Int, { description: "Grows with each change 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => [ArchiveSection], {
    description: "The section it stands in 所在分区: one, or one of persons and one of firms.",
  })
  sections!: ArchiveSection[];

  @Field(() => [CustomerKind], { description: "Whose archives have it 客户类型." })
  kinds!: CustomerKind[];

  @Field(() => FieldType, { description: "What it holds 类型." })
  type!: FieldType;

  @Field(() => FieldSensitivity, { description: "How it is protected 敏感程度." })
  sensitivity!: FieldSensitivity;

  @Field(() => String, {
    description: "What it is called 名称, in the caller's language where it has one there.",
  })
  label!: string;

  @Field(() => String, { nullable: true, description: "Its Chinese name 中文名称." })
  labelZh!: string | null;

  @Field(() => String, { nullable: true, description: "Its English name 英文名称." })
  labelEn!: string | null;

  @Field(() => String, { nullable: true, description: "Why it is kept 收集目的." })
  purpose!: string | null;

  @OfLength(50)
  @Field(() => [CustomFieldChoice], {
    description: "What may be chosen 选项, retired ones too; empty of other types.",
  })
  choices!: CustomFieldChoice[];

  @Field(() => Int, { description: "Its place among the custom fields 排序." })
  position!: number;

  @Field(() => Boolean, { description: "Whether it is used no more 已停用; its values stay." })
  archived!: boolean;

  @Field(() => Boolean, {
    description: "Whether it may be used 是否已启用; a sensitive one only when it has a purpose.",
  })
  open!: boolean;

  @Field(() => FieldRight, { description: "What the caller may do with it 我的权限." })
  right!: FieldRight;

  @Field(() => [CustomFieldRoleRight], {
    description:
      "Roles with a right other than its protection gives 角色权限; empty for who may not change fields. Of the others a plain field is everybody's, a personal one goes by their right on the address, and a sensitive one is nobody's.",
  })
  rights!: CustomFieldRoleRight[];
}

@InputType({ description: "A choice of a custom field 自定义字段的选项. It needs a name in one language." })
export class CustomFieldChoiceInput {
  @Field(() => String, {
    nullable: true,
    description: "The code of one that is there 代码; omitted: a new one.",
  })
  code?: string | null;

  @Field(() => String, { nullable: true, description: "Its Chinese name 中文名称, at most 40 characters." })
  labelZh?: string | null;

  @Field(() => String, { nullable: true, description: "Its English name 英文名称, at most 40 characters." })
  labelEn?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether it is offered no more 停用." })
  retired!: boolean;
}

@InputType({ description: "What a role may do with a custom field 角色对字段的权限." })
export class CustomFieldRightInput {
  @Field(() => ID, { description: "The role 角色." })
  roleId!: string;

  @Field(() => FieldRight, { description: "What it may do 权限; of a plain field NONE or VIEW." })
  right!: FieldRight;
}

@InputType()
abstract class CustomFieldWordsInput {
  @Field(() => String, {
    nullable: true,
    description: "Its Chinese name 中文名称, at most 40 characters; one of the two names is needed.",
  })
  labelZh?: string | null;

  @Field(() => String, { nullable: true, description: "Its English name 英文名称, at most 40 characters." })
  labelEn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it is kept 收集目的, at most 200 characters; a sensitive field is closed without.",
  })
  purpose?: string | null;

  @Field(() => [CustomFieldChoiceInput], {
    nullable: true,
    description:
      "What may be chosen 选项, all of them in their order, at most 100. One that is there is retired and never left out.",
  })
  choices?: CustomFieldChoiceInput[] | null;

  @Field(() => [CustomFieldRightInput], {
    nullable: true,
    description: "Roles with a right other than its protection gives 角色权限, all of them.",
  })
  rights?: CustomFieldRightInput[] | null;
}

@InputType({ description: "A field of the archive to make 新建自定义字段." })
export class CreateCustomFieldInput extends CustomFieldWordsInput {
  @Field(() => [ArchiveSection], {
    description: "The section it stands in 所在分区: one, or one of persons and one of firms.",
  })
  sections!: ArchiveSection[];

  @Field(() => FieldType, {
    description:
      "What it holds 类型, for good: TEXT, LONG_TEXT, NUMBER, MONEY, DATE, CHOICE, CHOICES, YES_NO, CUSTOMER or LINK.",
  })
  type!: FieldType;

  @Field(() => FieldSensitivity, {
    defaultValue: FieldSensitivity.PLAIN,
    description:
      "How it is protected 敏感程度, for good. PERSONAL and SENSITIVE are encrypted and masked, and a customer is PLAIN.",
  })
  sensitivity!: FieldSensitivity;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "What to change of a custom field 修改自定义字段. What is left out stays." })
export class ChangeCustomFieldInput extends CustomFieldWordsInput {
  @Field(() => ID, { description: "The field 字段." })
  customFieldId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;
}

@InputType({ description: "A custom field that goes to another place 调整自定义字段的顺序." })
export class MoveCustomFieldInput {
  @Field(() => ID, { description: "The field 字段." })
  customFieldId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ID, {
    nullable: true,
    description: "The field that it comes after 排在哪个字段之后; null: the first.",
  })
  afterId?: string | null;
}

@InputType({ description: "A custom field that is used no more 停用自定义字段. Its values stay." })
export class ArchiveCustomFieldInput {
  @Field(() => ID, { description: "The field 字段." })
  customFieldId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;
}

@InputType({ description: "A custom field that is used again 恢复自定义字段, with the values it had." })
export class RestoreCustomFieldInput {
  @Field(() => ID, { description: "The field 字段." })
  customFieldId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "What came of a change to a custom field 自定义字段变更结果.",
})
export class CustomFieldPayload {
  @Field(() => CustomFieldType, {
    nullable: true,
    description: "The field as of now 字段; on CONFLICT as others left it, null when it was not made.",
  })
  customField!: CustomFieldType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}
