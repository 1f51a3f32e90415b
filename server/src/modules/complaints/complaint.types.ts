import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { ChangeSource } from "../../platform/request.ts";
import { CappedCount, DateTimeScalar, Node } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { FieldConflict } from "../customers/customer-change.types.ts";
import "./complaint-enums.types.ts";
import { ComplaintEvidence, ComplaintStatus } from "./complaint-status.ts";
import {
  ComplaintCategory,
  ComplaintEventKind,
  ComplaintKind,
  ComplaintMedium,
  ComplaintSeverity,
  ComplaintSubject,
  HandlingSatisfaction,
} from "./complaint-words.types.ts";

@ObjectType({ simpleResolvers: true, description: "A step that a complaint can take now 可执行的步骤." })
export class ComplaintTransition {
  @Field(() => ComplaintStatus, { description: "Where the step leads 目标状态." })
  status!: ComplaintStatus;

  @Field(() => [ComplaintEvidence], { description: "What it asks for 所需依据；empty when nothing." })
  requires!: readonly ComplaintEvidence[];
}

@ObjectType("Complaint", {
  implements: Node,
  simpleResolvers: true,
  description:
    "What a customer tells us of dissatisfaction with goods or service, and what we do about it 客户抱怨、投诉.",
})
export class ComplaintType extends Node {
  readonly __typename!: "Complaint";
  /** Not in the graph: the id in the database, and what field resolvers need. */
  recordId!: string;
  customerId!: string;
  orderId!: string | null;
  teamId!: string | null;
  assigneeId!: string | null;
  filedById!: string | null;

  @Field(() => String, {
    description:
      "Number for people 投诉编号，e.g. TS-2026-000045: the year of filing, then a number that goes on through the years. Unique; numbers may have gaps.",
  })
  number!: string;

  @Field(() => Int, {
    description:
      "Grows with each step, assignment and edit, not with a note 版本号；give it back as `expectedVersion`.",
  })
  version!: number;

  @Field(() => ComplaintKind, { description: "Complaint, feedback or suggestion 投诉类型." })
  kind!: ComplaintKind;

  @Field(() => ComplaintCategory, { description: "What it is about 投诉分类." })
  category!: ComplaintCategory;

  @Field(() => ComplaintSubject, { description: "Goods or service 投诉对象；follows from the category." })
  subject!: ComplaintSubject;

  @Field(() => ComplaintSeverity, { description: "How grave it is 严重程度." })
  severity!: ComplaintSeverity;

  @Field(() => ComplaintMedium, { description: "How it reached us 受理方式." })
  medium!: ComplaintMedium;

  @Field(() => String, { description: "What happened 投诉内容，plain, never markup." })
  description!: string;

  @Field(() => ComplaintStatus, { description: "Where the handling stands 处理状态." })
  status!: ComplaintStatus;

  @Field(() => Boolean, { description: "False when closed or withdrawn 是否未结." })
  open!: boolean;

  @Field(() => DateTimeScalar, { description: "When it was filed 受理时间." })
  filedAt!: Moment;

  @Field(() => ComplaintMedium, {
    nullable: true,
    description: "How the customer was told that we have it 确认方式；null until then.",
  })
  acknowledgedThrough!: ComplaintMedium | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The cause in words 原因分析；null until analysed. Stays as the last known after a reopening.",
  })
  cause!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What was done for the customer 解决方案；null until resolved, and after a reopening.",
  })
  solution!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the customer said of the handling 客户反映；null until followed up.",
  })
  reaction!: string | null;

  @Field(() => HandlingSatisfaction, {
    nullable: true,
    description: "How satisfied the customer is with the handling 处理满意度；null until followed up.",
  })
  satisfaction!: HandlingSatisfaction | null;
}

@ObjectType("ComplaintEvent", {
  simpleResolvers: true,
  description: "One thing that happened with a complaint 处理记录. Never changed, never removed.",
})
export class ComplaintEventType {
  actorId!: string | null;
  assigneeId!: string | null;
  teamId!: string | null;

  @Field(() => ID, { description: "Id of this line 编号." })
  id!: string;

  @Field(() => ComplaintEventKind, { description: "What happened 类型." })
  kind!: ComplaintEventKind;

  @Field(() => DateTimeScalar, { description: "When 时间." })
  at!: Moment;

  @Field(() => ChangeSource, { description: "Where it came from 来源." })
  source!: ChangeSource;

  @Field(() => ComplaintStatus, {
    nullable: true,
    description: "On STATUS_CHANGED: the status before 原状态.",
  })
  fromStatus!: ComplaintStatus | null;

  @Field(() => ComplaintStatus, {
    nullable: true,
    description: "On FILED and STATUS_CHANGED: the status after 新状态.",
  })
  toStatus!: ComplaintStatus | null;

  @Field(() => ComplaintMedium, {
    nullable: true,
    description: "How the customer was told, when that was the step 确认方式.",
  })
  acknowledgedThrough!: ComplaintMedium | null;

  @Field(() => HandlingSatisfaction, {
    nullable: true,
    description: "How satisfied the customer was, when that was the step 满意度.",
  })
  satisfaction!: HandlingSatisfaction | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The words of the step 内容：what happened on FILED, the note, cause, solution, reaction or reason; names of files for photographs.",
  })
  text!: string | null;

  @Field(() => [String], { description: "On EDITED: the fields that were changed 涉及的字段." })
  fields!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: "A page of what happened with a complaint 处理记录的一页.",
})
export class ComplaintEventConnection extends connectionOf(
  ComplaintEventType,
  "ComplaintEvent",
  "处理记录",
) {}

@ObjectType({ simpleResolvers: true, description: "A page of complaints 投诉列表的一页." })
export class ComplaintConnection extends connectionOf(ComplaintType, "Complaint", "投诉") {
  /** Not in the graph: counts the whole list when asked. */
  count!: () => Promise<CappedCount>;

  @Field(() => Boolean, {
    description:
      "True when contact data was not searched, because the caller's look-ups of this hour are used up 本小时的联系方式查找次数已用完.",
  })
  matchLimited!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: "How many complaints still have to be handled 未结投诉数量，each counted up to 10,000.",
})
export class ComplaintCounts {
  @Field(() => CappedCount, { description: "Assigned to the caller 我的." })
  mine!: CappedCount;

  @Field(() => CappedCount, { description: "In the queue of the caller's team 本组." })
  myTeam!: CappedCount;

  @Field(() => CappedCount, { description: "Assigned to nobody 未分派." })
  unassigned!: CappedCount;

  @Field(() => CappedCount, { description: "All of them 全部." })
  all!: CappedCount;
}

@ObjectType({ simpleResolvers: true, description: "What came of a change to a complaint 投诉变更结果." })
export class ComplaintPayload {
  @Field(() => ComplaintType, {
    nullable: true,
    description: "The complaint as of now 投诉；on CONFLICT the current values.",
  })
  complaint!: ComplaintType | null;

  @Field(() => [FieldConflict], {
    description: "On CONFLICT: what others changed meanwhile 冲突字段，in words as people call them.",
  })
  conflicts!: FieldConflict[];

  @Field(() => [UserError], { description: "Why nothing was changed 错误；empty when it was." })
  errors!: UserError[];
}
