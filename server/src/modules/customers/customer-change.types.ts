import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { PageArguments, connectionOf } from "../../platform/connection.ts";
import { ChangeSource } from "../../platform/request.ts";
import { DateTimeScalar, MaskedValue } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { StaffMemberType } from "../access/staff.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "A field that somebody else changed since it was read 冲突字段.",
})
export class FieldConflict {
  @Field(() => String, { description: "The field 字段, as in the input." })
  field!: string;

  @Field(() => MaskedValue, { description: "Its value now 当前值, under the same rights as the field." })
  current!: MaskedValue;

  @Field(() => StaffMemberType, {
    nullable: true,
    description: "Who changed it 修改人; null for the system.",
  })
  changedBy!: StaffMemberType | null;

  @Field(() => DateTimeScalar, { description: "When it was changed 修改时间." })
  changedAt!: Moment;
}

@ObjectType("Change", {
  simpleResolvers: true,
  description: "A line of a record's history 变更记录: who, when, from where, old and new.",
})
export class ChangeType {
  actorId!: string | null;

  @Field(() => ID, { description: "Id of this line 编号." })
  id!: string;

  /** Not in the graph: finds the import in the slice that has it, and tells whose line it is. */
  importId!: string | null;
  recordType!: string | null;

  @Field(() => DateTimeScalar, { description: "When 时间." })
  at!: Moment;

  @Field(() => ChangeSource, { description: "Where it came from 来源." })
  source!: ChangeSource;

  @Field(() => String, { description: "The mutation 操作, e.g. editCustomer, revealField." })
  operation!: string;

  @Field(() => String, {
    nullable: true,
    description: "The field 字段; null when the record was made, see `fields`.",
  })
  field!: string | null;

  @Field(() => [String], {
    description:
      "The fields the record was made with 建档时的字段; their first values are the old values of later lines, else the present ones.",
  })
  fields!: string[];

  @Field(() => MaskedValue, { description: "The value before 原值, under the same rights as the field." })
  old!: MaskedValue;

  @Field(() => MaskedValue, { description: "The value after 新值, under the same rights as the field." })
  new!: MaskedValue;

  @Field(() => String, {
    nullable: true,
    description: "Why a value was looked at 原因: a RevealReason, or words.",
  })
  reason!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "A page of a record's history 变更记录的一页." })
export class ChangeConnection extends connectionOf(ChangeType, "Change", "变更记录") {}

@ArgsType()
export class HistoryArguments extends PageArguments {
  @Field(() => String, { nullable: true, description: "Only this field 字段, e.g. phone." })
  field?: string | null;
}

@InputType({ description: "Which old value to put back 恢复原值." })
export class RestoreFieldValueInput {
  @Field(() => ID, { description: "The line of the history that replaced it 变更记录编号, `Change.id`." })
  changeId!: string;

  @Field(() => Int, {
    description: "The customer's version last read 读取时的版本号; another one answers CONFLICT.",
  })
  expectedVersion!: number;
}
