import { describe, expect, test } from "vitest";
import { normaliseText } from "../../platform/plain-text.ts";
import { creditCheckDigitOf, CREDIT_CODE } from "./company-codes.ts";
import { checkDigitOf, checkIdentityNumber, factsOfIdentityNumber } from "./identity-number.ts";

const TODAY = "2026-11-22";
const check = (typed: string) => checkIdentityNumber(normaliseText(typed), TODAY);

/** Numbers that nobody has chosen, the same ones in every run. */
function* pseudoRandom(count: number): Generator<number> {
  let state = 20_261_122;
  for (let index = 0; index < count; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

function madeUp(seed: number): string {
  const day = new Date(Date.UTC(1900, 0, 1) + (seed % 46_000) * 86_400_000).toISOString().slice(0, 10);
  const first17 = `330106${day.replaceAll("-", "")}${String(seed % 1000).padStart(3, "0")}`;
  return first17 + checkDigitOf(first17);
}

describe("ARC-38 an identity number", () => {
  test.each([
    ["11010519491231002X", "11010519491231002X"],
    ["11010519491231002x", "11010519491231002X"],
    ["440524198001010013", "440524198001010013"],
    [" ４４０５２４ 19800101 0013 ", "440524198001010013"],
    ["440524-19800101-0013", "440524198001010013"],
  ])("%j is kept as %s", (typed, kept) => {
    expect(check(typed)).toEqual({ value: kept });
  });

  test.each([
    ["110105194912310021", "NOT_AN_IDENTITY_NUMBER"],
    ["44052419800101001", "NOT_AN_IDENTITY_NUMBER"],
    ["E12345678", "NOT_AN_IDENTITY_NUMBER"],
    ["H1234567890", "NOT_AN_IDENTITY_NUMBER"],
    ["X40524198001010013", "NOT_AN_IDENTITY_NUMBER"],
    ["440524800101001", "OLD_IDENTITY_NUMBER"],
  ])("%s is refused as %s", (typed, code) => {
    expect(check(typed).issue?.code).toBe(code);
  });

  test.each(["19900230", "19901301", "18991231", "20261123", "20270101"])(
    "is refused of somebody born on %s, be its last place right",
    (day) => {
      const first17 = `330106${day}002`;
      expect(check(first17 + checkDigitOf(first17)).issue?.code).toBe("NOT_AN_IDENTITY_NUMBER");
    },
  );

  test("is refused of a division that gives out none", () => {
    const first17 = "99010619900307002";
    expect(check(first17 + checkDigitOf(first17)).issue?.code).toBe("NOT_AN_IDENTITY_NUMBER");
  });

  test("is accepted with its own last place and no other, whatever it is", () => {
    for (const seed of pseudoRandom(300)) {
      const number = madeUp(seed);
      expect(check(number)).toEqual({ value: number });
      const good = [..."0123456789X"].filter((digit) => !check(number.slice(0, 17) + digit).issue);
      expect(good).toEqual([number[17]]);
    }
  });

  test("with one digit wrong, or two beside each other the other way round, is refused", () => {
    for (const seed of pseudoRandom(200)) {
      const number = madeUp(seed);
      const place = 14 + (seed % 3);
      const wrong = String((Number(number[place]) + 1 + (seed % 9)) % 10);
      expect(check(number.slice(0, place) + wrong + number.slice(place + 1)).issue).toBeDefined();
      const turned = `${number.slice(0, 14)}${number.charAt(15)}${number.charAt(14)}${number.slice(16)}`;
      expect(check(turned).issue === undefined).toBe(turned === number);
    }
  });

  test("tells a birth date and a sex", () => {
    expect(factsOfIdentityNumber("11010519491231002X")).toEqual({ birthDate: "1949-12-31", sex: "FEMALE" });
    expect(factsOfIdentityNumber("440524198001010013")).toEqual({ birthDate: "1980-01-01", sex: "MALE" });
  });
});

describe("ARC-50 a unified social credit code", () => {
  test.each([
    ["91350100M000100Y43", "91350100M000100Y43"],
    ["9135 0100 m000 100y 43", "91350100M000100Y43"],
  ])("%j is kept as %s", (typed, kept) => {
    expect(CREDIT_CODE.check(normaliseText(typed), TODAY)).toEqual({ value: kept });
  });

  test.each(["91350100M000100Y44", "91350100M000100Y4", "91350100M000I00Y43", "91350100M000100Y433"])(
    "%s is refused",
    (typed) => {
      expect(CREDIT_CODE.check(typed, TODAY).issue?.code).toBe("NOT_A_CREDIT_CODE");
    },
  );

  test("has one last place", () => {
    expect(creditCheckDigitOf("91350100M000100Y4")).toBe("3");
  });
});
