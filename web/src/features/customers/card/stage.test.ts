import { describe, expect, test } from "vitest";
import { nextSteps, stages, tabsIn, type StageFacts } from "./stage.ts";
import { cardTabs } from "./use-card-address.ts";

const facts: StageFacts = {
  isCompany: false,
  nameMissing: false,
  phoneMissing: false,
  addressMissing: false,
  preferencesMissing: false,
  dealCount: 2,
  openComplaintCount: 0,
  reviewed: false,
  mayEdit: true,
  mayNote: true,
  mayOrder: true,
  mayReview: true,
};

describe("ARC-15 the stage of the sale", () => {
  test.each(stages)("%s orders all parts of the card and leaves none out", (stage) => {
    expect(tabsIn(stage).toSorted()).toEqual([...cardTabs].toSorted());
  });

  test("before the sale asks for what is missing, notes what they need, and takes the order", () => {
    const unknown = {
      ...facts,
      nameMissing: true,
      phoneMissing: true,
      preferencesMissing: true,
      dealCount: 0,
    };
    expect(nextSteps("PRE_SALE", unknown)).toEqual([
      "askName",
      "askPhone",
      "askPreferences",
      "writeNote",
      "recordOrder",
    ]);
  });

  test("during the sale looks at the order and at where it goes", () => {
    expect(nextSteps("IN_SALE", facts)).toEqual(["latestOrder", "checkAddress", "recordOrder"]);
    expect(nextSteps("IN_SALE", { ...facts, addressMissing: true })).toContain("askAddress");
  });

  test("after the sale settles complaints first, then asks for a review, cares, and thinks of the next sale", () => {
    expect(nextSteps("AFTER_SALE", { ...facts, openComplaintCount: 1 })).toEqual([
      "seeComplaints",
      "askReview",
      "care",
      "nextPurchase",
    ]);
    expect(nextSteps("AFTER_SALE", { ...facts, reviewed: true })).not.toContain("askReview");
  });

  test("offers nothing that the reader may not do, and asks a firm for no likes", () => {
    const nothing = { mayEdit: false, mayNote: false, mayOrder: false, mayReview: false };
    for (const stage of stages)
      expect(nextSteps(stage, { ...facts, ...nothing, addressMissing: true, dealCount: 0 })).toEqual([]);
    expect(nextSteps("PRE_SALE", { ...facts, isCompany: true, preferencesMissing: true })).not.toContain(
      "askPreferences",
    );
  });
});
