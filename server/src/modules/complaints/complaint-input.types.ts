import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArguments } from "../../platform/connection.ts";
import "./complaint-enums.types.ts";
import { ComplaintStatus } from "./complaint-status.ts";
import {
  ComplaintCategory,
  ComplaintKind,
  ComplaintMedium,
  ComplaintOrdering,
  ComplaintScope,
  ComplaintSeverity,
  HandlingSatisfaction,
} from "./complaint-words.types.ts";

@InputType({
  description:
    "Which complaints 筛选条件. Several values of one list mean any of them; lists narrow each other.",
})
export class ComplaintFilter {
  @Field(() => ComplaintScope, { nullable: true, description: "Whose complaints 范围；all when omitted." })
  scope?: ComplaintScope | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only those that still have to be handled, or only those that are done 是否未结.",
  })
  open?: boolean | null;

  @Field(() => [ComplaintStatus], { nullable: true, description: "Where the handling stands 处理状态." })
  statuses?: ComplaintStatus[] | null;

  @Field(() => [ComplaintKind], { nullable: true, description: "Kinds 投诉类型." })
  kinds?: ComplaintKind[] | null;

  @Field(() => [ComplaintCategory], { nullable: true, description: "What they are about 投诉分类." })
  categories?: ComplaintCategory[] | null;

  @Field(() => [ComplaintSeverity], { nullable: true, description: "How grave they are 严重程度." })
  severities?: ComplaintSeverity[] | null;

  @Field(() => [ID], { nullable: true, description: "Whom they are assigned to 负责人；at most 100." })
  assigneeIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Whose queues they stand in 小组；at most 100." })
  teamIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: "Only of this customer 客户." })
  customerId?: string | null;
}

@ArgsType()
export class ComplaintListArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "What to look for 搜索：a complaint's number, whole or its last digits, or its customer as in the ledger's search.",
  })
  search?: string | null;

  @Field(() => ComplaintFilter, { nullable: true, description: "Which complaints 筛选条件." })
  filter?: ComplaintFilter | null;

  @Field(() => ComplaintOrdering, {
    defaultValue: ComplaintOrdering.URGENCY,
    description: "The order of the list 排序.",
  })
  orderBy!: ComplaintOrdering;
}

@InputType({ description: "A complaint to file 受理投诉." })
export class FileComplaintInput {
  @Field(() => ID, { description: "Who complains 客户." })
  customerId!: string;

  @Field(() => ComplaintCategory, { description: "What it is about 投诉分类." })
  category!: ComplaintCategory;

  @Field(() => ComplaintSeverity, {
    defaultValue: ComplaintSeverity.NORMAL,
    description: "How grave it is 严重程度.",
  })
  severity!: ComplaintSeverity;

  @Field(() => ComplaintKind, {
    defaultValue: ComplaintKind.COMPLAINT,
    description: "Complaint, feedback or suggestion 投诉类型.",
  })
  kind!: ComplaintKind;

  @Field(() => ComplaintMedium, {
    defaultValue: ComplaintMedium.PHONE,
    description: "How it reached us 受理方式.",
  })
  medium!: ComplaintMedium;

  @Field(() => String, { description: "What happened 投诉内容，1–5,000 characters." })
  description!: string;

  @Field(() => ID, { nullable: true, description: "The customer's order it is about 相关订单." })
  orderId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Photographs that the caller uploaded 照片，at most 9.",
  })
  photographIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Who takes care of it 负责人. Omitted: whoever files it, when that is a person; null: nobody yet.",
  })
  assigneeId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键，at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({
  description:
    "A step for a complaint 变更处理状态，with exactly what the step asks for: see `allowedTransitions`.",
})
export class ChangeComplaintStatusInput {
  @Field(() => ID, { description: "The complaint 投诉." })
  complaintId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号；another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ComplaintStatus, { description: "Where the step leads 目标状态." })
  status!: ComplaintStatus;

  @Field(() => ComplaintMedium, {
    nullable: true,
    description: "For ACKNOWLEDGED: how the customer was told 联系方式.",
  })
  acknowledgedThrough?: ComplaintMedium | null;

  @Field(() => String, {
    nullable: true,
    description: "For ANALYSED: the cause in words 原因分析，at most 5,000 characters.",
  })
  cause?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "For RESOLVED: what was done for the customer 解决方案，at most 5,000 characters.",
  })
  solution?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "For FOLLOWED_UP: what the customer said of the handling 客户反映，at most 5,000 characters.",
  })
  reaction?: string | null;

  @Field(() => HandlingSatisfaction, {
    nullable: true,
    description: "For FOLLOWED_UP: how satisfied the customer is with the handling 满意度.",
  })
  satisfaction?: HandlingSatisfaction | null;

  @Field(() => String, {
    nullable: true,
    description: "For WITHDRAWN and for reopening: why 理由，at most 5,000 characters.",
  })
  reason?: string | null;
}

@InputType({
  description:
    "Who takes care of a complaint 分派投诉. A person: the team follows; a team alone: its queue, nobody yet; neither: nobody.",
})
export class AssignComplaintInput {
  @Field(() => ID, { description: "The complaint 投诉." })
  complaintId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号；another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ID, { nullable: true, description: "The new owner 负责人." })
  assigneeId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The team whose queue it goes to 小组；not together with a person.",
  })
  teamId?: string | null;
}

@InputType({
  description:
    "What to change of an open complaint 修改投诉. An omitted field stays; only the order may be emptied.",
})
export class EditComplaintInput {
  @Field(() => ID, { description: "The complaint 投诉." })
  complaintId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号；another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ComplaintKind, { nullable: true, description: "Complaint, feedback or suggestion 投诉类型." })
  kind?: ComplaintKind | null;

  @Field(() => ComplaintCategory, { nullable: true, description: "What it is about 投诉分类." })
  category?: ComplaintCategory | null;

  @Field(() => ComplaintSeverity, { nullable: true, description: "How grave it is 严重程度." })
  severity?: ComplaintSeverity | null;

  @Field(() => ComplaintMedium, { nullable: true, description: "How it reached us 受理方式." })
  medium?: ComplaintMedium | null;

  @Field(() => String, { nullable: true, description: "What happened 投诉内容，1–5,000 characters." })
  description?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The customer's order it is about 相关订单；null takes it away.",
  })
  orderId?: string | null;
}

@InputType({ description: "A note to write on a complaint 写备注；never conflicts with anybody." })
export class WriteComplaintNoteInput {
  @Field(() => ID, { description: "The complaint 投诉；closed ones take notes too." })
  complaintId!: string;

  @Field(() => String, { description: "The text 内容，at most 5,000 characters." })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键，at most 200 characters.",
  })
  idempotencyKey?: string | null;
}
