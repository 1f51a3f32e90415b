import { describe, expect, test } from "vitest";
import type { Actor } from "./actor.ts";
import { fieldRight, FieldRight, holdsRight, maskedValue } from "./field-rights.ts";
import { PersonalField } from "./personal-fields.ts";
import type { RequestContext } from "./request.ts";

const { CUSTOMER_PHONE, CUSTOMER_EMAIL } = PersonalField;

function somebodyWith(right: FieldRight): RequestContext {
  const actor = { fieldRights: new Map([[CUSTOMER_PHONE, right]]), closedFields: new Set() };
  return { actor: actor as unknown as Actor } as RequestContext;
}

const stars = (): string => "***";

describe("SEC-08 a personal value", () => {
  test.each([
    [FieldRight.NONE, "value", { state: "HIDDEN", text: null }],
    [FieldRight.NONE, null, { state: "HIDDEN", text: null }],
    [FieldRight.MASKED, "value", { state: "MASKED", text: "***" }],
    [FieldRight.MASKED, null, { state: "EMPTY", text: null }],
    [FieldRight.MATCH, "value", { state: "MASKED", text: "***" }],
    [FieldRight.VIEW, "value", { state: "MASKED", text: "***" }],
    [FieldRight.VIEW, "", { state: "EMPTY", text: null }],
  ])("under the right %s, being %j, is %j", (right, value, shown) => {
    expect(maskedValue(fieldRight(somebodyWith(right), CUSTOMER_PHONE), value, stars)).toEqual(shown);
  });

  test("of a field that a role says nothing of is hidden, and so is every one to nobody", () => {
    const hidden = { state: "HIDDEN", text: null };
    expect(maskedValue(fieldRight(somebodyWith(FieldRight.VIEW), CUSTOMER_EMAIL), "value", stars)).toEqual(
      hidden,
    );
    expect(
      maskedValue(fieldRight({ actor: null } as RequestContext, CUSTOMER_PHONE), "value", stars),
    ).toEqual(hidden);
  });

  test("may be matched by whoever may see it whole, and not the other way round", () => {
    expect(holdsRight(somebodyWith(FieldRight.VIEW), CUSTOMER_PHONE, FieldRight.MATCH)).toBe(true);
    expect(holdsRight(somebodyWith(FieldRight.MATCH), CUSTOMER_PHONE, FieldRight.VIEW)).toBe(false);
  });
});
