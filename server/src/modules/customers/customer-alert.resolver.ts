import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import { mutate } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CappedCount } from "../../platform/scalars.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { markAlertsRead } from "./commands/mark-alerts-read.ts";
import { countUnreadAlerts, listAlerts } from "./customer-alert.queries.ts";
import {
  AlertArguments,
  CustomerAlertConnection,
  CustomerAlertType,
  MarkAlertsReadInput,
  MarkAlertsReadPayload,
} from "./customer-alert.types.ts";
import { findCustomer } from "./customer.queries.ts";
import { CustomerType } from "./customer.types.ts";

@Resolver(() => CustomerAlertType)
export class CustomerAlertResolver {
  @Can("customer:list")
  @Query(() => CustomerAlertConnection, {
    description:
      "What others changed of the customers that the caller looks after 我的客户变动提醒, the newest first.",
  })
  myAlerts(
    @Ctx() context: RequestContext,
    @Args(() => AlertArguments) list: AlertArguments,
  ): Promise<CustomerAlertConnection> {
    return listAlerts(context, list);
  }

  @Can("customer:list")
  @Query(() => CappedCount, { description: "How many of the caller's alerts are not read 未读提醒数." })
  unreadAlertCount(@Ctx() context: RequestContext): Promise<CappedCount> {
    return countUnreadAlerts(context);
  }

  @Can("customer:list")
  @Mutation(() => MarkAlertsReadPayload, {
    description: "Notes that the caller has read alerts 标为已读. Only their own; once more changes nothing.",
  })
  async markAlertsRead(
    @Ctx() context: RequestContext,
    @Arg("input", () => MarkAlertsReadInput, { description: "Which ones 哪些提醒." })
    input: MarkAlertsReadInput,
  ): Promise<MarkAlertsReadPayload> {
    const request = { operation: "markAlertsRead" };
    const { errors } = await mutate(context, request, (scope) => markAlertsRead(scope, input));
    return { unread: await countUnreadAlerts(context), errors };
  }

  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: "The customer 客户, of an import the first; null when the caller no longer sees it.",
  })
  customer(@Ctx() context: RequestContext, @Root() { customerId }: CustomerAlertType) {
    return findCustomer(context, { id: customerId });
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who changed it 操作人; null for the system.",
  })
  actor(@Ctx() context: RequestContext, @Root() { actorId }: CustomerAlertType) {
    return findStaff(context, actorId);
  }
}
