import { text, type Text } from "../../platform/language.ts";
import type { PersonalFieldName } from "../../platform/personal-fields.ts";
import { isMasked, MASKED, type Checked } from "./field-checks.ts";
import { CustomerKind } from "./customer.entity.ts";

/** The parts of an archive: eight of a person's, five of a firm's. */
export enum ArchiveSection {
  BASIC = "BASIC",
  CONSUMPTION = "CONSUMPTION",
  CAREER = "CAREER",
  FAMILY = "FAMILY",
  LIFE = "LIFE",
  EDUCATION = "EDUCATION",
  PERSONALITY = "PERSONALITY",
  RELATIONS = "RELATIONS",
  COMPANY_BASIC = "COMPANY_BASIC",
  COMPANY_CHARACTER = "COMPANY_CHARACTER",
  COMPANY_BUSINESS = "COMPANY_BUSINESS",
  COMPANY_TRADE = "COMPANY_TRADE",
  COMPANY_LEADERS = "COMPANY_LEADERS",
}

/** How a value is given, kept, sorted and shown. */
export enum FieldType {
  TEXT = "TEXT",
  LONG_TEXT = "LONG_TEXT",
  NUMBER = "NUMBER",
  MONEY = "MONEY",
  DATE = "DATE",
  CHOICE = "CHOICE",
  CHOICES = "CHOICES",
  TAGS = "TAGS",
  YES_NO = "YES_NO",
  CUSTOMER = "CUSTOMER",
  LINK = "LINK",
  PHONE = "PHONE",
  EMAIL = "EMAIL",
  ID_NUMBER = "ID_NUMBER",
  DISTRICT = "DISTRICT",
}

export enum FieldSensitivity {
  PLAIN = "PLAIN",
  PERSONAL = "PERSONAL",
  SENSITIVE = "SENSITIVE",
}

export interface SectionWords {
  readonly kind: CustomerKind;
  readonly label: Text;
  /** Why its fields are kept, unless one says otherwise. */
  readonly purpose: Text;
}

const { INDIVIDUAL, COMPANY } = CustomerKind;

/** The sections in the order of the documents. */
export const SECTIONS: Readonly<Record<ArchiveSection, SectionWords>> = {
  BASIC: {
    kind: INDIVIDUAL,
    label: text("基本信息", "Basic information"),
    purpose: text("认出客户，与客户联系", "To know who the customer is and to reach them"),
  },
  CONSUMPTION: {
    kind: INDIVIDUAL,
    label: text("消费情况", "Consumption"),
    purpose: text("推荐合适的商品与优惠", "To offer goods and promotions that suit"),
  },
  CAREER: {
    kind: INDIVIDUAL,
    label: text("事业情况", "Career"),
    purpose: text("了解客户的职业与购买能力", "To know the customer's work and means"),
  },
  FAMILY: {
    kind: INDIVIDUAL,
    label: text("家庭情况", "Family"),
    purpose: text("提供家庭关怀与家庭用品的建议", "To advise on what a family needs"),
  },
  LIFE: {
    kind: INDIVIDUAL,
    label: text("生活情况", "Way of life"),
    purpose: text("在合适的时间用合适的方式服务", "To serve at the right time and in the right way"),
  },
  EDUCATION: {
    kind: INDIVIDUAL,
    label: text("教育情况", "Education"),
    purpose: text("用合适的方式介绍商品", "To explain goods in a fitting way"),
  },
  PERSONALITY: {
    kind: INDIVIDUAL,
    label: text("个性情况", "Personality"),
    purpose: text("用客户习惯的方式沟通", "To talk the way the customer likes"),
  },
  RELATIONS: {
    kind: INDIVIDUAL,
    label: text("人际情况", "Relations"),
    purpose: text("了解介绍人与影响购买的人", "To know who introduced them and who has a say"),
  },
  COMPANY_BASIC: {
    kind: COMPANY,
    label: text("基本信息", "Basic information"),
    purpose: text("认出企业，与企业联系、开票、送货", "To know the firm, reach it, invoice it and deliver"),
  },
  COMPANY_CHARACTER: {
    kind: COMPANY,
    label: text("客户特征", "Characteristics"),
    purpose: text("判断企业的规模与发展潜力", "To judge the firm's size and potential"),
  },
  COMPANY_BUSINESS: {
    kind: COMPANY,
    label: text("业务状况", "Business situation"),
    purpose: text("了解企业的经营，找到合作机会", "To know how the firm does and where to work together"),
  },
  COMPANY_TRADE: {
    kind: COMPANY,
    label: text("交易情况", "Trade with us"),
    purpose: text("约定交易条件，控制信用风险", "To agree on terms and keep credit risks low"),
  },
  COMPANY_LEADERS: {
    kind: COMPANY,
    label: text("负责人信息", "People in charge"),
    purpose: text("与企业的负责人联系", "To reach the people in charge"),
  },
};

export const ALL_SECTIONS = Object.values(ArchiveSection);

/** What the archive of a person or a firm calls the section in the graph: `basic`, `trade`. */
export function graphNameOf(section: ArchiveSection): string {
  return section.replace("COMPANY_", "").toLowerCase();
}

export interface Choice {
  readonly code: string;
  readonly label: Text;
}

/** What may be chosen, an enum of the graph. */
export interface Choices {
  /** The enum's name in the graph. */
  readonly name: string;
  readonly description: string;
  readonly all: readonly Choice[];
}

/** A field of the customer's archive, declared once: graph, form, ledger, import, export and inventory read it here. */
export interface ArchiveField {
  readonly name: string;
  /** One of each kind of customer that has it. */
  readonly sections: readonly ArchiveSection[];
  readonly type: FieldType;
  readonly sensitivity: FieldSensitivity;
  /** Encrypted at rest, masked when shown, revealed with a reason. */
  readonly personal: boolean;
  readonly label: Text;
  /** What a firm calls it, where that is something else. */
  readonly companyLabel: Text | null;
  /** Why it is kept; null for the purpose of its section. */
  readonly purpose: Text | null;
  /** How much it counts for completeness, 0 to 10. */
  readonly weight: number;
  /** Of a text in characters, of tags each. */
  readonly longest: number | null;
  /** Of a number: how many digits behind the point. */
  readonly decimals: number | null;
  readonly choices: Choices | null;
  /** Lies in a column of `customer` and not beside it. */
  readonly column: boolean;
  /** Takes text as typed (through `normaliseText`) and gives the value as kept. `today` is the last day that is not in the future. */
  readonly check: (typed: string, today: string) => Checked;
}

export interface Words {
  readonly label: Text;
  readonly companyLabel?: Text;
  readonly purpose?: Text;
  readonly weight?: number;
}

/** What a type of field brings along. */
export type TypeOfField = Pick<ArchiveField, "type" | "check"> &
  Partial<Pick<ArchiveField, "longest" | "decimals" | "choices">>;

type Sections = ArchiveSection | readonly ArchiveSection[];

export function plain(name: string, sections: Sections, type: TypeOfField, words: Words): ArchiveField {
  return declare(name, sections, type, words, FieldSensitivity.PLAIN);
}

/** Sealed, and under a right of the role. */
export function personal(
  name: PersonalFieldName,
  sections: Sections,
  type: TypeOfField,
  words: Words,
): ArchiveField & { readonly name: PersonalFieldName } {
  return { ...declare(name, sections, type, words, FieldSensitivity.PERSONAL), name };
}

/** Sealed too, and closed until an administrator has said what it is for. */
export function sensitive(
  name: PersonalFieldName,
  sections: Sections,
  type: TypeOfField,
  words: Words,
): ArchiveField & { readonly name: PersonalFieldName } {
  return { ...declare(name, sections, type, words, FieldSensitivity.SENSITIVE), name };
}

function declare(
  name: string,
  sections: Sections,
  type: TypeOfField,
  { label, companyLabel, purpose, weight = 1 }: Words,
  sensitivity: FieldSensitivity,
): ArchiveField {
  const personal = sensitivity !== FieldSensitivity.PLAIN;
  return {
    longest: null,
    decimals: null,
    choices: null,
    ...type,
    // What is shown of a personal value must not come back as the value.
    check: (typed, today) => (personal && isMasked(typed) ? MASKED : type.check(typed, today)),
    name,
    sections: typeof sections === "string" ? [sections] : sections,
    sensitivity,
    personal,
    label,
    companyLabel: companyLabel ?? null,
    purpose: purpose ?? null,
    weight,
    column: false,
  };
}
