import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import type { PersonalFieldName } from "../../platform/personal-fields.ts";
import { CustomerPersonalField } from "./archive-words.types.ts";
import { RevealReason } from "./customer-words.types.ts";
import { CustomerType } from "./customer.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "How many customers the caller revealed values of today 今日查看额度.",
})
export class RevealCount {
  @Field(() => Int, { description: "Customers already counted today 已查看的客户数." })
  used!: number;

  @Field(() => Int, { description: "How many the role allows in a day 每日额度; 0 for who may not reveal." })
  quota!: number;
}

@InputType({ description: "A personal value to look at, and why 查看个人信息." })
export class RevealFieldInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => CustomerPersonalField, { description: "The field 字段." })
  field!: PersonalFieldName;

  @Field(() => RevealReason, { description: "Why 原因; kept in the change log." })
  reason!: RevealReason;

  @Field(() => String, {
    nullable: true,
    description: "The reason in words 说明; needed for OTHER, at most 200 characters.",
  })
  reasonText?: string | null;
}

@InputType({ description: "A value of a custom field to look at, and why 查看自定义字段的完整内容." })
export class RevealCustomFieldInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => ID, { description: "The field 字段: its id or name." })
  customFieldId!: string;

  @Field(() => RevealReason, { description: "Why 原因; kept in the change log." })
  reason!: RevealReason;

  @Field(() => String, {
    nullable: true,
    description: "The reason in words 说明; needed for OTHER, at most 200 characters.",
  })
  reasonText?: string | null;
}

@InputType({ description: "A personal value of many customers to look at, and why 批量查看个人信息." })
export class RevealFieldsInput {
  @Field(() => [ID], { description: "The customers 客户, at most 100." })
  customerIds!: string[];

  @Field(() => CustomerPersonalField, { description: "The field 字段." })
  field!: PersonalFieldName;

  @Field(() => RevealReason, { description: "Why 原因, of all of them; kept in the change log." })
  reason!: RevealReason;

  @Field(() => String, {
    nullable: true,
    description: "The reason in words 说明; needed for OTHER, at most 200 characters.",
  })
  reasonText?: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "A personal value in clear 明文. It is not kept by the console.",
})
export class RevealFieldPayload {
  @Field(() => String, { nullable: true, description: "The whole value 完整内容; null when there is none." })
  value!: string | null;

  @Field(() => CustomerType, { nullable: true, description: "The customer 客户." })
  customer!: CustomerType | null;

  @Field(() => [UserError], { description: "Why it was not shown 错误." })
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "A customer's personal value in clear 客户的明文信息." })
export class RevealedValue {
  @Field(() => CustomerType, { description: "The customer 客户." })
  customer!: CustomerType;

  @Field(() => String, { nullable: true, description: "The whole value 完整内容; null when there is none." })
  value!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Personal values of many customers in clear 批量查看结果. The console does not keep them.",
})
export class RevealFieldsPayload {
  @Field(() => [RevealedValue], {
    description: "The values in the order asked for 完整内容; empty when refused.",
  })
  revealed!: RevealedValue[];

  @Field(() => [UserError], { description: "Why nothing was shown 错误." })
  errors!: UserError[];
}
