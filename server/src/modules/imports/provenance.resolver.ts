import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../../platform/request.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { ChannelType, findChannel } from "../channels/channel.queries.ts";
import { ChangeType } from "../customers/customer-change.types.ts";
import { CustomerAlertType } from "../customers/customer-alert.types.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { TimelineEntryType } from "../interactions/interaction.types.ts";
import { findOrder } from "../orders/order.queries.ts";
import { OrderType } from "../orders/order.types.ts";
import { findReview } from "../orders/review.queries.ts";
import { ReviewType } from "../orders/review.types.ts";
import { findImport } from "./import.queries.ts";
import { ImportType } from "./import.types.ts";
import { findAnyProposal } from "./proposal.queries.ts";
import { ProposalType } from "./proposal.types.ts";
import { listProvenance } from "./provenance.queries.ts";
import { FieldProvenance } from "./provenance.types.ts";

@Resolver(() => ChangeType)
export class ChangeImportResolver {
  @FieldResolver(() => ImportType, {
    nullable: true,
    description: "The import it came with 来自的导入; null for none, or when the caller may not see imports.",
  })
  import(@Ctx() context: RequestContext, @Root() change: ChangeType): Promise<ImportType | null> {
    return findImport(context, { id: change.importId });
  }
}

@Resolver(() => CustomerAlertType)
export class AlertImportResolver {
  @FieldResolver(() => ImportType, {
    nullable: true,
    description: "The import that did it 导入; null for none, or when the caller may not see imports.",
  })
  import(@Ctx() context: RequestContext, @Root() alert: CustomerAlertType): Promise<ImportType | null> {
    return findImport(context, { id: alert.importId });
  }
}

@Resolver(() => TimelineEntryType)
export class TimelineEntryImportResolver {
  @FieldResolver(() => ImportType, {
    nullable: true,
    description: "The import it came with 来自的导入; null for none, or when the caller may not see imports.",
  })
  import(@Ctx() context: RequestContext, @Root() entry: TimelineEntryType): Promise<ImportType | null> {
    return findImport(context, { id: entry.importId });
  }
}

@Resolver(() => CustomerType)
export class CustomerProvenanceResolver {
  @FieldResolver(() => [FieldProvenance], {
    description:
      "Why each value that is known is here 为什么有这项信息: who or what wrote it, when, and what it is kept for. A field that is empty, or that the caller may not know of, has none.",
  })
  provenance(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Arg("fields", () => [String], {
      nullable: true,
      description: "Only these fields 字段, by their names in the archive; omitted: all of them.",
    })
    fields: readonly string[] | null,
  ): Promise<FieldProvenance[]> {
    return listProvenance(context, customer, fields ?? null);
  }
}

@Resolver(() => FieldProvenance)
export class FieldProvenanceResolver {
  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who wrote it 操作人; null for the system, and for an import of the system's own.",
  })
  actor(@Ctx() context: RequestContext, @Root() { actorId }: FieldProvenance) {
    return findStaff(context, actorId);
  }

  @FieldResolver(() => ImportType, {
    nullable: true,
    description: "The import it came with 导入; null for none, or when the caller may not see imports.",
  })
  import(@Ctx() context: RequestContext, @Root() { importId }: FieldProvenance) {
    return findImport(context, { id: importId });
  }

  @FieldResolver(() => OrderType, {
    nullable: true,
    description: "The order that said so 订单, by its buyer's data.",
  })
  order(@Ctx() context: RequestContext, @Root() { orderId }: FieldProvenance) {
    return findOrder(context, orderId);
  }

  @FieldResolver(() => ReviewType, {
    nullable: true,
    description: "The review that said so 评价, by its buyer's data.",
  })
  review(@Ctx() context: RequestContext, @Root() { reviewId }: FieldProvenance) {
    return findReview(context, reviewId);
  }

  @FieldResolver(() => ProposalType, {
    nullable: true,
    description: "The proposal that was accepted 采用的待确认变更; null when it came another way.",
  })
  proposal(@Ctx() context: RequestContext, @Root() { proposalId }: FieldProvenance) {
    return findAnyProposal(context, proposalId);
  }

  @FieldResolver(() => ChannelType, {
    nullable: true,
    description: "The channel of the order, the review or the import 渠道, when it is known.",
  })
  channel(@Ctx() context: RequestContext, @Root() { channelId }: FieldProvenance) {
    return findChannel(context, channelId);
  }
}
