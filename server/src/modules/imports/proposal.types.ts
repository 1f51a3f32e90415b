import { createUnionType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { DateTimeScalar, Node } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { FieldConflict } from "../customers/customer-change.types.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { OrderType } from "../orders/order.types.ts";
import { ProposalState } from "../orders/proposal.entity.ts";

import { ReviewType } from "../orders/review.types.ts";
import { ProposalDecision, type StoredProposal } from "./import-proposal.types.ts";
import { ImportType } from "./import.types.ts";

export const ProposalSource = createUnionType({
  name: "ProposalSource",
  description: "What proposes a value 变更来源: a file, an order or a review.",
  types: () => [ImportType, OrderType, ReviewType] as const,
  resolveType: (value) => value.__typename,
});

@ObjectType("Proposal", {
  implements: Node,
  simpleResolvers: true,
  description:
    "A file, an order or a review says otherwise than the archive, or more 待确认的变更. Nothing is overwritten until somebody decides.",
})
export class ProposalType extends Node {
  readonly __typename!: "Proposal";
  recordId!: string;
  importId!: string | null;
  sourceOrderId!: string | null;
  sourceReviewId!: string | null;
  customerId!: string;
  orderId!: string | null;
  decidedById!: string | null;

  @Field(() => ProposalState, { description: "What was decided 状态." })
  state!: ProposalState;

  @Field(() => Int, { nullable: true, description: "The row of the file 行号; null for no file." })
  rowNumber!: number | null;

  @Field(() => String, {
    description: "The field it is about 字段: of the customer, or of the order when there is one.",
  })
  field!: string;

  /** Not in the graph: the row that the resolvers beside show. */
  stored!: StoredProposal;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was decided 处理时间." })
  decidedAt!: Moment | null;
}

@InputType({ description: "Proposals about one customer to decide 处理待确认的变更." })
export class DecideCustomerProposalsInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => Int, {
    description: "The customer's version last read 读取时的版本号; another one answers CONFLICT.",
  })
  expectedVersion!: number;

  @Field(() => [ID], {
    description: "The proposals 待确认变更, at most 100; to accept them, one for each field.",
  })
  proposalIds!: string[];

  @Field(() => ProposalDecision, { description: "What to do with them 处理方式." })
  decision!: ProposalDecision;
}

@InputType({ description: "Decided proposals about one customer to open again 撤销处理." })
export class ReopenCustomerProposalsInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => Int, {
    description: "The customer's version last read 读取时的版本号; another one answers CONFLICT.",
  })
  expectedVersion!: number;

  @Field(() => [ID], { description: "The proposals 待确认变更, at most 100." })
  proposalIds!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: "The customer and the proposals after a decision 处理结果.",
})
export class CustomerProposalsPayload {
  @Field(() => CustomerType, {
    nullable: true,
    description: "The customer as of now 客户; on CONFLICT the current values.",
  })
  customer!: CustomerType | null;

  @Field(() => [ProposalType], { description: "The proposals as they are now 待确认变更." })
  proposals!: ProposalType[];

  @Field(() => [FieldConflict], { description: "On CONFLICT: what others changed meanwhile 冲突字段." })
  conflicts!: FieldConflict[];

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}
