import { Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import { PersonalField, type PersonalFieldName } from "../../platform/personal-fields.ts";
import { ArchiveSection, FieldSensitivity, FieldType } from "./archive-field.ts";
import { CustomerPersonalField } from "./archive-words.types.ts";
import { CustomerKind } from "./customer.entity.ts";

@ObjectType("District", {
  simpleResolvers: true,
  description: "A province, city or district of China 行政区划, by its code of GB/T 2260.",
})
export class DistrictType {
  @Field(() => String, { description: "The code 代码, e.g. 330106." })
  code!: string;

  @Field(() => String, { description: "Its own name 名称, e.g. 西湖区." })
  name!: string;

  @Field(() => String, { description: "From the province down 全称, e.g. 浙江省 杭州市 西湖区." })
  fullName!: string;

  @Field(() => Boolean, { description: "Whether it is divided further 是否有下级地区." })
  hasParts!: boolean;
}

/** What an age was computed from. */
export enum AgeSource {
  BIRTH_DATE = "BIRTH_DATE",
  BIRTH_YEAR = "BIRTH_YEAR",
}

registerEnumType(AgeSource, {
  name: "AgeSource",
  description: "What an age was computed from 年龄的依据.",
  valuesConfig: {
    BIRTH_DATE: { description: "The birth date 出生日期：it is exact." },
    BIRTH_YEAR: { description: "The year of birth 出生年份：it may be one too many." },
  },
});

@ObjectType({ simpleResolvers: true, description: "How old a customer is today 年龄." })
export class CustomerAge {
  @Field(() => Int, { description: "In whole years 周岁." })
  years!: number;

  @Field(() => AgeSource, { description: "What it was computed from 依据." })
  from!: AgeSource;
}

@ObjectType({ simpleResolvers: true, description: "What may be chosen in a field 选项." })
export class FieldChoice {
  @Field(() => String, { description: "The code 代码, as in inputs and values." })
  code!: string;

  @Field(() => String, { description: "What it is called 名称, in the caller's language." })
  label!: string;
}

@ObjectType("ArchiveField", {
  simpleResolvers: true,
  description:
    "A field of the archive 档案字段, as forms and lists need to know it. One that persons and firms both have is listed for each.",
})
export class ArchiveFieldType {
  @Field(() => String, {
    description: "The name 字段名：in the archive's sections, in inputs, in histories, e.g. birthDate.",
  })
  name!: string;

  @Field(() => CustomerKind, { description: "Whose archive has it 客户类型." })
  kind!: CustomerKind;

  @Field(() => ArchiveSection, { description: "The section it stands in 所在分区." })
  section!: ArchiveSection;

  @Field(() => String, { description: "The section's name 分区名称, in the caller's language." })
  sectionLabel!: string;

  @Field(() => FieldType, { description: "How it is given 类型." })
  type!: FieldType;

  @Field(() => FieldSensitivity, { description: "How it is protected 敏感程度." })
  sensitivity!: FieldSensitivity;

  @Field(() => String, { description: "What it is called 名称, in the caller's language." })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Why it is kept 收集目的：as an administrator has set it, else as it is from the start in the caller's language; null of a closed field.",
  })
  purpose!: string | null;

  @Field(() => Int, {
    description:
      "How much it counts for completeness 完整度权重, 0 to 10, as the firm has set it; 0 of sensitive ones.",
  })
  weight!: number;

  @Field(() => Int, { nullable: true, description: "The most characters 最多字数, of tags each." })
  longest!: number | null;

  @Field(() => Int, { nullable: true, description: "Of a number: digits behind the point 小数位数." })
  decimals!: number | null;

  @Field(() => [FieldChoice], { description: "What may be chosen 选项；empty of other types." })
  choices!: FieldChoice[];

  @Field(() => Boolean, {
    description: "Whether it may be used 是否已启用；a sensitive one only when a purpose is set.",
  })
  open!: boolean;

  @Field(() => PersonalField, {
    nullable: true,
    description: "What roles hold their right on it by 权限字段；null of a plain one.",
  })
  personalField!: PersonalField | null;

  @Field(() => CustomerPersonalField, {
    nullable: true,
    description: "What `revealField` calls it 查看完整信息时的字段；null of a plain one.",
  })
  revealField!: PersonalFieldName | null;

  @Field(() => FieldRight, {
    description: "What the caller may do with it 我的权限：VIEW of a plain field, NONE of a closed one.",
  })
  right!: FieldRight;

  @Field(() => Int, {
    description:
      "Grows when an administrator changes it 版本号, 0 before; give it back as `expectedVersion`.",
  })
  version!: number;
}

@InputType({ description: "Why a field is kept 设置字段的收集目的." })
export class SetFieldPurposeInput {
  @Field(() => String, { description: "The field's name 字段名, e.g. identityNumber." })
  field!: string;

  @Field(() => Int, {
    description: "The field's version last read 读取时的版本号；another one answers CONFLICT.",
  })
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description:
      "The purpose 收集目的, at most 200 characters. Opens a sensitive field; null closes it again, and nobody sees its values any more.",
  })
  purpose?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What came of setting a purpose 设置结果." })
export class SetFieldPurposePayload {
  @Field(() => [ArchiveFieldType], { description: "The field as of now, of each kind of customer 字段." })
  fields!: ArchiveFieldType[];

  @Field(() => [UserError], { description: "Why nothing was changed 错误." })
  errors!: UserError[];
}
