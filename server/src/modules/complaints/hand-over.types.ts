import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { DateTimeScalar, Node } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { HandOverState } from "./hand-over.entity.ts";

/** What becomes of a person's customers and complaints when the person changes teams. */
export enum RecordsOnMove {
  COME_ALONG = "COME_ALONG",
  STAY_WITH_TEAM = "STAY_WITH_TEAM",
}

registerEnumType(RecordsOnMove, {
  name: "RecordsOnMove",
  description: "What becomes of a person's records when the person changes teams 换组时的客户与投诉.",
  valuesConfig: {
    COME_ALONG: { description: "They come along to the new team 随本人转入新小组." },
    STAY_WITH_TEAM: { description: "They stay with the old team, as nobody's 留在原小组，暂无负责人." },
  },
});

registerEnumType(HandOverState, {
  name: "HandOverState",
  description: "How far a hand-over is 交接状态.",
  valuesConfig: {
    RUNNING: { description: "Records are being handed over 进行中." },
    FINISHED: { description: "All are handed over 已完成." },
    FAILED: {
      description:
        "Whoever asked for it is not allowed to any more 已中止; what was handed over stays, ask anew for the rest.",
    },
  },
});

@ObjectType("HandOver", {
  implements: Node,
  simpleResolvers: true,
  description: "Customers and complaints that go from one owner to another 交接.",
})
export class HandOverType extends Node {
  readonly __typename!: "HandOver";
  fromId!: string | null;
  toId!: string | null;
  toTeamId!: string | null;
  askedById!: string;

  @Field(() => String, { nullable: true, description: "What was said about it 交接说明." })
  note!: string | null;

  @Field(() => Boolean, { description: "Whether customers are handed over 是否交接客户." })
  customers!: boolean;

  @Field(() => Boolean, { description: "Whether open complaints are handed over 是否交接未结投诉." })
  complaints!: boolean;

  @Field(() => HandOverState, { description: "How far it is 状态." })
  state!: HandOverState;

  @Field(() => Int, { description: "Customers handed over so far 已交接客户数." })
  doneCustomers!: number;

  @Field(() => Int, { description: "Complaints handed over so far 已交接投诉数." })
  doneComplaints!: number;

  @Field(() => DateTimeScalar, { description: "When it began 开始时间." })
  createdAt!: Moment;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it ended 结束时间; null while it runs." })
  finishedAt!: Moment | null;
}

@ObjectType({ simpleResolvers: true, description: "A page of hand-overs 交接列表的一页." })
export class HandOverConnection extends connectionOf(HandOverType, "HandOver", "交接") {}

@InputType({ description: "Records to hand over 交接客户与投诉." })
export class HandOverRecordsInput {
  @Field(() => ID, {
    nullable: true,
    description: "Whose records 原负责人; omitted: those that are nobody's and no team's.",
  })
  fromStaffId?: string | null;

  @Field(() => ID, { nullable: true, description: "To whom 交给谁. Give either this or `toTeamId`." })
  toStaffId?: string | null;

  @Field(() => ID, { nullable: true, description: "To which team's queue 交给哪个小组." })
  toTeamId?: string | null;

  @Field(() => String, { description: "What to say about it 交接说明, at most 500 characters." })
  note!: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "Whether customers are handed over 是否交接客户.",
  })
  customers!: boolean;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "Whether open complaints are handed over 是否交接未结投诉.",
  })
  complaints!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What came of asking for a hand-over 交接结果." })
export class HandOverPayload {
  @Field(() => HandOverType, {
    nullable: true,
    description: "The hand-over as far as it is 交接; null when refused.",
  })
  handOver!: HandOverType | null;

  @Field(() => [UserError], { description: "Why nothing was handed over 错误; empty when it was." })
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "How much somebody looks after 名下客户与投诉." })
export class StaffRecords {
  @Field(() => Int, { description: "Customers 客户数, counted up to 10,000." })
  customers!: number;

  @Field(() => Int, { description: "Open complaints 未结投诉数, counted up to 10,000." })
  complaints!: number;
}

@InputType({ description: "The team that a person belongs to from now on 调整员工所在小组." })
export class ChangeStaffTeamInput {
  @Field(() => ID, { description: "The person 员工." })
  staffId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ID, { nullable: true, description: "The team 小组; null or left out for none." })
  teamId?: string | null;

  @Field(() => RecordsOnMove, {
    defaultValue: RecordsOnMove.COME_ALONG,
    description: "What becomes of the person's customers and complaints 名下客户与投诉.",
  })
  records!: RecordsOnMove;
}
