import { ArchiveSection, FieldSensitivity, type ArchiveField } from "./archive-field.ts";
import { CustomerKind } from "./customer.entity.ts";
import { fieldsOfKind, sectionOf } from "./fields.ts";

/** What the firm decided about completeness. */
export interface CompletenessRule {
  /** Weights other than those of `fields.ts`, by field. */
  readonly weights: Readonly<Record<string, number>>;
  /** Of a customer of the highest tier everything beyond the basic information counts so many times. */
  readonly keyTierFactor: number;
}

export const DEFAULT_KEY_TIER_FACTOR = 2;
export const HIGHEST_WEIGHT = 10;
export const KEY_TIER = "IMPORTANT";
export const DEFAULT_RULE: CompletenessRule = { weights: {}, keyTierFactor: DEFAULT_KEY_TIER_FACTOR };

const BASIC: ReadonlySet<ArchiveSection> = new Set([ArchiveSection.BASIC, ArchiveSection.COMPANY_BASIC]);

/** Sensitive fields never count: nobody is to be asked about health or family so that a number grows. */
export function counts({ sensitivity }: Pick<ArchiveField, "sensitivity">): boolean {
  return sensitivity !== FieldSensitivity.SENSITIVE;
}

/** How much a field counts before the tier is looked at. */
export function weightOf(field: ArchiveField, rule: CompletenessRule): number {
  return counts(field) ? (rule.weights[field.name] ?? field.weight) : 0;
}

/** A field that counts for a customer, and how much. */
export interface WeighedField {
  readonly field: ArchiveField;
  readonly weight: number;
}

/** The fields that count for a customer of a kind and tier, in the order of the archive. */
export function weighedFields(
  kind: CustomerKind,
  tier: string | null,
  rule: CompletenessRule,
): WeighedField[] {
  return fieldsOfKind(kind).flatMap((field) => {
    const section = sectionOf(field, kind);
    const factor = tier === KEY_TIER && section !== null && !BASIC.has(section) ? rule.keyTierFactor : 1;
    const weight = weightOf(field, rule) * factor;
    return weight > 0 ? [{ field, weight }] : [];
  });
}

/** How much of what counts is known, in whole percent; 100 only when nothing is missing. */
export function percentKnown(fields: readonly WeighedField[], isKnown: (name: string) => boolean): number {
  const sum = (some: readonly WeighedField[]) => some.reduce((total, { weight }) => total + weight, 0);
  const total = sum(fields);
  if (total === 0) return 100;
  return Math.floor((100 * sum(fields.filter(({ field }) => isKnown(field.name)))) / total);
}

/** What is missing, the heaviest first; of equal ones the first of the archive. */
export function missingFields(
  fields: readonly WeighedField[],
  isKnown: (name: string) => boolean,
): WeighedField[] {
  return fields
    .filter(({ field }) => !isKnown(field.name))
    .toSorted((one, other) => other.weight - one.weight);
}

/** By kind, and of the highest tier by kind again: the weights and their sum, as the statement that writes percents takes them. */
export function weightTable(rule: CompletenessRule): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const kind of Object.values(CustomerKind)) {
    for (const tier of [null, KEY_TIER]) {
      const weighed = weighedFields(kind, tier, rule);
      const byField = Object.fromEntries(weighed.map(({ field, weight }) => [field.name, weight]));
      const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
      table[tier === null ? kind : `${kind} ${tier}`] = { ...byField, [TOTAL]: total };
    }
  }
  return table;
}

/** No field is called so. */
export const TOTAL = "*";
