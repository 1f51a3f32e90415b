import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { PageArguments } from "../../platform/connection.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { selectedFields } from "../../platform/selection.ts";
import { CappedCount, DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { findTeam } from "../access/team.queries.ts";
import { TeamType } from "../access/team.types.ts";
import { findCustomer } from "../customers/customer.queries.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { findOrder } from "../orders/order.queries.ts";
import { OrderType } from "../orders/order.types.ts";
import { allowedTransitions } from "./complaint-status.ts";
import { mayAssign, mayChangeStatus, mayEdit, mayWriteNote } from "./complaint.policy.ts";
import { findLastEventAt, listComplaintEvents } from "./complaint.queries.ts";
import {
  ComplaintConnection,
  ComplaintEventConnection,
  ComplaintEventType,
  ComplaintTransition,
  ComplaintType,
} from "./complaint.types.ts";

@Resolver(() => ComplaintType)
export class ComplaintFieldsResolver {
  @FieldResolver(() => CustomerType, { description: "Who complains 客户." })
  async customer(
    @Ctx() context: RequestContext,
    @Root() complaint: ComplaintType,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CustomerType> {
    const customer = await findCustomer(context, { id: complaint.customerId }, selectedFields(info, []));
    if (!customer) throw new Error("a complaint without its customer");
    return customer;
  }

  @FieldResolver(() => OrderType, { nullable: true, description: "The order it is about 相关订单." })
  order(@Ctx() context: RequestContext, @Root() complaint: ComplaintType): Promise<OrderType | null> {
    return findOrder(context, complaint.orderId);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: "Whose queue it stands in 小组." })
  team(@Ctx() context: RequestContext, @Root() complaint: ComplaintType): NowOrSoon<TeamType | null> {
    return findTeam(context, complaint.teamId);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who takes care of it 负责人；null for nobody yet.",
  })
  assignee(
    @Ctx() context: RequestContext,
    @Root() complaint: ComplaintType,
  ): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, complaint.assigneeId);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who filed it 受理人；null for the system.",
  })
  filedBy(
    @Ctx() context: RequestContext,
    @Root() complaint: ComplaintType,
  ): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, complaint.filedById);
  }

  @FieldResolver(() => DateTimeScalar, {
    description: "When something last happened with it, notes included 最近处理时间.",
  })
  async changedAt(@Ctx() context: RequestContext, @Root() complaint: ComplaintType): Promise<Moment> {
    return (await findLastEventAt(context, complaint.recordId)) ?? complaint.filedAt;
  }

  @FieldResolver(() => ComplaintEventConnection, {
    description: "What happened with it, the newest first 处理记录.",
  })
  events(
    @Ctx() context: RequestContext,
    @Root() complaint: ComplaintType,
    @Args(() => PageArguments) page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ComplaintEventConnection> {
    return listComplaintEvents(context, complaint.recordId, page, info);
  }

  @FieldResolver(() => [ComplaintTransition], {
    description:
      "The steps that the caller can take with it now 可执行的步骤；empty when the caller may not.",
  })
  allowedTransitions(
    @Ctx() context: RequestContext,
    @Root() complaint: ComplaintType,
  ): ComplaintTransition[] {
    if (!mayChangeStatus(context, complaint)) return [];
    return allowedTransitions(complaint.status).map(({ to, requires }) => ({ status: to, requires }));
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may edit it now 可否修改." })
  viewerCanEdit(@Ctx() context: RequestContext, @Root() complaint: ComplaintType): boolean {
    return mayEdit(context, complaint);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may assign it now 可否分派." })
  viewerCanAssign(@Ctx() context: RequestContext, @Root() complaint: ComplaintType): boolean {
    return mayAssign(context, complaint);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may write a note on it 可否写备注." })
  viewerCanWriteNote(@Ctx() context: RequestContext, @Root() complaint: ComplaintType): boolean {
    return mayWriteNote(context, complaint);
  }
}

@Resolver(() => ComplaintEventType)
export class ComplaintEventResolver {
  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who did it 操作人；null for the system.",
  })
  actor(
    @Ctx() context: RequestContext,
    @Root() event: ComplaintEventType,
  ): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, event.actorId);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "On FILED and ASSIGNED: the owner from then on 负责人；null for nobody.",
  })
  assignee(
    @Ctx() context: RequestContext,
    @Root() event: ComplaintEventType,
  ): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, event.assigneeId);
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: "On FILED and ASSIGNED: the team from then on 小组；null for none.",
  })
  team(@Ctx() context: RequestContext, @Root() event: ComplaintEventType): NowOrSoon<TeamType | null> {
    return findTeam(context, event.teamId);
  }
}

@Resolver(() => ComplaintConnection)
export class ComplaintConnectionResolver {
  @FieldResolver(() => CappedCount, { description: "How many complaints in all 总数，counted up to 10,000." })
  totalCount(@Root() connection: ComplaintConnection): Promise<CappedCount> {
    return connection.count();
  }
}
