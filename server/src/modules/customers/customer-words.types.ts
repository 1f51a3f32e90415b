import { registerEnumType } from "type-graphql";
import { ChangeSource } from "../../platform/request.ts";
import { CustomerKind, CustomerLifecycle } from "./customer.entity.ts";

registerEnumType(CustomerKind, {
  name: "CustomerKind",
  description: "Person or firm 客户类型.",
  valuesConfig: {
    INDIVIDUAL: { description: "A person 个人客户." },
    COMPANY: { description: "A firm 企业客户." },
  },
});

registerEnumType(CustomerLifecycle, {
  name: "CustomerLifecycle",
  description: "Where the customer stands with us 客户状态.",
  valuesConfig: {
    POTENTIAL: { description: "No deal yet 潜在客户." },
    EXISTING: { description: "Has bought 现有客户." },
    LOST: { description: "Does not buy any more 流失客户." },
  },
});

export enum CustomerTier {
  IMPORTANT = "IMPORTANT",
  SECONDARY = "SECONDARY",
  ORDINARY = "ORDINARY",
  SMALL = "SMALL",
}

registerEnumType(CustomerTier, {
  name: "CustomerTier",
  description: "How much the customer matters to us 客户等级.",
  valuesConfig: {
    IMPORTANT: { description: "The top 1 % 重要客户." },
    SECONDARY: { description: "The next 19 % 次要客户." },
    ORDINARY: { description: "The next 30 % 普通客户." },
    SMALL: { description: "The other half 小客户." },
  },
});

export enum CustomerOrdering {
  LAST_DEAL = "LAST_DEAL",
  TOTAL_SPENT = "TOTAL_SPENT",
  NEWEST = "NEWEST",
}

registerEnumType(CustomerOrdering, {
  name: "CustomerOrdering",
  description: "The order of a list of customers 排序方式.",
  valuesConfig: {
    LAST_DEAL: { description: "The latest deal first, customers without one last 最近成交." },
    TOTAL_SPENT: { description: "The most spent first 累计消费." },
    NEWEST: { description: "The newest archive first 最新建档." },
  },
});

export enum RevealReason {
  CONTACT_CUSTOMER = "CONTACT_CUSTOMER",
  SHIP_ORDER = "SHIP_ORDER",
  VERIFY_IDENTITY = "VERIFY_IDENTITY",
  HANDLE_COMPLAINT = "HANDLE_COMPLAINT",
  OTHER = "OTHER",
}

registerEnumType(RevealReason, {
  name: "RevealReason",
  description: "Why a personal value is looked at 查看原因. Kept in the change log.",
  valuesConfig: {
    CONTACT_CUSTOMER: { description: "To call or write to the customer 联系客户." },
    SHIP_ORDER: { description: "To ship an order 核对发货." },
    VERIFY_IDENTITY: { description: "To make sure who is calling 核实身份." },
    HANDLE_COMPLAINT: { description: "To handle a complaint 处理投诉." },
    OTHER: { description: "Another reason, given in words 其他原因." },
  },
});

registerEnumType(ChangeSource, {
  name: "ChangeSource",
  description: "Where a change came from 变更来源.",
  valuesConfig: {
    CONSOLE: { description: "A person in the console 控制台." },
    API: { description: "A program through the graph 接口." },
    IMPORT: { description: "A spreadsheet taken in 导入." },
    COMMAND_LINE: { description: "A command on the server 命令行." },
    SYSTEM: { description: "Dossier itself 系统." },
  },
});
