import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** The longest first: whoever begins last ends last, and nobody works beside him. */
const LONG_FOR_THEIR_SIZE = ["pages.e2e.ts", "live-list.e2e.ts"];

/** On a fresh clone vitest knows the files' sizes only, and begins with the largest. These do much in few words. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      LONG_FOR_THEIR_SIZE.some((name) => moduleId.endsWith(name));
    const projects = new Set(sorted.map(({ project }) => project));
    return [...projects].flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))];
    });
  }
}
