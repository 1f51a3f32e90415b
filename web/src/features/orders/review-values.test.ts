import { describe, expect, it } from "vitest";
import {
  changedReview,
  reviewBefore,
  reviewDetails,
  valuesOfReview,
  type ReviewOnFile,
} from "./review-values.ts";

const onFile: ReviewOnFile = {
  id: "Review_1",
  version: 3,
  source: "RETURN_VISIT",
  happenedAt: "2026-03-12T06:30:20.000Z",
  satisfaction: 4,
  opinions: "不错",
  purchaseInclination: "换季再买",
};

describe("ARC-20 a review by hand", () => {
  it("is not changed by looking at it", () => {
    expect(changedReview(onFile, valuesOfReview(onFile))).toEqual({});
  });

  it("sends what was changed, and can put it back to the second", () => {
    const changes = changedReview(onFile, {
      ...valuesOfReview(onFile),
      satisfaction: "none",
      happenedAt: "2026-03-13T10:00",
    });
    expect(Object.keys(changes).sort()).toEqual(["happenedAt", "satisfaction"]);
    expect(reviewBefore(onFile, changes)).toEqual({ happenedAt: onFile.happenedAt, satisfaction: 4 });
  });

  it("that is no return visit any more says nothing of inclination and needs", () => {
    expect(changedReview(onFile, { ...valuesOfReview(onFile), source: "SHOP_REVIEW" })).toEqual({
      source: "SHOP_REVIEW",
      purchaseInclination: null,
    });
  });

  it("leaves out what was left empty", () => {
    expect(reviewDetails({ opinions: "  " })).toMatchObject({ source: "SHOP_REVIEW", opinions: null });
  });
});
