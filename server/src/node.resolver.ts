import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { findApiKey } from "./modules/access/api-key.queries.ts";
import { findDepartment } from "./modules/access/department.queries.ts";
import { findRole } from "./modules/access/role.queries.ts";
import { findStaff } from "./modules/access/staff.queries.ts";
import { findTeam } from "./modules/access/team.queries.ts";
import { findChannel } from "./modules/channels/channel.queries.ts";
import { findHandOver } from "./modules/complaints/hand-over.queries.ts";
import { findComplaint } from "./modules/complaints/complaint.queries.ts";
import { showCustomField } from "./modules/customers/custom-field-shown.queries.ts";
import { findCustomer } from "./modules/customers/customer.queries.ts";
import { findMemberLevel } from "./modules/customers/member-level.queries.ts";
import { findProposal } from "./modules/imports/import-proposal.queries.ts";
import { findAnyProposal } from "./modules/imports/proposal.queries.ts";
import { findImport } from "./modules/imports/import.queries.ts";
import { findNote } from "./modules/interactions/note.queries.ts";
import { findOrder } from "./modules/orders/order.queries.ts";
import { findReview } from "./modules/orders/review.queries.ts";
import { Can, may } from "./platform/authz.ts";
import { parseGlobalId } from "./platform/ids.ts";
import type { NowOrSoon } from "./platform/reference.ts";
import type { RequestContext } from "./platform/request.ts";
import { Node } from "./platform/scalars.ts";

/** How a record of each type is found again. A type that implements Node and is missing here fails a contract test. */
export const NODE_FINDERS: Readonly<
  Record<string, (context: RequestContext, id: string) => NowOrSoon<Node | null>>
> = {
  StaffMember: findStaff,
  ApiKey: findApiKey,
  Team: findTeam,
  Department: findDepartment,
  Role: (context, id) => (may(context, "role:list") ? findRole(context, id) : null),
  Channel: findChannel,
  MemberLevel: findMemberLevel,
  Customer: (context, id) => findCustomer(context, { id }),
  CustomField: showCustomField,
  Order: findOrder,
  Review: findReview,
  Note: findNote,
  Complaint: findComplaint,
  HandOver: findHandOver,
  Import: (context, id) => findImport(context, { id }),
  ImportProposal: findProposal,
  Proposal: findAnyProposal,
};

@Resolver()
export class NodeResolver {
  @Can("customer:list")
  @Query(() => Node, {
    nullable: true,
    description: "Any record by its id 按全局编号查找; null when there is none that the caller may see.",
  })
  async node(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "Id in the graph 全局编号." }) id: string,
  ): Promise<Node | null> {
    const parsed = parseGlobalId(id);
    // Every object has a "constructor", and it finds nothing.
    if (!parsed || !Object.hasOwn(NODE_FINDERS, parsed.type)) return null;
    return NODE_FINDERS[parsed.type]?.(context, parsed.id) ?? null;
  }
}
