import type { ArchiveSection } from "../../gql/graphql.ts";

type Weight = { field: string; weight: number };
type Check = { section: ArchiveSection; months?: number | null };

/** What the firm decided about completeness and freshness. */
export type Upkeep = {
  keyTierFactor: number;
  completenessWeights: readonly Weight[];
  checkEvery: readonly Check[];
};

/** What was typed, by field and by section; nothing is what is on file. */
export type TypedUpkeep = {
  keyTierFactor: number;
  weights: Readonly<Record<string, number>>;
  months: Readonly<Partial<Record<ArchiveSection, number | null>>>;
};

export type UpkeepChange = {
  keyTierFactor: number;
  completenessWeights: { field: string; weight: number }[];
  checkEvery: { section: ArchiveSection; months: number | null }[];
};

/** Only what differs from the file, and what takes it back. */
export function upkeepChange(
  onFile: Upkeep,
  typed: TypedUpkeep,
): { wanted: UpkeepChange; before: UpkeepChange; changed: boolean } {
  const weights = onFile.completenessWeights.filter(
    ({ field, weight }) => (typed.weights[field] ?? weight) !== weight,
  );
  const checks = onFile.checkEvery.filter(({ section, months }) => {
    const now = typed.months[section];
    return now !== undefined && now !== (months ?? null);
  });
  return {
    wanted: {
      keyTierFactor: typed.keyTierFactor,
      completenessWeights: weights.map(({ field, weight }) => ({
        field,
        weight: typed.weights[field] ?? weight,
      })),
      checkEvery: checks.map(({ section }) => ({ section, months: typed.months[section] ?? null })),
    },
    before: {
      keyTierFactor: onFile.keyTierFactor,
      completenessWeights: weights.map(({ field, weight }) => ({ field, weight })),
      checkEvery: checks.map(({ section, months }) => ({ section, months: months ?? null })),
    },
    changed: weights.length > 0 || checks.length > 0 || typed.keyTierFactor !== onFile.keyTierFactor,
  };
}
