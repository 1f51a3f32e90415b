import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf, PageArguments } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { DateTimeScalar, Node, type CappedCount } from "../../platform/scalars.ts";
import type { Moment, TableOf } from "../../platform/tables.ts";
import { ProposalState, type Proposal } from "../orders/proposal.entity.ts";

import { ImportType } from "./import.types.ts";

registerEnumType(ProposalState, {
  name: "ProposalState",
  description: "What was decided about a proposal 待确认变更的状态.",
  valuesConfig: {
    OPEN: { description: "Waits for a decision 待确认." },
    ACCEPTED: { description: "The archive took the file's value over 已采用." },
    REJECTED: { description: "The archive keeps its own value 已拒绝." },
  },
});

export enum ProposalDecision {
  ACCEPT = "ACCEPT",
  REJECT = "REJECT",
}

registerEnumType(ProposalDecision, {
  name: "ProposalDecision",
  description: "What to do with a proposal 处理方式.",
  valuesConfig: {
    ACCEPT: { description: "Take the file's value over 采用表格的值." },
    REJECT: { description: "Keep the archive's value; it is not proposed again 保留档案的值." },
  },
});

/** A proposal as it lies in the table. */
export type StoredProposal = TableOf<Proposal>;

@ObjectType("ImportProposal", {
  implements: Node,
  simpleResolvers: true,
  description: "A file says otherwise than the archive 待确认的变更.",
})
export class ImportProposalType extends Node {
  readonly __typename!: "ImportProposal";
  recordId!: string;
  importId!: string;
  customerId!: string;
  orderId!: string | null;
  decidedById!: string | null;

  @Field(() => ProposalState, { description: "What was decided 状态." })
  state!: ProposalState;

  @Field(() => Int, { description: "The row of the file 行号." })
  rowNumber!: number;

  @Field(() => String, {
    description: "The field it is about 字段: of the customer, or of the order when there is one.",
  })
  field!: string;

  /** Not in the graph: the row that the resolvers beside show. */
  stored!: StoredProposal;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was decided 处理时间." })
  decidedAt!: Moment | null;
}

@ObjectType({ simpleResolvers: true, description: "A page of proposals 待确认变更的一页." })
export class ImportProposalConnection extends connectionOf(
  ImportProposalType,
  "ImportProposal",
  "待确认变更",
) {
  count!: () => Promise<CappedCount>;
}

@ArgsType()
export class ImportProposalArguments extends PageArguments {
  @Field(() => ProposalState, {
    nullable: true,
    description: "Only proposals in this state 状态; all when omitted.",
  })
  state?: ProposalState | null;
}

@InputType({ description: "Proposals to decide 处理待确认的变更." })
export class DecideProposalsInput {
  @Field(() => ID, {
    nullable: true,
    description: "The import that all of them belong to 导入; omitted, they may belong to several.",
  })
  importId?: string | null;

  @Field(() => [ID], { description: "The proposals 待确认变更, at most 100." })
  proposalIds!: string[];

  @Field(() => ProposalDecision, { description: "What to do with them 处理方式." })
  decision!: ProposalDecision;
}

@InputType({ description: "All open proposals of an import to decide 全部处理." })
export class DecideAllProposalsInput {
  @Field(() => ID, { description: "The import 导入." })
  importId!: string;

  @Field(() => ProposalDecision, { description: "What to do with them 处理方式." })
  decision!: ProposalDecision;
}

@ObjectType({ simpleResolvers: true, description: "The proposals after a decision 处理结果." })
export class ProposalsPayload {
  @Field(() => [ImportProposalType], { description: "The proposals as they are now 待确认变更." })
  proposals!: ImportProposalType[];

  @Field(() => ImportType, {
    nullable: true,
    description: "Their import 导入; null when they belong to several.",
  })
  import!: ImportType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}
