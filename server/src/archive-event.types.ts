import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { ArchiveEventName } from "./platform/outbox.ts";
import type { RelayedEvent } from "./platform/relay-session.ts";
import { DateTimeScalar } from "./platform/scalars.ts";
import type { Moment } from "./platform/tables.ts";

registerEnumType(ArchiveEventName, {
  name: "ArchiveEventName",
  description: "What happened to a record 事件.",
  valuesConfig: {
    CUSTOMER_CREATED: { description: "An archive was opened for a customer 新建客户." },
    CUSTOMER_EDITED: { description: "Details of a customer changed 客户资料已修改." },
    ORDER_RECORDED: { description: "An order was recorded 录入订单." },
    ORDER_EDITED: { description: "An order changed 订单已修改." },
    REVIEW_RECORDED: { description: "A review was recorded 录入评价." },
    REVIEW_EDITED: { description: "A review changed 评价已修改." },
    REVIEW_WITHDRAWN: { description: "A review was taken back 评价已撤回." },
    REVIEW_RESTORED: { description: "A review that was taken back counts again 评价已恢复." },
    NOTE_WRITTEN: { description: "A note about a customer was written 新的跟进记录." },
    NOTE_EDITED: { description: "A note about a customer changed 跟进记录已修改." },
    COMPLAINT_FILED: { description: "A complaint was taken 登记投诉." },
    COMPLAINT_EDITED: { description: "Details of a complaint changed 投诉内容已修改." },
    COMPLAINT_STATUS_CHANGED: { description: "A complaint went a step on, or back 投诉状态已变更." },
    COMPLAINT_ASSIGNED: { description: "A complaint got another owner or team 投诉已分派." },
    COMPLAINT_NOTE_WRITTEN: { description: "A note on a complaint was written 投诉有新记录." },
    COMPLAINT_PHOTOGRAPHS_CHANGED: {
      description: "Photographs of a complaint were added or removed 投诉照片有变动.",
    },
    RECORDS_HANDED_OVER: {
      description:
        "Many customers or complaints got another owner 批量交接; names one of them, ask for lists anew.",
    },
    OWNER_ALERTED: {
      description:
        "An owner was told that somebody else changed a customer 已提醒客户负责人; `assignee` is the owner, `myAlerts` tells more.",
    },
    LIFECYCLES_RULED: {
      description:
        "The rule moved customers between existing and lost 按规则更新客户状态; names one of them, ask for lists anew.",
    },
  },
});

@ObjectType("ArchiveEvent", {
  simpleResolvers: true,
  description:
    "Tells what changed 档案变动; ask again for the record to see how it is now. Each event comes once, in one order for everybody.",
})
export class ArchiveEventType {
  /** As the relay told it; not in the graph. */
  relayed!: RelayedEvent;

  @Field(() => String, {
    description: "Place in the one order of all events 序号, growing; compare as a number, not as a text.",
  })
  sequence!: string;

  @Field(() => ArchiveEventName, { description: "What happened 事件." })
  name!: ArchiveEventName;

  @Field(() => DateTimeScalar, { description: "When it happened 时间." })
  at!: Moment;

  @Field(() => ID, {
    description: "Id of the record that changed 记录编号: a Customer, an Order, a Note or a Complaint.",
  })
  recordId!: string;

  @Field(() => ID, { description: "Id of the customer in whose archive it stands 客户编号." })
  customerId!: string;
}
