import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { AtLength, Can } from "../../platform/authz.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CappedCount, MaskedValue } from "../../platform/scalars.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { findCustomer } from "../customers/customer.queries.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { findOrder } from "../orders/order.queries.ts";
import { OrderType } from "../orders/order.types.ts";
import { decideNextProposals, decideProposals } from "./commands/decide-proposals.ts";
import {
  currentValue,
  findProposal,
  labelOfProposed,
  listImportProposals,
  listOpenProposals,
  showProposed,
} from "./import-proposal.queries.ts";
import {
  DecideAllProposalsInput,
  DecideProposalsInput,
  ImportProposalArguments,
  ImportProposalConnection,
  ImportProposalType,
  ProposalDecision,
  ProposalsPayload,
} from "./import-proposal.types.ts";
import { findImport } from "./import.queries.ts";
import { ImportPayload, ImportType } from "./import.types.ts";

@Resolver(() => ImportProposalType)
export class ImportProposalResolver {
  @Can("import:decideProposals")
  @Mutation(() => ProposalsPayload, {
    description: "Takes the file's values over, or keeps the archive's 处理待确认的变更.",
  })
  async decideProposals(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideProposalsInput, { description: "The proposals and the decision 处理方式." })
    input: DecideProposalsInput,
  ): Promise<ProposalsPayload> {
    const decision = {
      accept: input.decision === ProposalDecision.ACCEPT,
      operation: "decideProposals",
    };
    const outcome = await mutate(context, { operation: "decideProposals" }, (scope) =>
      decideProposals(scope, input, decision),
    );
    const ids = outcome.done ? outcome.answer.split(",").filter((id) => id !== "") : [];
    const proposals = await Promise.all(ids.map((id) => findProposal(context, id)));
    const found = proposals.filter((proposal) => proposal !== null);
    const imports = new Set(found.map(({ importId }) => importId));
    const [only] = imports;
    return {
      proposals: found,
      import: imports.size === 1 && only ? await findImport(context, { id: only }) : null,
      errors: outcome.errors,
    };
  }

  @AtLength()
  @Can("import:decideProposals")
  @Mutation(() => ImportPayload, {
    description: "Decides all open proposals of an import at once 全部处理.",
  })
  async decideAllProposals(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideAllProposalsInput, { description: "The import and the decision 处理方式." })
    input: DecideAllProposalsInput,
  ): Promise<ImportPayload> {
    const decision = {
      accept: input.decision === ProposalDecision.ACCEPT,
      operation: "decideAllProposals",
    };
    let outcome: MutationOutcome<string>;
    // Thousands are decided in transactions of some hundreds, each of which holds its customers for a moment only.
    do {
      outcome = await mutate(context, { operation: "decideAllProposals" }, async (scope) =>
        (await decideNextProposals(scope, input.importId, decision)) ? "more" : "",
      );
    } while (outcome.done && outcome.answer === "more");
    const id = recordId("Import", input.importId);
    return { import: await findImport(context, { id }), errors: outcome.errors };
  }

  @FieldResolver(() => ImportType, { description: "The import that proposes it 导入." })
  async import(@Ctx() context: RequestContext, @Root() proposal: ImportProposalType): Promise<ImportType> {
    const one = await findImport(context, { id: proposal.importId });
    if (!one) throw new Error("a proposal without its import");
    return one;
  }

  @FieldResolver(() => CustomerType, { description: "The customer it is about 客户." })
  async customer(
    @Ctx() context: RequestContext,
    @Root() proposal: ImportProposalType,
  ): Promise<CustomerType> {
    const customer = await findCustomer(context, { id: proposal.customerId });
    if (!customer) throw new Error("a proposal without its customer");
    return customer;
  }

  @FieldResolver(() => OrderType, {
    nullable: true,
    description: "The order it is about 订单; null when it is about the customer.",
  })
  order(@Ctx() context: RequestContext, @Root() proposal: ImportProposalType): Promise<OrderType | null> {
    return findOrder(context, proposal.orderId);
  }

  @FieldResolver(() => MaskedValue, { description: "What the file says 表格中的值; contact data is masked." })
  proposed(@Ctx() context: RequestContext, @Root() proposal: ImportProposalType): Promise<MaskedValue> {
    return showProposed(context, proposal.stored);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What a field of the archive's sections is called 字段名称, in the caller's language; null of every customer's own ones and of an order's.",
  })
  fieldLabel(
    @Ctx() context: RequestContext,
    @Root() { orderId, field }: ImportProposalType,
  ): Promise<string | null> {
    return labelOfProposed(context, { orderId, field });
  }

  @FieldResolver(() => MaskedValue, {
    description: "What the archive says now 档案中的值; contact data is masked.",
  })
  current(@Ctx() context: RequestContext, @Root() proposal: ImportProposalType): Promise<MaskedValue> {
    return currentValue(context, proposal);
  }

  @FieldResolver(() => StaffMemberType, { nullable: true, description: "Who decided 处理人." })
  decidedBy(
    @Ctx() context: RequestContext,
    @Root() proposal: ImportProposalType,
  ): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, proposal.decidedById);
  }
}

@Resolver(() => ImportType)
export class ImportProposalsResolver {
  @FieldResolver(() => ImportProposalConnection, {
    description: "What the file says otherwise than the archive 待确认的变更, from the top of the file.",
  })
  proposals(
    @Ctx() context: RequestContext,
    @Root() one: ImportType,
    @Args(() => ImportProposalArguments) list: ImportProposalArguments,
  ): Promise<ImportProposalConnection> {
    return listImportProposals(context, one.recordId, list);
  }
}

@Resolver(() => ImportProposalConnection)
export class ImportProposalConnectionResolver {
  @FieldResolver(() => CappedCount, { description: "How many in all 总数, counted up to 10,000." })
  totalCount(@Root() connection: ImportProposalConnection): Promise<CappedCount> {
    return connection.count();
  }
}

@Resolver(() => CustomerType)
export class CustomerProposalsResolver {
  @FieldResolver(() => [ImportProposalType], {
    description: "What files say otherwise, undecided 待确认的变更; at most 20.",
  })
  openProposals(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
  ): Promise<ImportProposalType[]> {
    return listOpenProposals(context, customer.recordId);
  }
}
