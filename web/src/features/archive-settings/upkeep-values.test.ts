import { expect, test } from "vitest";
import { upkeepChange } from "./upkeep-values.ts";

const onFile = {
  keyTierFactor: 2,
  completenessWeights: [
    { field: "school", weight: 1 },
    { field: "name", weight: 5 },
  ],
  checkEvery: [
    { section: "BASIC" as const, months: 12 },
    { section: "FAMILY" as const, months: null },
  ],
};

test("DOS-6.4 only what was changed is sent, and what takes it back", () => {
  const typed = { keyTierFactor: 3, weights: { school: 4, name: 5 }, months: { BASIC: null } };
  expect(upkeepChange(onFile, typed)).toEqual({
    changed: true,
    wanted: {
      keyTierFactor: 3,
      completenessWeights: [{ field: "school", weight: 4 }],
      checkEvery: [{ section: "BASIC", months: null }],
    },
    before: {
      keyTierFactor: 2,
      completenessWeights: [{ field: "school", weight: 1 }],
      checkEvery: [{ section: "BASIC", months: 12 }],
    },
  });
  expect(upkeepChange(onFile, { keyTierFactor: 2, weights: {}, months: {} }).changed).toBe(false);
});
