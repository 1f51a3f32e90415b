import { ALL_SECTIONS, ArchiveSection, SECTIONS } from "./archive-field.ts";
import { monthsAfter } from "./customer-lifecycle.ts";
import { CustomerKind } from "./customer.entity.ts";
import { counts } from "./completeness.ts";
import { fieldsOfSection } from "./fields.ts";

/** Months between two checks of a section that the firm set otherwise; null: it is never due. */
export type CheckEvery = Readonly<Partial<Record<ArchiveSection, number | null>>>;

const A_YEAR = 12;
const TWO_YEARS = 24;

/** Where somebody lives or works, and who is in charge, changes sooner than what they studied. */
const USUAL: Readonly<Record<ArchiveSection, number>> = {
  BASIC: A_YEAR,
  CONSUMPTION: A_YEAR,
  CAREER: A_YEAR,
  FAMILY: TWO_YEARS,
  LIFE: TWO_YEARS,
  EDUCATION: TWO_YEARS,
  PERSONALITY: TWO_YEARS,
  RELATIONS: TWO_YEARS,
  COMPANY_BASIC: A_YEAR,
  COMPANY_CHARACTER: TWO_YEARS,
  COMPANY_BUSINESS: A_YEAR,
  COMPANY_TRADE: A_YEAR,
  COMPANY_LEADERS: A_YEAR,
};

/** Sections of nothing but sensitive fields: whoever looks after the queue may not know of them. */
const SECRET: ReadonlySet<ArchiveSection> = new Set(
  ALL_SECTIONS.filter((section) => !fieldsOfSection(section).some(counts)),
);

/** How long a section stays fresh; null: it is never due. */
export function monthsOf(section: ArchiveSection, every: CheckEvery): number | null {
  if (SECRET.has(section)) return null;
  const set = every[section];
  return set === undefined ? USUAL[section] : set;
}

/** The section that every archive of a kind is checked by, from the day it was opened. */
export function basicSectionOf(kind: CustomerKind): ArchiveSection {
  return kind === CustomerKind.COMPANY ? ArchiveSection.COMPANY_BASIC : ArchiveSection.BASIC;
}

/** The day from which on a section that was right on a day is to be looked at again. */
export function dueOn(section: ArchiveSection, verifiedOn: string, every: CheckEvery): string | null {
  const months = monthsOf(section, every);
  return months === null ? null : monthsAfter(verifiedOn, months);
}

/** By kind the months of each section that can be due, as the statement that writes due days takes them. */
export function monthsTable(every: CheckEvery): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const section of ALL_SECTIONS) {
    const months = monthsOf(section, every);
    const { kind } = SECTIONS[section];
    table[kind] ??= {};
    if (months !== null) table[kind][section] = months;
  }
  return table;
}
