import { createUnionType, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { findComplaint } from "./modules/complaints/complaint.queries.ts";
import { findHandOverOfCustomer } from "./modules/complaints/hand-over.queries.ts";
import { HandOverType } from "./modules/complaints/hand-over.types.ts";
import { ComplaintType } from "./modules/complaints/complaint.types.ts";
import { TimelineKind } from "./modules/customers/timeline-entry.entity.ts";
import { TimelineEntryType } from "./modules/interactions/interaction.types.ts";
import { findNote } from "./modules/interactions/note.queries.ts";
import { NoteType } from "./modules/interactions/interaction.types.ts";
import { findOrder } from "./modules/orders/order.queries.ts";
import { OrderType } from "./modules/orders/order.types.ts";
import { findReview } from "./modules/orders/review.queries.ts";
import { ReviewType } from "./modules/orders/review.types.ts";
import type { RequestContext } from "./platform/request.ts";

const TimelineSubject = createUnionType({
  name: "TimelineSubject",
  description: "What a line of the timeline is about 动态对象.",
  types: () => [OrderType, ReviewType, NoteType, ComplaintType, HandOverType] as const,
  resolveType: (value) => value.__typename,
});

type Find = (context: RequestContext, id: string | null) => Promise<typeof TimelineSubject | null>;

/** What each kind of line is about; the others are about the customer. */
const SUBJECT_FINDERS: Readonly<Partial<Record<TimelineKind, Find>>> = {
  [TimelineKind.ORDER_RECORDED]: findOrder,
  [TimelineKind.ORDER_CHANGED]: findOrder,
  [TimelineKind.REVIEW_RECORDED]: findReview,
  [TimelineKind.REVIEW_CHANGED]: findReview,
  [TimelineKind.REVIEW_WITHDRAWN]: findReview,
  [TimelineKind.REVIEW_RESTORED]: findReview,
  [TimelineKind.NOTE_WRITTEN]: findNote,
  [TimelineKind.COMPLAINT_FILED]: findComplaint,
  [TimelineKind.COMPLAINT_STATUS_CHANGED]: findComplaint,
  [TimelineKind.OWNER_CHANGED]: findHandOverOfCustomer,
};

/** Here and not in a slice: it knows all slices that put lines on the timeline. */
@Resolver(() => TimelineEntryType)
export class TimelineSubjectResolver {
  @FieldResolver(() => TimelineSubject, {
    nullable: true,
    description:
      "The order, review, note, complaint or hand-over it is about 相关订单、评价、记录、投诉或交接.",
  })
  subject(
    @Ctx() context: RequestContext,
    @Root() entry: TimelineEntryType,
  ): Promise<typeof TimelineSubject | null> {
    const find = SUBJECT_FINDERS[entry.kind];
    return find ? find(context, entry.subjectId) : Promise.resolve(null);
  }
}
