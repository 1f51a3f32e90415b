import type { CustomFieldId } from "../../platform/custom-fields.ts";
import type { Text } from "../../platform/language.ts";
import {
  FieldSensitivity,
  FieldType,
  SECTIONS,
  type ArchiveField,
  type ArchiveSection,
  type Choices,
  type TypeOfField,
} from "./archive-field.ts";
import type { KeptChoice } from "./custom-field.entity.ts";
import type { CustomerKind } from "./customer.entity.ts";
import { isMasked, MASKED } from "./field-checks.ts";
import {
  choiceOf,
  choicesOf,
  CUSTOMER,
  dayOf,
  LINK,
  longTextOf,
  MONEY,
  numberOf,
  textOf,
  YES_NO,
} from "./field-types.ts";

/** What a field that the firm makes can hold. */
export const CUSTOM_TYPES = [
  FieldType.TEXT,
  FieldType.LONG_TEXT,
  FieldType.NUMBER,
  FieldType.MONEY,
  FieldType.DATE,
  FieldType.CHOICE,
  FieldType.CHOICES,
  FieldType.YES_NO,
  FieldType.CUSTOMER,
  FieldType.LINK,
] as const;

/** In use at the same time, of both kinds of customers together. */
export const MOST_CUSTOM_FIELDS = 200;
export const MOST_CHOICES = 100;
export const LONGEST_CUSTOM_TEXT = 200;
const LONGEST_CUSTOM_LONG_TEXT = 2000;

/** A field that the firm made, as it is now. */
export interface CustomFieldNow {
  readonly recordId: CustomFieldId;
  readonly version: number;
  readonly sections: readonly ArchiveSection[];
  readonly type: FieldType;
  readonly sensitivity: FieldSensitivity;
  readonly labelZh: string | null;
  readonly labelEn: string | null;
  readonly purpose: string | null;
  readonly choices: readonly KeptChoice[];
  readonly position: number;
  readonly archived: boolean;
  readonly rights: readonly { readonly roleId: string; readonly right: string }[];
  /** The same as any field of the archive. */
  readonly asField: ArchiveField;
}

/** Named in one language, it has that name in both. */
export function wordsIn({ zh, en }: { readonly zh: string | null; readonly en: string | null }): Text {
  return { zh: zh ?? en ?? "", en: en ?? zh ?? "" };
}

/** What its choices are called by their codes, of those too that are offered no more. */
export function labelsOfChoices({ choices }: Pick<CustomFieldNow, "choices">): Map<string, Text> {
  return new Map(choices.map(({ code, ...words }) => [code, wordsIn(words)]));
}

export function hasKind({ sections }: Pick<CustomFieldNow, "sections">, kind: CustomerKind): boolean {
  return sections.some((section) => SECTIONS[section].kind === kind);
}

export function asArchiveField(field: Omit<CustomFieldNow, "asField">): ArchiveField {
  const type = typeOf(field);
  const personal = field.sensitivity !== FieldSensitivity.PLAIN;
  return {
    longest: null,
    decimals: null,
    choices: null,
    ...type,
    check: (typed, today) => (personal && isMasked(typed) ? MASKED : type.check(typed, today)),
    name: field.recordId,
    sections: field.sections,
    sensitivity: field.sensitivity,
    personal,
    label: wordsIn({ zh: field.labelZh, en: field.labelEn }),
    companyLabel: null,
    purpose: field.purpose === null ? null : { zh: field.purpose, en: field.purpose },
    weight: 0,
    column: false,
  };
}

function typeOf({ type, choices }: Pick<CustomFieldNow, "type" | "choices">): TypeOfField {
  switch (type) {
    case FieldType.LONG_TEXT:
      return longTextOf(LONGEST_CUSTOM_LONG_TEXT);
    case FieldType.NUMBER:
      return numberOf({ from: -999_999_999_999, to: 999_999_999_999, decimals: 6 });
    case FieldType.MONEY:
      return MONEY;
    case FieldType.DATE:
      return dayOf("1800-01-01", "2200-12-31");
    case FieldType.CHOICE:
      return choiceOf(offered(choices));
    case FieldType.CHOICES:
      return choicesOf(offered(choices));
    case FieldType.YES_NO:
      return YES_NO;
    case FieldType.CUSTOMER:
      return CUSTOMER;
    case FieldType.LINK:
      return LINK;
    default:
      return textOf(LONGEST_CUSTOM_TEXT);
  }
}

/** What may be chosen now. */
function offered(choices: readonly KeptChoice[]): Choices {
  return {
    name: "",
    description: "",
    all: choices
      .filter(({ retired }) => !retired)
      .map(({ code, ...words }) => ({ code, label: wordsIn(words) })),
  };
}
