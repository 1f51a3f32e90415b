import { describe, expect, test } from "vitest";
import { FieldSensitivity } from "./archive-field.ts";
import {
  DEFAULT_RULE,
  missingFields,
  percentKnown,
  TOTAL,
  weighedFields,
  weightOf,
  weightTable,
} from "./completeness.ts";
import { CustomerKind } from "./customer.entity.ts";
import { ARCHIVE_FIELDS, archiveField } from "./fields.ts";
import { questionAbout } from "./questions.ts";

const { INDIVIDUAL, COMPANY } = CustomerKind;
const person = weighedFields(INDIVIDUAL, null, DEFAULT_RULE);
const nothing = () => false;

describe("ARC-18 the completeness of an archive", () => {
  test("is 0 with nothing known, 100 with everything, and 100 only then", () => {
    expect(percentKnown(person, nothing)).toBe(0);
    expect(percentKnown(person, () => true)).toBe(100);
    for (const { field } of person)
      expect(percentKnown(person, (name) => name !== field.name)).toBeLessThan(100);
    expect(percentKnown([], nothing)).toBe(100);
  });

  test("never counts a sensitive field, whatever weight it is given", () => {
    for (const field of ARCHIVE_FIELDS.filter(
      ({ sensitivity }) => sensitivity === FieldSensitivity.SENSITIVE,
    ))
      expect(weightOf(field, { weights: { [field.name]: 10 }, keyTierFactor: 1 }), field.name).toBe(0);
    expect(person.some(({ field }) => field.sensitivity === FieldSensitivity.SENSITIVE)).toBe(false);
  });

  test("goes by the weights that the firm set, and a field of weight 0 is not missing", () => {
    const rule = { weights: { occupation: 10, fax: 0 }, keyTierFactor: 1 };
    const [heaviest] = missingFields(weighedFields(INDIVIDUAL, null, rule), nothing);
    expect(heaviest).toMatchObject({ field: { name: "occupation" }, weight: 10 });
    expect(weighedFields(INDIVIDUAL, null, rule).some(({ field }) => field.name === "fax")).toBe(false);
  });

  test("asks more of an important customer: what lies beyond the basic information counts double", () => {
    const important = new Map(
      weighedFields(INDIVIDUAL, "IMPORTANT", DEFAULT_RULE).map(({ field, weight }) => [field.name, weight]),
    );
    expect(important.get("phone")).toBe(archiveField("phone")?.weight);
    expect(important.get("occupation")).toBe(2 * (archiveField("occupation")?.weight ?? 0));
    const isKnown = (name: string) => ["name", "phone", "email", "address"].includes(name);
    expect(percentKnown(weighedFields(INDIVIDUAL, "IMPORTANT", DEFAULT_RULE), isKnown)).toBeLessThan(
      percentKnown(person, isKnown),
    );
  });

  test("lists the weightiest first, of equal ones in the order of the archive, and asks for it in both languages", () => {
    expect(
      missingFields(person, nothing)
        .slice(0, 2)
        .map(({ field }) => field.name),
    ).toEqual(["name", "phone"]);
    for (const kind of [INDIVIDUAL, COMPANY])
      for (const { field } of weighedFields(kind, null, DEFAULT_RULE)) {
        const { zh, en } = questionAbout(field, kind);
        expect(zh, field.name).toMatch(/[？]$/);
        expect(en, field.name).toMatch(/[?.]$/);
      }
  });

  test("has a table of the same weights for the statement", () => {
    const table = weightTable(DEFAULT_RULE);
    expect(Object.keys(table)).toEqual([
      "INDIVIDUAL",
      "INDIVIDUAL IMPORTANT",
      "COMPANY",
      "COMPANY IMPORTANT",
    ]);
    expect(table["INDIVIDUAL"]?.[TOTAL]).toBe(person.reduce((sum, { weight }) => sum + weight, 0));
  });
});
