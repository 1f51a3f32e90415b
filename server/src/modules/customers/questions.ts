import { text, type Text } from "../../platform/language.ts";
import { FieldType, type ArchiveField } from "./archive-field.ts";
import { CustomerKind } from "./customer.entity.ts";

/** How one asks a person for what counts most. */
const OF_PERSONS: Readonly<Record<string, Text>> = {
  name: text("请问您怎么称呼？", "May I have your name?"),
  phone: text("方便留一个联系电话吗？", "Which number may we reach you at?"),
  email: text("方便留一个电子邮箱吗？", "Which e-mail address may we write to?"),
  address: text("请问货送到哪个地址？", "Where shall we deliver to?"),
  district: text("请问您在哪个城市、哪个区？", "Which city and district do you live in?"),
  sex: text("请问我该称呼您先生还是女士？", "How may I address you, Mr or Ms?"),
  birthDate: text("方便告诉我们您的生日吗？", "May we ask when your birthday is?"),
  purchasePreferences: text("您平时喜欢买哪些商品？", "What do you like to buy?"),
  occupation: text("请问您从事什么工作？", "What do you do for a living?"),
  employerName: text("请问您在哪家单位工作？", "Who do you work for?"),
  hobbies: text("您平时有什么爱好？", "What do you enjoy in your free time?"),
  preferredContactTime: text("什么时间联系您比较方便？", "When is a good time to call you?"),
  educationLevel: text("方便问一下您的学历吗？", "May I ask about your education?"),
  referrer: text("请问是谁介绍您来的？", "Who told you about us?"),
};

/** And a firm. */
const OF_FIRMS: Readonly<Record<string, Text>> = {
  name: text("请问贵公司的全称是？", "What is the full name of your firm?"),
  phone: text("请问贵公司的联系电话是？", "Which number may we reach your firm at?"),
  address: text("请问贵公司的地址是？", "What is the address of your firm?"),
  district: text("请问贵公司在哪个城市、哪个区？", "Which city and district is your firm in?"),
  creditCode: text(
    "开票需要：请问贵公司的统一社会信用代码是？",
    "For the invoice: what is your unified social credit code?",
  ),
  lineOfBusiness: text("请问贵公司主要做哪一行？", "What line of business is your firm in?"),
  leaderName: text("请问贵公司由哪位负责？", "Who is in charge at your firm?"),
  contactName: text("请问平时与我们对接的是哪位？", "Who shall we talk to at your firm?"),
  contactPhone: text("请问对接人的电话是？", "What is your contact's phone number?"),
  settlement: text("请问希望用什么方式结算？", "How would you like to settle accounts?"),
  mainProducts: text("请问贵公司主营哪些产品？", "What are your main products?"),
};

/** What to ask for a field, as one would say it to the customer. */
export function questionAbout({ name, label, type }: ArchiveField, kind: CustomerKind): Text {
  const isFirm = kind === CustomerKind.COMPANY;
  const known = (isFirm ? OF_FIRMS : OF_PERSONS)[name];
  if (known) return known;
  const whose = isFirm ? "贵公司" : "您";
  const asked = label.en.toLowerCase();
  return type === FieldType.LONG_TEXT
    ? text(`关于“${label.zh}”，${whose}可以介绍一下吗？`, `Could you tell us something about: ${asked}?`)
    : text(`想了解一下${whose}的“${label.zh}”，方便告诉我们吗？`, `May we ask about: ${asked}?`);
}
