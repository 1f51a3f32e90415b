import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { MaskedValue } from "../../platform/scalars.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { listConflicts } from "../customers/customer-history.queries.ts";
import { findCustomer } from "../customers/customer.queries.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { findOrder } from "../orders/order.queries.ts";
import { OrderType } from "../orders/order.types.ts";
import { findReview } from "../orders/review.queries.ts";
import {
  decideCustomerProposals,
  reopenCustomerProposals,
  uuidOfProposal,
} from "./commands/decide-customer-proposals.ts";
import { currentValue, labelOfProposed, showProposed } from "./import-proposal.queries.ts";
import { findImport } from "./import.queries.ts";
import { findAnyProposal, listProposals } from "./proposal.queries.ts";
import {
  CustomerProposalsPayload,
  DecideCustomerProposalsInput,
  ProposalSource,
  ProposalType,
  ReopenCustomerProposalsInput,
} from "./proposal.types.ts";

@Resolver(() => ProposalType)
export class ProposalResolver {
  @Can("customer:edit")
  @Mutation(() => CustomerProposalsPayload, {
    description:
      "Takes what files, orders and reviews propose about a customer over, or keeps the archive's own 处理待确认的变更. `reopenCustomerProposals` undoes it.",
  })
  async decideCustomerProposals(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideCustomerProposalsInput, {
      description: "The proposals and the decision 处理方式.",
    })
    input: DecideCustomerProposalsInput,
  ): Promise<CustomerProposalsPayload> {
    const outcome = await mutate(context, { operation: "decideCustomerProposals" }, (scope) =>
      decideCustomerProposals(scope, input),
    );
    return proposalsPayload(context, input, outcome);
  }

  @Can("customer:edit")
  @Mutation(() => CustomerProposalsPayload, {
    description:
      "Undoes a decision 撤销处理: what was accepted is put back as it was, if nobody changed it since, and the proposals are open again.",
  })
  async reopenCustomerProposals(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReopenCustomerProposalsInput, { description: "The proposals 待确认变更." })
    input: ReopenCustomerProposalsInput,
  ): Promise<CustomerProposalsPayload> {
    const outcome = await mutate(context, { operation: "reopenCustomerProposals" }, (scope) =>
      reopenCustomerProposals(scope, input),
    );
    return proposalsPayload(context, input, outcome);
  }

  @FieldResolver(() => CustomerType, { description: "The customer it is about 客户." })
  async customer(@Ctx() context: RequestContext, @Root() proposal: ProposalType): Promise<CustomerType> {
    const customer = await findCustomer(context, { id: proposal.customerId });
    if (!customer) throw new Error("a proposal without its customer");
    return customer;
  }

  @FieldResolver(() => OrderType, {
    nullable: true,
    description: "The order it is about 订单; null when it is about the customer.",
  })
  order(@Ctx() context: RequestContext, @Root() proposal: ProposalType): Promise<OrderType | null> {
    return findOrder(context, proposal.orderId);
  }

  @FieldResolver(() => ProposalSource, {
    nullable: true,
    description: "What proposes it 来源: a file, an order or a review.",
  })
  source(
    @Ctx() context: RequestContext,
    @Root() { importId, sourceOrderId, sourceReviewId }: ProposalType,
  ): Promise<typeof ProposalSource | null> {
    if (importId) return findImport(context, { id: importId });
    return sourceOrderId ? findOrder(context, sourceOrderId) : findReview(context, sourceReviewId);
  }

  @FieldResolver(() => MaskedValue, { description: "What is proposed 建议的值; contact data is masked." })
  proposed(@Ctx() context: RequestContext, @Root() proposal: ProposalType): Promise<MaskedValue> {
    return showProposed(context, proposal.stored);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What a field of the archive's sections is called 字段名称, in the caller's language; null of every customer's own ones and of an order's.",
  })
  fieldLabel(
    @Ctx() context: RequestContext,
    @Root() { orderId, field }: ProposalType,
  ): Promise<string | null> {
    return labelOfProposed(context, { orderId, field });
  }

  @FieldResolver(() => MaskedValue, {
    description: "What the archive says now 档案中的值; contact data is masked.",
  })
  current(@Ctx() context: RequestContext, @Root() proposal: ProposalType): Promise<MaskedValue> {
    return currentValue(context, proposal);
  }

  @FieldResolver(() => StaffMemberType, { nullable: true, description: "Who decided 处理人." })
  decidedBy(
    @Ctx() context: RequestContext,
    @Root() proposal: ProposalType,
  ): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, proposal.decidedById);
  }
}

@Resolver(() => CustomerType)
export class CustomerProposedResolver {
  @FieldResolver(() => [ProposalType], {
    description:
      "What files, orders and reviews say otherwise than the archive, or more, undecided 待确认的变更, the newest first; at most 20.",
  })
  proposals(@Ctx() context: RequestContext, @Root() customer: CustomerType): Promise<ProposalType[]> {
    return listProposals(context, customer.recordId);
  }
}

async function proposalsPayload(
  context: RequestContext,
  input: { readonly customerId: string; readonly proposalIds: readonly string[] },
  outcome: MutationOutcome<string>,
): Promise<CustomerProposalsPayload> {
  const id = recordId("Customer", input.customerId);
  const stale = outcome.done ? null : outcome.stale;
  const found = outcome.done
    ? await Promise.all(
        input.proposalIds.map((proposalId) => findAnyProposal(context, uuidOfProposal(proposalId))),
      )
    : [];
  return {
    customer: id && (outcome.done || stale) ? await findCustomer(context, { id }) : null,
    proposals: found.filter((proposal) => proposal !== null),
    conflicts: stale ? await listConflicts(context, stale.recordId, stale.expectedVersion) : [],
    errors: outcome.errors,
  };
}
