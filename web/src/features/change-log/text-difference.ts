import { diffArrays } from "diff";

/** A stretch of a text before and after: in both, or in one of them only. */
export type TextPart = { kind: "same" | "removed" | "added"; text: string };

// Chinese has no spaces between its words. Where the language is another one, the segmenter knows that by the letters.
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const wordsOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);
/** Two long texts without anything in common are compared no longer than this, in milliseconds. */
const timeout = 100;

/** Where two texts differ, word by word; undefined where that takes too long. */
export function differenceOf(old: string, now: string): TextPart[] | undefined {
  return diffArrays(wordsOf(old), wordsOf(now), { timeout })?.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}

/** Whether the two are one text with changes in it, and not two that have little in common. */
export function isOneText(parts: readonly TextPart[]): boolean {
  const lengthOf = (kind: TextPart["kind"]): number =>
    parts.reduce((sum, part) => sum + (part.kind === kind ? part.text.length : 0), 0);
  const common = lengthOf("same");
  return common >= 6 && common >= Math.max(lengthOf("removed"), lengthOf("added"));
}

const mostUnchanged = 120;
const context = 40;

/** What did not change, shortened to what stands around the changes. */
export function shortened(text: string, { first, last }: { first: boolean; last: boolean }): string {
  const characters = [...text];
  if (characters.length <= mostUnchanged) return text;
  const before = first ? "" : characters.slice(0, context).join("");
  const after = last ? "" : characters.slice(-context).join("");
  return `${before} … ${after}`;
}

/** Of two lists of words: what is only in the one, and only in the other. */
export function listDifference(old: string, now: string): { removed: string[]; added: string[] } {
  const [from, to] = [old, now].map((text) => new Set(text.split(", ").filter(Boolean)));
  return {
    removed: [...(from ?? [])].filter((word) => !to?.has(word)),
    added: [...(to ?? [])].filter((word) => !from?.has(word)),
  };
}
