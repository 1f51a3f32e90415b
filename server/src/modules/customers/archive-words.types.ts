import { registerEnumType } from "type-graphql";
import {
  PERSONAL_FIELDS,
  PersonalField,
  personalField,
  type PersonalFieldName,
} from "../../platform/personal-fields.ts";
import {
  ALL_SECTIONS,
  ArchiveSection,
  type Choices,
  FieldSensitivity,
  FieldType,
  SECTIONS,
} from "./archive-field.ts";
import { CustomerKind } from "./customer.entity.ts";
import { archiveField, ARCHIVE_FIELDS } from "./fields.ts";

registerEnumType(ArchiveSection, {
  name: "ArchiveSection",
  description: "A part of an archive 档案分区: eight of a person's, five of a firm's.",
  valuesConfig: Object.fromEntries(
    ALL_SECTIONS.map((section) => {
      const { kind, label } = SECTIONS[section];
      const whose = kind === CustomerKind.INDIVIDUAL ? "of a person" : "of a firm";
      return [section, { description: `${label.en} ${whose} ${label.zh}.` }];
    }),
  ),
});

registerEnumType(FieldType, {
  name: "FieldType",
  description: "How a field's value is given, kept and shown 字段类型.",
  valuesConfig: {
    TEXT: { description: "A line of text 单行文本." },
    LONG_TEXT: { description: "A text of several lines 多行文本." },
    NUMBER: { description: "A number 数字." },
    MONEY: { description: "An amount of money 金额." },
    DATE: { description: "A day 日期." },
    CHOICE: { description: "One of a list 单选." },
    CHOICES: { description: "Several of a list 多选." },
    TAGS: { description: "Words of one's own, several 标签." },
    YES_NO: { description: "Yes or no 是否." },
    CUSTOMER: { description: "Another customer 客户." },
    LINK: { description: "The address of a page 网址." },
    PHONE: { description: "A phone or fax number 电话." },
    EMAIL: { description: "An e-mail address 邮箱." },
    ID_NUMBER: { description: "An identity number of 18 places 身份证号码." },
    DISTRICT: { description: "A province, city or district of `districts` 地区." },
  },
});

registerEnumType(FieldSensitivity, {
  name: "FieldSensitivity",
  description: "How a field's value is protected 敏感程度.",
  valuesConfig: {
    PLAIN: { description: "Anybody sees it who sees the customer 普通." },
    PERSONAL: {
      description: "Encrypted, masked when shown, under a right of the role 个人信息.",
    },
    SENSITIVE: {
      description: "As PERSONAL, and closed until an administrator has set a purpose 敏感个人信息.",
    },
  },
});

const codeOf = (name: PersonalFieldName): string => personalField(name).slice("CUSTOMER_".length);

const wordsOf = (name: PersonalFieldName): string => {
  const label = archiveField(name)?.label;
  if (!label) throw new TypeError(`no archive has the personal field ${name}`);
  return `${label.en} ${label.zh}.`;
};

// Here and not beside the roles: what the fields are called is said once, in `fields.ts`.
registerEnumType(PersonalField, {
  name: "PersonalField",
  description: "A personal field that roles hold rights on 个人信息字段.",
  valuesConfig: Object.fromEntries(
    PERSONAL_FIELDS.map((name) => [personalField(name), { description: wordsOf(name) }]),
  ),
});

/** The same as the customer has them; each stands for its name in the archive. */
export const CustomerPersonalField = Object.fromEntries(
  PERSONAL_FIELDS.map((name) => [codeOf(name), name]),
) as Readonly<Record<string, PersonalFieldName>>;

registerEnumType(CustomerPersonalField, {
  name: "CustomerPersonalField",
  description: "A field that is masked until revealed 需查看权限的字段.",
  valuesConfig: Object.fromEntries(
    PERSONAL_FIELDS.map((name) => [codeOf(name), { description: wordsOf(name) }]),
  ),
});

const CHOICES = new Map<string, Readonly<Record<string, string>>>();

for (const { choices } of ARCHIVE_FIELDS) if (choices && !CHOICES.has(choices.name)) register(choices);

function register({ name, description, all }: Choices): void {
  const codes = Object.fromEntries(all.map(({ code }) => [code, code]));
  registerEnumType(codes, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      all.map(({ code, label }) => [code, { description: `${label.en} ${label.zh}.` }]),
    ),
  });
  CHOICES.set(name, codes);
}

/** What may be chosen, as an enum of the graph. */
export function enumOf(choices: Choices): Readonly<Record<string, string>> {
  const codes = CHOICES.get(choices.name);
  if (!codes) throw new TypeError(`no enum ${choices.name}`);
  return codes;
}
