import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import { mutate } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { findTeam } from "../access/team.queries.ts";
import { TeamType } from "../access/team.types.ts";
import { assignCustomerOwner } from "./commands/assign-customer-owner.ts";
import { AssignCustomerOwnerInput, OwnerPeriod } from "./customer-owner.types.ts";
import { mayAssignOwner } from "./customer.policy.ts";
import { customerPayload } from "./customer-payload.ts";
import { CustomerPayload, CustomerType } from "./customer.types.ts";
import { listOwners } from "./owner-history.queries.ts";

@Resolver(() => CustomerType)
export class CustomerOwnerResolver {
  @Can("customer:assignOwner")
  @Mutation(() => CustomerPayload, {
    description: "Gives a customer to a person, to a team, or to nobody 更换客户负责人.",
  })
  async assignCustomerOwner(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignCustomerOwnerInput, { description: "The customer and the owner 客户与负责人." })
    input: AssignCustomerOwnerInput,
  ): Promise<CustomerPayload> {
    const request = { operation: "assignCustomerOwner" };
    return customerPayload(
      context,
      await mutate(context, request, (scope) => assignCustomerOwner(scope, input)),
    );
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who looks after the customer 负责人; null for nobody.",
  })
  owner(@Ctx() context: RequestContext, @Root() customer: CustomerType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, customer.ownerId);
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: "The team that looks after the customer 所属小组; null for none.",
  })
  team(@Ctx() context: RequestContext, @Root() customer: CustomerType): NowOrSoon<TeamType | null> {
    return findTeam(context, customer.teamId);
  }

  @FieldResolver(() => [OwnerPeriod], {
    description: "Who has looked after the customer 历任负责人, the present owner first.",
  })
  ownerHistory(@Ctx() context: RequestContext, @Root() customer: CustomerType): Promise<OwnerPeriod[]> {
    return listOwners(context, customer);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller may give this customer another owner 可否更换负责人.",
  })
  viewerCanAssignOwner(@Ctx() context: RequestContext, @Root() customer: CustomerType): boolean {
    return mayAssignOwner(context, customer);
  }
}

@Resolver(() => OwnerPeriod)
export class OwnerPeriodResolver {
  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "The person 负责人; null for a team or nobody.",
  })
  owner(@Ctx() context: RequestContext, @Root() { ownerId }: OwnerPeriod) {
    return findStaff(context, ownerId);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: "The team 小组; null for none." })
  team(@Ctx() context: RequestContext, @Root() { teamId }: OwnerPeriod) {
    return findTeam(context, teamId);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who gave the customer to them 操作人; null for the system.",
  })
  by(@Ctx() context: RequestContext, @Root() { byId }: OwnerPeriod) {
    return findStaff(context, byId);
  }
}
