import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from "type-graphql";
import { ArchiveEventType } from "./archive-event.types.ts";
import { findStaff } from "./modules/access/staff.queries.ts";
import { StaffMemberType } from "./modules/access/staff.types.ts";
import { findComplaint } from "./modules/complaints/complaint.queries.ts";
import { ComplaintType } from "./modules/complaints/complaint.types.ts";
import { Can } from "./platform/authz.ts";
import { RequestError } from "./platform/errors.ts";
import { globalId, parseGlobalId } from "./platform/ids.ts";
import { text } from "./platform/language.ts";
import type { LiveContext } from "./platform/live.ts";
import type { ArchiveEventName } from "./platform/outbox.ts";
import type { RelayedEvent } from "./platform/relay-session.ts";
import type { RequestContext } from "./platform/request.ts";

interface Concerning {
  readonly recordId?: string | null;
  readonly customerId?: string | null;
}

@Resolver(() => ArchiveEventType)
export class ArchiveEventResolver {
  @Can("customer:list")
  @Subscription(() => ArchiveEventType, {
    description:
      "Everything that changes, or only what concerns one record or one customer 档案变动订阅. Over WebSocket at /graphql, protocol graphql-transport-ws. Imports tell nothing row by row.",
    subscribe: ({ args, context }: { args: Concerning; context: LiveContext }) => {
      const recordId = idOf(args.recordId, "recordId");
      const customerId = idOf(args.customerId, "customerId");
      return context.follow(
        (event) =>
          (recordId === null || event.recordId === recordId) &&
          (customerId === null || event.customerId === customerId),
      );
    },
  })
  archiveChanged(
    @Root() event: RelayedEvent,
    @Arg("recordId", () => ID, { nullable: true, description: "Only what happens to this record 仅此记录." })
    _recordId: string | null,
    @Arg("customerId", () => ID, {
      nullable: true,
      description: "Only what happens in this customer's archive 仅此客户.",
    })
    _customerId: string | null,
  ): ArchiveEventType {
    return {
      relayed: event,
      sequence: event.sequence,
      name: event.name as ArchiveEventName,
      at: event.at,
      recordId: globalId(event.recordType, event.recordId),
      customerId: globalId("Customer", event.customerId),
    };
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who did it 操作人; null for the system itself.",
  })
  actor(@Ctx() context: RequestContext, @Root() { relayed }: ArchiveEventType) {
    return findStaff(context, relayed.actorId);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description:
      "On COMPLAINT_ASSIGNED the new owner 新负责人, on OWNER_ALERTED the one who is told; null for nobody.",
  })
  assignee(@Ctx() context: RequestContext, @Root() { relayed }: ArchiveEventType) {
    return findStaff(context, relayed.assigneeId);
  }

  @FieldResolver(() => ComplaintType, {
    nullable: true,
    description:
      "The complaint as it is now, when the event is one of a complaint 投诉; null when the caller may not see it.",
  })
  complaint(@Ctx() context: RequestContext, @Root() { relayed }: ArchiveEventType) {
    return relayed.recordType === "Complaint" ? findComplaint(context, relayed.recordId) : null;
  }
}

function idOf(given: string | null | undefined, argument: string): string | null {
  if (!given) return null;
  const parsed = parseGlobalId(given);
  if (parsed) return parsed.id;
  throw new RequestError(
    "BAD_USER_INPUT",
    text(`${argument} 不是有效的编号。`, `${argument} is no id of this graph.`),
  );
}
