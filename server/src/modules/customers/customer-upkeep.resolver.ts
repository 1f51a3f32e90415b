import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import { mutate } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CappedCount } from "../../platform/scalars.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { confirmSection, undoConfirmSection } from "./commands/confirm-section.ts";
import { showCompleteness } from "./completeness.queries.ts";
import { Completeness } from "./completeness.types.ts";
import { customerPayload } from "./customer-payload.ts";
import { findCustomer } from "./customer.queries.ts";
import { CustomerPayload, CustomerType } from "./customer.types.ts";
import { listDueArchives, listFreshness } from "./freshness.queries.ts";
import {
  ConfirmSectionInput,
  DueArchiveArguments,
  DueArchiveConnection,
  DueArchiveType,
  SectionFreshness,
  UndoConfirmSectionInput,
} from "./freshness.types.ts";

@Resolver(() => CustomerType)
export class CustomerUpkeepResolver {
  @FieldResolver(() => Completeness, { description: "How much is known of what counts 档案完整度." })
  completeness(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Completeness> {
    return showCompleteness(context, customer, info);
  }

  @FieldResolver(() => [SectionFreshness], {
    description:
      "How fresh each section is 各分区的时效. One that nobody ever filled is not due; the basic information is from the day the archive was opened.",
  })
  freshness(@Ctx() context: RequestContext, @Root() customer: CustomerType): Promise<SectionFreshness[]> {
    return listFreshness(context, customer);
  }

  @Can("customer:list")
  @Query(() => DueArchiveConnection, {
    description: "The archives that are due for a check 待核对的档案, the longest due first.",
  })
  archivesDue(
    @Ctx() context: RequestContext,
    @Args(() => DueArchiveArguments) list: DueArchiveArguments,
  ): Promise<DueArchiveConnection> {
    return listDueArchives(context, list);
  }

  @Can("customer:edit")
  @Mutation(() => CustomerPayload, {
    description:
      "Says that a section is right as it stands 确认分区无误; it is due again after its months. Changes no version.",
  })
  async confirmSection(
    @Ctx() context: RequestContext,
    @Arg("input", () => ConfirmSectionInput, { description: "The customer and the section 客户与分区." })
    input: ConfirmSectionInput,
  ): Promise<CustomerPayload> {
    const request = { operation: "confirmSection" };
    return customerPayload(context, await mutate(context, request, (scope) => confirmSection(scope, input)));
  }

  @Can("customer:edit")
  @Mutation(() => CustomerPayload, {
    description: "Takes the last confirmation of a section back 撤销确认.",
  })
  async undoConfirmSection(
    @Ctx() context: RequestContext,
    @Arg("input", () => UndoConfirmSectionInput, { description: "The customer and the section 客户与分区." })
    input: UndoConfirmSectionInput,
  ): Promise<CustomerPayload> {
    const request = { operation: "undoConfirmSection" };
    return customerPayload(
      context,
      await mutate(context, request, (scope) => undoConfirmSection(scope, input)),
    );
  }
}

@Resolver(() => SectionFreshness)
export class SectionFreshnessResolver {
  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who changed or confirmed it 核对人; null for nobody.",
  })
  verifiedBy(@Ctx() context: RequestContext, @Root() { verifiedById }: SectionFreshness) {
    return findStaff(context, verifiedById);
  }
}

@Resolver(() => DueArchiveType)
export class DueArchiveResolver {
  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: "The customer 客户; null when somebody took it away just now.",
  })
  customer(@Ctx() context: RequestContext, @Root() { customerId }: DueArchiveType) {
    return findCustomer(context, { id: customerId });
  }
}

@Resolver(() => DueArchiveConnection)
export class DueArchiveConnectionResolver {
  @FieldResolver(() => CappedCount, { description: "How many in all 总数, counted up to 10,000." })
  totalCount(@Root() connection: DueArchiveConnection): Promise<CappedCount> {
    return connection.count();
  }
}
