import { registerEnumType } from "type-graphql";
import { ComplaintEvidence, ComplaintStatus } from "./complaint-status.ts";
import {
  ComplaintCategory,
  ComplaintEventKind,
  ComplaintKind,
  ComplaintMedium,
  ComplaintOrdering,
  ComplaintScope,
  ComplaintSeverity,
  ComplaintSubject,
  HandlingSatisfaction,
} from "./complaint-words.types.ts";

registerEnumType(ComplaintKind, {
  name: "ComplaintKind",
  description: "What kind of word a customer has for us 投诉类型.",
  valuesConfig: {
    COMPLAINT: { description: "Dissatisfied, and wants something done 投诉." },
    FEEDBACK: { description: "Tells how it was 反馈." },
    SUGGESTION: { description: "Tells what could be better 建议." },
  },
});

registerEnumType(ComplaintSubject, {
  name: "ComplaintSubject",
  description: "What a complaint is about 投诉对象；follows from the category.",
  valuesConfig: {
    PRODUCT: { description: "Goods 产品." },
    SERVICE: { description: "Service 服务." },
  },
});

registerEnumType(ComplaintCategory, {
  name: "ComplaintCategory",
  description: "What a complaint is about, more closely 投诉分类.",
  valuesConfig: {
    PRODUCT_QUALITY: { description: "Goods: quality 产品质量." },
    PRODUCT_DESCRIPTION: { description: "Goods: not as described 与描述不符." },
    WRONG_GOODS: { description: "Goods: wrong or missing ones 错发漏发." },
    PRODUCT_OTHER: { description: "Goods: something else 产品其他." },
    DELIVERY: { description: "Service: delivery 物流配送." },
    SERVICE_QUALITY: { description: "Service: quality 服务质量." },
    STAFF_ATTITUDE: { description: "Service: attitude of staff 服务态度." },
    AFTER_SALES: { description: "Service: after-sales 售后处理." },
    PRICE: { description: "Service: price and charges 价格收费." },
    SERVICE_OTHER: { description: "Service: something else 服务其他." },
  },
});

registerEnumType(ComplaintSeverity, {
  name: "ComplaintSeverity",
  description: "How grave a complaint is 严重程度.",
  valuesConfig: {
    LOW: { description: "A small matter 轻微." },
    NORMAL: { description: "The usual 一般." },
    HIGH: { description: "Grave: much damage or anger 严重." },
    CRITICAL: { description: "Act at once: danger, press, authorities 紧急." },
  },
});

registerEnumType(ComplaintMedium, {
  name: "ComplaintMedium",
  description: "How words between the customer and us travelled 沟通方式.",
  valuesConfig: {
    PHONE: { description: "Telephone 电话." },
    ON_SITE: { description: "In person, on site 到店." },
    WECHAT: { description: "WeChat 微信." },
    WANGWANG: { description: "AliWangwang 阿里旺旺." },
    QQ: { description: "Tencent QQ 腾讯QQ." },
    EMAIL: { description: "E-mail 电子邮件." },
    WEB_FORM: { description: "Form on a web page 网上表单." },
    PLATFORM: { description: "Passed on by a shop platform or an authority 平台转来." },
    OTHER: { description: "Another way 其他." },
  },
});

registerEnumType(ComplaintStatus, {
  name: "ComplaintStatus",
  description:
    "Where the handling of a complaint stands 处理状态. The steps are `allowedTransitions` of the complaint.",
  valuesConfig: {
    RECEIVED: { description: "Filed; nobody has answered yet 已受理." },
    ACKNOWLEDGED: { description: "The customer knows that we take it seriously 已联系." },
    ANALYSED: { description: "The cause is known 已分析." },
    RESOLVED: { description: "Solved for the customer 已解决." },
    FOLLOWED_UP: { description: "The customer told what they think of the handling 已回访." },
    CLOSED: { description: "Done 已结案." },
    WITHDRAWN: { description: "The customer took it back 已撤诉." },
  },
});

registerEnumType(HandlingSatisfaction, {
  name: "HandlingSatisfaction",
  description: "What the customer thinks of how it was handled 处理满意度.",
  valuesConfig: {
    SATISFIED: { description: "Satisfied 满意." },
    PARTLY_SATISFIED: { description: "Partly satisfied 基本满意." },
    DISSATISFIED: { description: "Dissatisfied 不满意." },
  },
});

registerEnumType(ComplaintEvidence, {
  name: "ComplaintEvidence",
  description: "What a step asks for 步骤所需的依据；the input's field of the same name in camel case.",
  valuesConfig: {
    ACKNOWLEDGED_THROUGH: { description: "How the customer was told: `acknowledgedThrough` 联系方式." },
    CAUSE: { description: "The cause in words: `cause` 原因分析." },
    SOLUTION: { description: "The solution in words: `solution` 解决方案." },
    REACTION: { description: "What the customer said of the handling: `reaction` 客户反映." },
    SATISFACTION: { description: "How satisfied the customer is: `satisfaction` 满意度." },
    REASON: { description: "Why: `reason` 理由." },
  },
});

registerEnumType(ComplaintEventKind, {
  name: "ComplaintEventKind",
  description: "What happened with a complaint 处理记录类型.",
  valuesConfig: {
    FILED: { description: "It was filed 受理." },
    EDITED: { description: "Fields were changed 修改." },
    STATUS_CHANGED: { description: "It took a step 状态变更." },
    ASSIGNED: { description: "It got another owner or team 分派." },
    NOTE_WRITTEN: { description: "A note was written 备注." },
    PHOTOGRAPHS_ADDED: { description: "Photographs were added 添加照片." },
    PHOTOGRAPH_REMOVED: { description: "A photograph was removed 移除照片." },
  },
});

registerEnumType(ComplaintScope, {
  name: "ComplaintScope",
  description: "Whose complaints 范围.",
  valuesConfig: {
    MINE: { description: "Those assigned to the caller 我的." },
    MY_TEAM: { description: "Those in the queue of the caller's team 本组." },
    UNASSIGNED: { description: "Those assigned to nobody 未分派." },
    ALL: { description: "All 全部." },
  },
});

registerEnumType(ComplaintOrdering, {
  name: "ComplaintOrdering",
  description: "The order of a list of complaints 排序方式.",
  valuesConfig: {
    URGENCY: { description: "The gravest first, among equals the longest waiting first 紧急程度." },
    NEWEST: { description: "The last filed first 最新受理." },
  },
});
