import { text, type Text } from "../../platform/language.ts";
import { ComplaintStatus } from "./complaint-status.ts";
import {
  ComplaintCategory,
  ComplaintKind,
  ComplaintMedium,
  ComplaintSeverity,
  HandlingSatisfaction,
} from "./complaint-words.types.ts";

export const STATUS_TEXTS: Readonly<Record<ComplaintStatus, Text>> = {
  [ComplaintStatus.RECEIVED]: text("已受理", "received"),
  [ComplaintStatus.ACKNOWLEDGED]: text("已联系", "acknowledged"),
  [ComplaintStatus.ANALYSED]: text("已分析", "analysed"),
  [ComplaintStatus.RESOLVED]: text("已解决", "resolved"),
  [ComplaintStatus.FOLLOWED_UP]: text("已回访", "followed up"),
  [ComplaintStatus.CLOSED]: text("已结案", "closed"),
  [ComplaintStatus.WITHDRAWN]: text("已撤诉", "withdrawn"),
};

const KIND_TEXTS: Readonly<Record<ComplaintKind, Text>> = {
  [ComplaintKind.COMPLAINT]: text("投诉", "complaint"),
  [ComplaintKind.FEEDBACK]: text("反馈", "feedback"),
  [ComplaintKind.SUGGESTION]: text("建议", "suggestion"),
};

const CATEGORY_TEXTS: Readonly<Record<ComplaintCategory, Text>> = {
  [ComplaintCategory.PRODUCT_QUALITY]: text("产品质量", "quality of goods"),
  [ComplaintCategory.PRODUCT_DESCRIPTION]: text("与描述不符", "not as described"),
  [ComplaintCategory.WRONG_GOODS]: text("错发漏发", "wrong or missing goods"),
  [ComplaintCategory.PRODUCT_OTHER]: text("产品其他", "other, about goods"),
  [ComplaintCategory.DELIVERY]: text("物流配送", "delivery"),
  [ComplaintCategory.SERVICE_QUALITY]: text("服务质量", "quality of service"),
  [ComplaintCategory.STAFF_ATTITUDE]: text("服务态度", "staff attitude"),
  [ComplaintCategory.AFTER_SALES]: text("售后处理", "after-sales"),
  [ComplaintCategory.PRICE]: text("价格收费", "price and charges"),
  [ComplaintCategory.SERVICE_OTHER]: text("服务其他", "other, about service"),
};

const SEVERITY_TEXTS: Readonly<Record<ComplaintSeverity, Text>> = {
  [ComplaintSeverity.LOW]: text("轻微", "low"),
  [ComplaintSeverity.NORMAL]: text("一般", "normal"),
  [ComplaintSeverity.HIGH]: text("严重", "high"),
  [ComplaintSeverity.CRITICAL]: text("紧急", "critical"),
};

const MEDIUM_TEXTS: Readonly<Record<ComplaintMedium, Text>> = {
  [ComplaintMedium.PHONE]: text("电话", "phone"),
  [ComplaintMedium.ON_SITE]: text("到店", "on site"),
  [ComplaintMedium.WECHAT]: text("微信", "WeChat"),
  [ComplaintMedium.WANGWANG]: text("阿里旺旺", "AliWangwang"),
  [ComplaintMedium.QQ]: text("QQ", "QQ"),
  [ComplaintMedium.EMAIL]: text("电子邮件", "e-mail"),
  [ComplaintMedium.WEB_FORM]: text("网上表单", "web form"),
  [ComplaintMedium.PLATFORM]: text("平台转来", "passed on by a platform"),
  [ComplaintMedium.OTHER]: text("其他", "other"),
};

const SATISFACTION_TEXTS: Readonly<Record<HandlingSatisfaction, Text>> = {
  [HandlingSatisfaction.SATISFIED]: text("满意", "satisfied"),
  [HandlingSatisfaction.PARTLY_SATISFIED]: text("基本满意", "partly satisfied"),
  [HandlingSatisfaction.DISSATISFIED]: text("不满意", "dissatisfied"),
};

const TEXTS_BY_FIELD: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  status: STATUS_TEXTS,
  kind: KIND_TEXTS,
  category: CATEGORY_TEXTS,
  severity: SEVERITY_TEXTS,
  medium: MEDIUM_TEXTS,
  acknowledgedThrough: MEDIUM_TEXTS,
  satisfaction: SATISFACTION_TEXTS,
};

/** What people call the value of a field that has a fixed list; null for a field of words. */
export function textOfValue(field: string, value: string): Text | null {
  return TEXTS_BY_FIELD[field]?.[value] ?? null;
}
