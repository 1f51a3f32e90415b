import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { PageArguments } from "../../platform/connection.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { mayFile } from "./complaint.policy.ts";
import { listComplaintsOfCustomer } from "./complaint.queries.ts";
import { ComplaintConnection } from "./complaint.types.ts";

@Resolver(() => CustomerType)
export class CustomerComplaintsResolver {
  @FieldResolver(() => ComplaintConnection, {
    description: "The customer's complaints 投诉，the last filed first.",
  })
  complaints(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Args(() => PageArguments) page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ComplaintConnection> {
    return listComplaintsOfCustomer(context, customer.recordId, page, info);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller may file a complaint of this customer 可否受理投诉.",
  })
  viewerCanFileComplaint(@Ctx() context: RequestContext, @Root() customer: CustomerType): boolean {
    return mayFile(context, customer);
  }
}
