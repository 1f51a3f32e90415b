import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PageArguments } from "../../platform/connection.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { NoteConnection, TimelineConnection, TimelineEntryType } from "./interaction.types.ts";
import { listNotes } from "./note.queries.ts";
import { listTimeline } from "./timeline.queries.ts";

@Resolver(() => CustomerType)
export class CustomerInteractionsResolver {
  @FieldResolver(() => NoteConnection, {
    description: "Notes about the customer 跟进记录, the newest first.",
  })
  notes(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<NoteConnection> {
    return listNotes(context, customer.recordId, page);
  }

  @FieldResolver(() => TimelineConnection, {
    description: "Everything that happened with the customer 客户动态, the newest first.",
  })
  timeline(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<TimelineConnection> {
    return listTimeline(context, customer.recordId, page);
  }
}

@Resolver(() => TimelineEntryType)
export class TimelineEntryResolver {
  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who did it 操作人; null for the system.",
  })
  actor(@Ctx() context: RequestContext, @Root() entry: TimelineEntryType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, entry.actorId);
  }
}
