import { text } from "../../platform/language.ts";
import { ArchiveSection, personal, plain, sensitive, type ArchiveField } from "./archive-field.ts";
import {
  choiceOf,
  choices,
  IDENTITY_NUMBER,
  longTextOf,
  MOBILE,
  MONEY,
  numberOf,
  pastDay,
  PHONE,
  TAGS,
  textOf,
  YEAR,
} from "./field-types.ts";

const { BASIC, CONSUMPTION, CAREER, FAMILY, LIFE, EDUCATION, PERSONALITY, RELATIONS } = ArchiveSection;

/** How strong something is: of more than one field. */
export const LEVEL = choices("Level", "How strong something is 程度.", {
  HIGH: ["高", "High"],
  MEDIUM: ["中", "Medium"],
  LOW: ["低", "Low"],
});

const SEX = choices("Sex", "A person's sex 性别.", { MALE: ["男", "Male"], FEMALE: ["女", "Female"] });

const BLOOD_TYPE = choices("BloodType", "A blood type 血型.", {
  A: ["A 型", "Type A"],
  B: ["B 型", "Type B"],
  AB: ["AB 型", "Type AB"],
  O: ["O 型", "Type O"],
  RH_NEGATIVE: ["Rh 阴性", "Rh negative"],
});

const MARITAL_STATUS = choices("MaritalStatus", "Whether somebody is married 婚姻状况.", {
  SINGLE: ["未婚", "Single"],
  MARRIED: ["已婚", "Married"],
  DIVORCED: ["离异", "Divorced"],
  WIDOWED: ["丧偶", "Widowed"],
});

const EDUCATION_LEVEL = choices("EducationLevel", "The highest education 学历.", {
  PRIMARY_SCHOOL: ["小学", "Primary school"],
  JUNIOR_HIGH_SCHOOL: ["初中", "Junior high school"],
  SENIOR_HIGH_SCHOOL: ["高中", "Senior high school"],
  VOCATIONAL_SCHOOL: ["中专", "Vocational school"],
  COLLEGE: ["大专", "College"],
  BACHELOR: ["本科", "Bachelor"],
  MASTER: ["硕士", "Master"],
  DOCTOR: ["博士", "Doctor"],
});

const TEMPERAMENT = choices("Temperament", "A temperament 气质类型.", {
  SANGUINE: ["多血质（活泼）", "Sanguine (lively)"],
  CHOLERIC: ["胆汁质（急躁）", "Choleric (quick)"],
  PHLEGMATIC: ["黏液质（沉稳）", "Phlegmatic (calm)"],
  MELANCHOLIC: ["抑郁质（敏感）", "Melancholic (sensitive)"],
});

const CALLING = text("送货、生日关怀与年龄段的推荐", "For birthday greetings and offers that suit the age");

/** What is known of a person, beside what every customer has. */
export const INDIVIDUAL_FIELDS: readonly ArchiveField[] = [
  plain("sex", BASIC, choiceOf(SEX), { label: text("性别", "Sex"), weight: 2 }),
  personal("birthDate", BASIC, pastDay(), {
    label: text("出生日期", "Birth date"),
    purpose: CALLING,
    weight: 3,
  }),
  plain("birthYear", BASIC, YEAR, {
    label: text("出生年份", "Year of birth"),
    purpose: text("只知道年龄时，用来推算年龄", "To know the age where only that is known"),
    // Whoever knows the birth date misses nothing.
    weight: 0,
  }),
  personal("mobile", BASIC, MOBILE, { label: text("手机", "Mobile"), weight: 2 }),
  personal("landline", BASIC, PHONE, { label: text("电话", "Landline") }),
  personal("homeAddress", BASIC, textOf(300), { label: text("家庭住址", "Home address"), weight: 2 }),
  personal("householdRegistration", BASIC, textOf(200), {
    label: text("户籍", "Household registration"),
  }),
  personal("nativePlace", BASIC, textOf(100), { label: text("籍贯", "Native place") }),
  sensitive("identityNumber", BASIC, IDENTITY_NUMBER, { label: text("身份证号码", "Identity number") }),
  sensitive("otherDocument", BASIC, textOf(60), {
    label: text("其他证件", "Other document"),
  }),
  sensitive("bloodType", BASIC, choiceOf(BLOOD_TYPE), { label: text("血型", "Blood type") }),
  sensitive("height", BASIC, numberOf({ from: 30, to: 260, decimals: 1 }), {
    label: text("身高（厘米）", "Height (cm)"),
  }),
  sensitive("weight", BASIC, numberOf({ from: 2, to: 400, decimals: 1 }), {
    label: text("体重（公斤）", "Weight (kg)"),
  }),

  plain("purchasePreferences", CONSUMPTION, TAGS, {
    label: text("购买偏好", "Purchase preferences"),
    weight: 3,
  }),
  plain("decisionFactors", CONSUMPTION, TAGS, { label: text("购买考虑因素", "What decides a purchase") }),
  plain("preferredShops", CONSUMPTION, TAGS, { label: text("常用购买渠道", "Where they like to buy") }),
  plain("spendingLevel", CONSUMPTION, choiceOf(LEVEL), { label: text("消费水平", "Spending level") }),
  plain("priceSensitivity", CONSUMPTION, choiceOf(LEVEL), { label: text("价格敏感度", "Price sensitivity") }),
  plain("consumptionHabits", CONSUMPTION, longTextOf(1000), {
    label: text("消费习惯", "Consumption habits"),
  }),

  plain("occupation", CAREER, textOf(60), { label: text("职业", "Occupation"), weight: 2 }),
  plain("industry", CAREER, textOf(60), { label: text("行业", "Industry") }),
  plain("employerName", CAREER, textOf(100), { label: text("所在单位", "Employer"), weight: 2 }),
  plain("position", CAREER, textOf(60), { label: text("职务", "Post") }),
  personal("employerAddress", CAREER, textOf(300), { label: text("单位地址", "Employer's address") }),
  personal("workPhone", CAREER, PHONE, { label: text("单位电话", "Phone at work") }),
  personal("workFax", CAREER, PHONE, { label: text("单位传真", "Fax at work") }),
  sensitive("annualIncome", CAREER, MONEY, { label: text("年收入", "Yearly income") }),
  plain("careerNotes", CAREER, longTextOf(1000), { label: text("事业概况", "About the career") }),

  sensitive("maritalStatus", FAMILY, choiceOf(MARITAL_STATUS), {
    label: text("婚姻状况", "Marital status"),
  }),
  sensitive("spouseName", FAMILY, textOf(100), { label: text("配偶姓名", "Spouse") }),
  sensitive("weddingAnniversary", FAMILY, pastDay(), {
    label: text("结婚纪念日", "Wedding anniversary"),
  }),
  sensitive("childrenCount", FAMILY, numberOf({ from: 0, to: 30 }), {
    label: text("子女人数", "Number of children"),
  }),
  sensitive("children", FAMILY, longTextOf(500), { label: text("子女情况", "Children") }),
  sensitive("familyMembers", FAMILY, longTextOf(500), { label: text("家庭成员", "Members of the family") }),
  sensitive("familySituation", FAMILY, longTextOf(1000), { label: text("家庭概况", "About the family") }),

  plain("hobbies", LIFE, TAGS, { label: text("嗜好", "Hobbies and likes"), weight: 2 }),
  plain("leisure", LIFE, TAGS, { label: text("休闲方式", "Leisure") }),
  plain("preferredContactTime", LIFE, textOf(100), {
    label: text("方便联系的时间", "Good time to call"),
    weight: 2,
  }),
  plain("dailyRoutine", LIFE, textOf(200), { label: text("作息习惯", "Daily routine") }),
  sensitive("health", LIFE, longTextOf(500), { label: text("健康状况", "Health") }),
  sensitive("dietaryHabits", LIFE, textOf(200), { label: text("饮食习惯与忌口", "Diet") }),
  plain("lifeNotes", LIFE, longTextOf(1000), { label: text("生活概况", "About the way of life") }),

  plain("educationLevel", EDUCATION, choiceOf(EDUCATION_LEVEL), {
    label: text("学历", "Education"),
    weight: 2,
  }),
  plain("school", EDUCATION, textOf(100), { label: text("毕业院校", "School") }),
  plain("major", EDUCATION, textOf(60), { label: text("专业", "Major") }),
  plain("graduationYear", EDUCATION, YEAR, { label: text("毕业年份", "Year of graduation") }),
  plain("languages", EDUCATION, TAGS, { label: text("外语与方言", "Languages") }),
  plain("educationNotes", EDUCATION, longTextOf(1000), { label: text("教育概况", "About the education") }),

  sensitive("character", PERSONALITY, TAGS, { label: text("性格特征", "Character"), weight: 2 }),
  sensitive("temperament", PERSONALITY, choiceOf(TEMPERAMENT), { label: text("气质类型", "Temperament") }),
  sensitive("communicationStyle", PERSONALITY, textOf(200), {
    label: text("沟通习惯", "How they like to talk"),
  }),
  sensitive("taboos", PERSONALITY, textOf(200), { label: text("禁忌", "What to avoid") }),
  sensitive("personalityNotes", PERSONALITY, longTextOf(1000), {
    label: text("个性概况", "About the personality"),
  }),

  personal("referrer", RELATIONS, textOf(100), { label: text("介绍人", "Referrer"), weight: 2 }),
  personal("closeContacts", RELATIONS, longTextOf(500), {
    label: text("亲友与影响者", "Friends and advisers"),
  }),
  personal("memberships", RELATIONS, textOf(200), { label: text("所属团体", "Memberships") }),
  plain("socialCircles", RELATIONS, TAGS, { label: text("社交圈", "Social circles") }),
  plain("influence", RELATIONS, choiceOf(LEVEL), { label: text("影响力", "Influence on others") }),
  plain("relationNotes", RELATIONS, longTextOf(1000), { label: text("人际概况", "About the relations") }),
];
