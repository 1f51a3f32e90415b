import { text } from "../../platform/language.ts";
import { ArchiveSection, personal, plain, sensitive, type ArchiveField } from "./archive-field.ts";
import { CREDIT_CODE } from "./company-codes.ts";
import {
  choiceOf,
  choices,
  CUSTOMER,
  EMAIL,
  LINK,
  longTextOf,
  MONEY,
  numberOf,
  pastDay,
  PHONE,
  TAGS,
  textOf,
} from "./field-types.ts";
import { LEVEL } from "./individual-fields.ts";

const { COMPANY_BASIC, COMPANY_CHARACTER, COMPANY_BUSINESS, COMPANY_TRADE, COMPANY_LEADERS } = ArchiveSection;

const LEGAL_FORM = choices("LegalForm", "How a firm is organised 组织方式.", {
  LIMITED_COMPANY: ["有限责任公司", "Limited company"],
  JOINT_STOCK_COMPANY: ["股份有限公司", "Joint stock company"],
  SOLE_PROPRIETORSHIP: ["个人独资企业", "Sole proprietorship"],
  PARTNERSHIP: ["合伙企业", "Partnership"],
  INDIVIDUAL_BUSINESS: ["个体工商户", "Individual business"],
  STATE_OWNED: ["国有企业", "State-owned enterprise"],
  COLLECTIVE: ["集体企业", "Collective enterprise"],
  COOPERATIVE: ["农民专业合作社", "Farmers' cooperative"],
  FOREIGN_INVESTED: ["外商投资企业", "Foreign-invested enterprise"],
  PUBLIC_INSTITUTION: ["事业单位", "Public institution"],
  OTHER: ["其他", "Other"],
});

const COMPANY_SIZE = choices("CompanySize", "How large a firm is 企业规模.", {
  MICRO: ["微型", "Micro"],
  SMALL: ["小型", "Small"],
  MEDIUM: ["中型", "Medium"],
  LARGE: ["大型", "Large"],
});

const SETTLEMENT = choices("Settlement", "How a firm settles what it owes 结算方式.", {
  PREPAID: ["预付", "Paid in advance"],
  ON_DELIVERY: ["货到付款", "Paid on delivery"],
  MONTHLY: ["月结", "Monthly account"],
  INSTALMENTS: ["分期付款", "Instalments"],
  OTHER: ["其他", "Other"],
});

const CREDIT_STANDING = choices("CreditStanding", "How well a firm keeps its word 信用状况.", {
  EXCELLENT: ["优秀", "Excellent"],
  GOOD: ["良好", "Good"],
  ORDINARY: ["一般", "Ordinary"],
  POOR: ["较差", "Poor"],
});

/** What is known of a firm, beside what every customer has. */
export const COMPANY_FIELDS: readonly ArchiveField[] = [
  plain("creditCode", COMPANY_BASIC, CREDIT_CODE, {
    label: text("统一社会信用代码", "Unified social credit code"),
    weight: 2,
  }),
  // Shops of our own day were founded under the Ming already.
  plain("foundedOn", COMPANY_BASIC, pastDay("1500-01-01"), { label: text("创立时间", "Founded on") }),
  plain("legalForm", COMPANY_BASIC, choiceOf(LEGAL_FORM), { label: text("组织方式", "Legal form") }),
  plain("lineOfBusiness", COMPANY_BASIC, textOf(100), {
    label: text("业种", "Line of business"),
    weight: 2,
  }),
  plain("assets", COMPANY_BASIC, MONEY, { label: text("资产", "Assets") }),
  plain("registeredCapital", COMPANY_BASIC, MONEY, { label: text("注册资本", "Registered capital") }),
  plain("website", COMPANY_BASIC, LINK, { label: text("网址", "Website") }),

  plain("companySize", COMPANY_CHARACTER, choiceOf(COMPANY_SIZE), {
    label: text("企业规模", "Size"),
    weight: 2,
  }),
  plain("employeeCount", COMPANY_CHARACTER, numberOf({ from: 0, to: 10_000_000 }), {
    label: text("员工人数", "Number of employees"),
  }),
  plain("serviceArea", COMPANY_CHARACTER, textOf(200), { label: text("服务区域", "Area served") }),
  plain("salesCapacity", COMPANY_CHARACTER, textOf(200), { label: text("销售能力", "Sales capacity") }),
  plain("developmentPotential", COMPANY_CHARACTER, choiceOf(LEVEL), {
    label: text("发展潜力", "Potential"),
    weight: 2,
  }),
  plain("businessPhilosophy", COMPANY_CHARACTER, textOf(200), {
    label: text("经营观念", "Business philosophy"),
  }),
  plain("businessDirection", COMPANY_CHARACTER, textOf(200), {
    label: text("经营方向", "Business direction"),
  }),
  plain("businessPolicy", COMPANY_CHARACTER, textOf(200), { label: text("经营政策", "Business policy") }),
  plain("operatingFeatures", COMPANY_CHARACTER, longTextOf(1000), {
    label: text("经营特点", "How it works"),
  }),

  plain("mainProducts", COMPANY_BUSINESS, TAGS, { label: text("主营产品", "Main products"), weight: 2 }),
  plain("annualRevenue", COMPANY_BUSINESS, MONEY, { label: text("年营业额", "Yearly revenue") }),
  plain("salesPerformance", COMPANY_BUSINESS, longTextOf(1000), {
    label: text("销售实绩", "Sales performance"),
  }),
  plain("staffQuality", COMPANY_BUSINESS, longTextOf(1000), {
    label: text("管理与业务人员素质", "Managers and sales staff"),
  }),
  plain("competitorRelations", COMPANY_BUSINESS, longTextOf(1000), {
    label: text("与竞争者的关系", "Relations with competitors"),
  }),
  plain("cooperation", COMPANY_BUSINESS, longTextOf(1000), {
    label: text("合作关系与态度", "Work with us"),
    weight: 2,
  }),

  plain("settlement", COMPANY_TRADE, choiceOf(SETTLEMENT), {
    label: text("结算方式", "Settlement"),
    weight: 2,
  }),
  plain("tradeTerms", COMPANY_TRADE, textOf(300), { label: text("交易条件", "Terms of trade") }),
  plain("creditStanding", COMPANY_TRADE, choiceOf(CREDIT_STANDING), {
    label: text("信用状况", "Credit standing"),
    weight: 2,
  }),
  plain("reputation", COMPANY_TRADE, textOf(300), { label: text("企业形象与声誉", "Image and reputation") }),
  plain("advantages", COMPANY_TRADE, longTextOf(1000), { label: text("优势", "Advantages") }),
  plain("tradeProblems", COMPANY_TRADE, longTextOf(1000), {
    label: text("交易中的问题", "Problems in trade"),
  }),
  plain("countermeasures", COMPANY_TRADE, longTextOf(1000), { label: text("今后对策", "What to do") }),

  personal("legalRepresentative", COMPANY_LEADERS, textOf(100), {
    label: text("法定代表人", "Legal representative"),
  }),
  personal("leaderName", COMPANY_LEADERS, textOf(100), {
    label: text("负责人姓名", "Person in charge"),
    weight: 3,
  }),
  plain("leaderPosition", COMPANY_LEADERS, textOf(60), { label: text("负责人职务", "Their post") }),
  personal("leaderPhone", COMPANY_LEADERS, PHONE, { label: text("负责人电话", "Their phone"), weight: 2 }),
  personal("leaderEmail", COMPANY_LEADERS, EMAIL, { label: text("负责人邮箱", "Their e-mail") }),
  personal("leaderBirthDate", COMPANY_LEADERS, pastDay(), {
    label: text("负责人出生日期", "Their birth date"),
  }),
  sensitive("leaderNotes", COMPANY_LEADERS, longTextOf(1000), {
    label: text("负责人情况（性格、爱好、家庭、学历）", "About the person in charge"),
  }),
  plain("leaderArchive", COMPANY_LEADERS, CUSTOMER, {
    label: text("负责人的客户档案", "Their own archive"),
  }),
  personal("contactName", COMPANY_LEADERS, textOf(100), {
    label: text("联系人姓名", "Contact"),
    weight: 2,
  }),
  plain("contactPosition", COMPANY_LEADERS, textOf(60), { label: text("联系人职务", "The contact's post") }),
  personal("contactPhone", COMPANY_LEADERS, PHONE, {
    label: text("联系人电话", "The contact's phone"),
    weight: 2,
  }),
];
