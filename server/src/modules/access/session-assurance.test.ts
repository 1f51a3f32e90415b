import { describe, expect, test } from "vitest";
import { Assurance } from "../../platform/actor.ts";
import { assuranceOf, type SessionFacts } from "./session-assurance.ts";

const fresh: SessionFacts = {
  requiresSecondFactor: false,
  secondsOld: 5,
  hasSecondFactor: false,
  beginsWithoutSecondFactor: false,
  firstSignIn: false,
  secondFactorAt: null,
  steppedUpAt: null,
};
const administrator = { ...fresh, requiresSecondFactor: true };
const first = { ...administrator, beginsWithoutSecondFactor: true, firstSignIn: true };
const DAY = 24 * 3600;

describe("DOS-5.1 how sure a session is of its person", () => {
  test("the password is enough for an agent without a second factor, and not for one who has one", () => {
    expect(assuranceOf(fresh)).toBe(Assurance.FULL);
    expect(assuranceOf({ ...fresh, hasSecondFactor: true })).toBe(Assurance.SECOND_FACTOR_MISSING);
    expect(assuranceOf({ ...fresh, hasSecondFactor: true, secondFactorAt: new Date() })).toBe(Assurance.FULL);
  });

  test("a session that waits for its code a quarter of an hour is over", () => {
    expect(assuranceOf({ ...fresh, hasSecondFactor: true, secondsOld: 901 })).toBeNull();
  });

  test("the first administrator's first sign-in lasts a day without one, every later one asks for it at once", () => {
    expect(assuranceOf(first)).toBe(Assurance.FULL);
    expect(assuranceOf({ ...first, secondsOld: DAY })).toBe(Assurance.SECOND_FACTOR_TO_SET_UP);
    expect(assuranceOf({ ...first, firstSignIn: false })).toBe(Assurance.SECOND_FACTOR_TO_SET_UP);
  });

  test("T18 whom somebody else made, or gave the role, sets it up before anything else, at the first sign-in too", () => {
    expect(assuranceOf({ ...administrator, firstSignIn: true })).toBe(Assurance.SECOND_FACTOR_TO_SET_UP);
  });

  test("a session from before there were second factors sets it up", () => {
    expect(assuranceOf({ ...first, firstSignIn: null })).toBe(Assurance.SECOND_FACTOR_TO_SET_UP);
  });
});
