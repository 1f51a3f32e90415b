import { describe, expect, test } from "vitest";
import { ALL_SECTIONS, ArchiveSection } from "./archive-field.ts";
import { dueOn, monthsOf, monthsTable } from "./freshness.ts";

describe("ARC-10 the day on which a section is to be checked again", () => {
  test("lies its months after the last check, at the end of a shorter month", () => {
    expect(dueOn(ArchiveSection.BASIC, "2026-03-15", {})).toBe("2027-03-15");
    expect(dueOn(ArchiveSection.BASIC, "2025-08-31", { BASIC: 6 })).toBe("2026-02-28");
  });

  test("is as the firm set it, and there is none of a section that need not be checked", () => {
    expect(monthsOf(ArchiveSection.CAREER, { CAREER: 3 })).toBe(3);
    expect(dueOn(ArchiveSection.CAREER, "2026-03-15", { CAREER: null })).toBeNull();
  });

  test("is never there of a section of sensitive fields alone, of which not everybody may know", () => {
    const secret = ALL_SECTIONS.filter((section) => monthsOf(section, { [section]: 1 }) === null);
    expect(secret).toEqual([ArchiveSection.FAMILY, ArchiveSection.PERSONALITY]);
    expect(monthsTable({ CAREER: null })["INDIVIDUAL"]).not.toHaveProperty("FAMILY");
    expect(monthsTable({ CAREER: null })["INDIVIDUAL"]).not.toHaveProperty("CAREER");
    expect(monthsTable({})["COMPANY"]).toHaveProperty("COMPANY_TRADE", 12);
  });
});
