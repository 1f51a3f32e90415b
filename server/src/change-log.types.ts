import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ChangeKind } from "./platform/changes.ts";
import { PageArguments, connectionOf } from "./platform/connection.ts";
import { ChangeSource } from "./platform/request.ts";
import { DateTimeScalar, MaskedValue } from "./platform/scalars.ts";
import type { Moment } from "./platform/tables.ts";

registerEnumType(ChangeKind, {
  name: "ChangeKind",
  description: "What a line of the change log tells of 日志类别.",
  valuesConfig: {
    CHANGE: { description: "A field was changed, or a record made or removed 变更." },
    REVEAL: { description: "Somebody looked at a personal value in clear 查看完整信息." },
    EXPORT: { description: "Rows left the archive in a file 导出." },
    SIGN_IN: { description: "Somebody signed in or out, or confirmed who it is 登录." },
    REFUSAL: { description: "Somebody asked for what was not allowed 被拒绝的请求." },
    KEY: { description: "An API key or an encryption key was made, changed or ended 密钥." },
  },
});

export enum SealState {
  SEALED = "SEALED",
  WAITING = "WAITING",
}

registerEnumType(SealState, {
  name: "SealState",
  description: "Whether a line of the change log is tied into the chain yet 封存状态.",
  valuesConfig: {
    SEALED: { description: "Tied in: a change of it would be found 已封存." },
    WAITING: { description: "Written, and sealed within seconds 待封存." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "What changed in one field, in a line of the change log 字段的变化.",
})
export class FieldChangeShown {
  @Field(() => String, { description: "The field 字段, as in the input." })
  field!: string;

  @Field(() => MaskedValue, { description: "The value before 原值, under the reader's right to the field." })
  old!: MaskedValue;

  @Field(() => MaskedValue, { description: "The value after 新值, under the reader's right to the field." })
  new!: MaskedValue;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "A line of the change log 变更日志的一条: what one request did to one record, or what it was refused.",
})
export class ChangeLogEntry {
  /** What the resolvers of the other fields need; not in the graph. */
  actorId!: string | null;
  recordUuid!: string | null;
  importId!: string | null;
  isSealed!: () => Promise<boolean>;

  @Field(() => ID, { description: "Id of this line 编号." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When 时间." })
  at!: Moment;

  @Field(() => ChangeKind, { description: "What it tells of 类别." })
  kind!: ChangeKind;

  @Field(() => ChangeSource, { description: "Where it came from 来源." })
  source!: ChangeSource;

  @Field(() => String, {
    nullable: true,
    description: "Network address it came from 网络地址; null for none.",
  })
  address!: string | null;

  @Field(() => String, { description: "The mutation, or what else was asked 操作, e.g. editCustomer." })
  operation!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The API key a program came with API 密钥; null for none.",
  })
  keyId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The record's type 记录类型; null when none is named.",
  })
  recordType!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The record's id in the graph 记录编号, also of one that is gone.",
  })
  recordId!: string | null;

  @Field(() => [String], {
    description:
      "The fields a record was made with, or that were exported 涉及的字段, as far as the reader has a right to them; else see `changes`.",
  })
  fields!: string[];

  @Field(() => String, {
    nullable: true,
    description:
      "Why 原因: of a look its RevealReason, with the words beside it for who may see the field whole; of a refusal its code.",
  })
  reason!: string | null;

  @Field(() => Int, {
    description: "How often the same happened within a minute 次数; more than 1 for refusals.",
  })
  count!: number;
}

@ObjectType({ simpleResolvers: true, description: "A page of the change log 变更日志的一页." })
export class ChangeLogConnection extends connectionOf(ChangeLogEntry, "ChangeLog", "变更日志") {}

@InputType({ description: "Which lines of the change log 变更日志筛选; every part given has to fit." })
export class ChangeLogFilter {
  @Field(() => [ID], { nullable: true, description: "Who did it 操作人; people and programs." })
  actorIds?: string[] | null;

  @Field(() => String, { nullable: true, description: "Type of the record 记录类型, e.g. Customer." })
  recordType?: string | null;

  @Field(() => ID, { nullable: true, description: "The record 记录; with what imports wrote to it." })
  recordId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A customer's number 档案编号: the customer and its orders, notes and complaints.",
  })
  customerNumber?: string | null;

  @Field(() => [ChangeKind], { nullable: true, description: "What it tells of 类别." })
  kinds?: ChangeKind[] | null;

  @Field(() => [String], { nullable: true, description: "Mutations 操作, e.g. editCustomer." })
  operations?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Only lines about one of these fields 字段, e.g. phone; none of a field that the reader has no right to.",
  })
  fields?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "From this moment on 起始时间." })
  from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Before this moment 截止时间." })
  to?: string | null;

  @Field(() => [ChangeSource], {
    nullable: true,
    description:
      "Where it came from 来源. Without IMPORT here, an import is one line and its single records are left out.",
  })
  sources?: ChangeSource[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Network address, or a range of them 网络地址, e.g. 10.1.2.3 or 10.1.0.0/16.",
  })
  address?: string | null;

  @Field(() => [ID], { nullable: true, description: "API keys that programs came with API 密钥." })
  keyIds?: string[] | null;
}

@InputType({ description: "Which looks at personal values 查看记录筛选; every part given has to fit." })
export class RevealFilter {
  @Field(() => [ID], { nullable: true, description: "Who looked 查看人." })
  actorIds?: string[] | null;

  @Field(() => String, { nullable: true, description: "The customer's number 档案编号." })
  customerNumber?: string | null;

  @Field(() => [String], { nullable: true, description: "Which fields were looked at 字段, e.g. phone." })
  fields?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "From this moment on 起始时间." })
  from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Before this moment 截止时间." })
  to?: string | null;
}

@ArgsType()
export class ChangeLogArguments extends PageArguments {
  @Field(() => ChangeLogFilter, { nullable: true, description: "Which lines 筛选条件; all without it." })
  filter?: ChangeLogFilter | null;
}

@ArgsType()
export class RevealArguments extends PageArguments {
  @Field(() => RevealFilter, { nullable: true, description: "Which looks 筛选条件; all without it." })
  filter?: RevealFilter | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "A link of the chain that the change log is sealed into 封存记录.",
})
export class ChangeLogSeal {
  @Field(() => String, { description: "Its number in the chain 序号, from 1 without a gap." })
  number!: string;

  @Field(() => Int, { description: "How many rows it ties in 行数." })
  rows!: number;

  @Field(() => DateTimeScalar, { description: "When they were sealed 封存时间." })
  sealedAt!: Moment;

  @Field(() => String, {
    description: "SHA-256 of the link before and of these rows 散列值, in hexadecimal.",
  })
  hash!: string;
}

@ObjectType({ simpleResolvers: true, description: "A page of the chain 封存记录的一页." })
export class ChangeLogSealConnection extends connectionOf(ChangeLogSeal, "ChangeLogSeal", "封存记录") {}
