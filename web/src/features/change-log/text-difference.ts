/** Where two texts differ: what they begin and end with alike, and what lies between in each. */
export type TextDifference = { before: string; removed: string; added: string; after: string };

export function differenceOf(old: string, now: string): TextDifference {
  // Whole characters: half of a rare Chinese one is no character.
  const [from, to] = [[...old], [...now]];
  const shortest = Math.min(from.length, to.length);
  let start = 0;
  while (start < shortest && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < shortest - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  return {
    before: from.slice(0, start).join(""),
    removed: from.slice(start, from.length - end).join(""),
    added: to.slice(start, to.length - end).join(""),
    after: from.slice(from.length - end).join(""),
  };
}

/** Whether the two are one text with a change in it, and not two that have little in common. */
export function isOneText({ before, removed, added, after }: TextDifference): boolean {
  const common = before.length + after.length;
  return common >= 6 && common >= Math.max(removed.length, added.length);
}

/** Of two lists of words: what is only in the one, and only in the other. */
export function listDifference(old: string, now: string): { removed: string[]; added: string[] } {
  const [from, to] = [old, now].map((text) => new Set(text.split(", ").filter(Boolean)));
  return {
    removed: [...(from ?? [])].filter((word) => !to?.has(word)),
    added: [...(to ?? [])].filter((word) => !from?.has(word)),
  };
}
