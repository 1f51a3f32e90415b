import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { ChangeSource } from "../../platform/request.ts";
import { DateTimeScalar, Node } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { FieldConflict } from "../customers/customer-change.types.ts";
import { TimelineKind } from "../customers/timeline-entry.entity.ts";

registerEnumType(TimelineKind, {
  name: "TimelineKind",
  description: "What happened 动态类型.",
  valuesConfig: {
    CUSTOMER_CREATED: { description: "The archive was opened 建档." },
    CUSTOMER_CHANGED: { description: "Fields were changed 修改资料." },
    ORDER_RECORDED: { description: "An order came in 录入订单." },
    ORDER_CHANGED: { description: "An order was changed 修改订单." },
    NOTE_WRITTEN: { description: "A note was written 写跟进记录." },
    COMPLAINT_FILED: { description: "A complaint was filed 受理投诉." },
    OWNER_CHANGED: { description: "Somebody else, or nobody, looks after the customer 更换负责人." },
    REVIEW_RECORDED: { description: "A review came in 录入评价." },
    REVIEW_CHANGED: { description: "A review was changed 修改评价." },
    REVIEW_WITHDRAWN: { description: "A review was taken back 撤回评价." },
    REVIEW_RESTORED: { description: "A review that was taken back counts again 恢复评价." },
    COMPLAINT_STATUS_CHANGED: { description: "A complaint took a step 投诉状态变更." },
  },
});

@ObjectType("Note", {
  implements: Node,
  simpleResolvers: true,
  description: "What somebody wrote down about a customer 跟进记录.",
})
export class NoteType extends Node {
  readonly __typename!: "Note";
  recordId!: string;
  customerId!: string;
  writtenById!: string | null;

  @Field(() => Int, { description: "Grows with each edit 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => String, { description: "The text 内容, plain, never markup." })
  text!: string;

  @Field(() => DateTimeScalar, { description: "When it was written 记录时间." })
  writtenAt!: Moment;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was last edited 修改时间; null when never.",
  })
  editedAt!: Moment | null;
}

@ObjectType({ simpleResolvers: true, description: "A page of notes 跟进记录的一页." })
export class NoteConnection extends connectionOf(NoteType, "Note", "跟进记录") {}

@InputType({ description: "A note to write about a customer 写跟进记录." })
export class WriteNoteInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => String, { description: "The text 内容, at most 5,000 characters." })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "A note to put into other words 修改跟进记录." })
export class EditNoteInput {
  @Field(() => ID, { description: "The note 跟进记录." })
  noteId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => String, { description: "The new text 新内容, at most 5,000 characters." })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: "What came of a change to a note 跟进记录变更结果." })
export class NotePayload {
  @Field(() => NoteType, {
    nullable: true,
    description: "The note as of now 跟进记录; on CONFLICT the current text.",
  })
  note!: NoteType | null;

  @Field(() => [FieldConflict], { description: "On CONFLICT: what others changed meanwhile 冲突字段." })
  conflicts!: FieldConflict[];

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}

@ObjectType("TimelineEntry", {
  simpleResolvers: true,
  description: "One thing that happened with a customer 客户动态.",
})
export class TimelineEntryType {
  actorId!: string | null;
  subjectId!: string | null;
  importId!: string | null;

  @Field(() => ID, { description: "Id of this line 编号." })
  id!: string;

  @Field(() => TimelineKind, { description: "What happened 类型." })
  kind!: TimelineKind;

  @Field(() => DateTimeScalar, {
    description: "When it happened in the customer's life 发生时间; an order stands at noon of its day.",
  })
  happenedAt!: Moment;

  @Field(() => ChangeSource, { description: "Where it came from 来源." })
  source!: ChangeSource;

  @Field(() => [String], {
    description:
      "The fields that were given or changed 涉及的字段; on COMPLAINT_STATUS_CHANGED what the status became then.",
  })
  fields!: string[];
}

@ObjectType({ simpleResolvers: true, description: "A page of a customer's timeline 客户动态的一页." })
export class TimelineConnection extends connectionOf(TimelineEntryType, "Timeline", "客户动态") {}
