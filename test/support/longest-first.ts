import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/**
 * The longest first: whoever begins last ends last, and nobody works beside him. The drills wait more than they work, the
 * two after them need a core each.
 */
const LONG_FOR_THEIR_SIZE = [
  "drills.spec.ts",
  "fuzz.spec.ts",
  "matrix.spec.ts",
  "server-killed.spec.ts",
  "command-line.spec.ts",
  "rotation.spec.ts",
  "seed-refusals.spec.ts",
  "pages.e2e.ts",
  "live.e2e.ts",
  "live-list.e2e.ts",
];

/** On a fresh clone vitest knows the files' sizes only, and begins with the largest. These do much in few words. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONG_FOR_THEIR_SIZE.findIndex((name) => moduleId.endsWith(`/${name}`));
      return place < 0 ? LONG_FOR_THEIR_SIZE.length : place;
    };
    const projects = new Set(sorted.map(({ project }) => project));
    return [...projects].flatMap((project) =>
      sorted
        .filter((file) => file.project === project)
        .toSorted((one, other) => placeOf(one) - placeOf(other)),
    );
  }
}
