import { pinyin } from "pinyin-pro";

const LONGEST_TERM = 24;
/** Pinyin is found from each of the first syllables on. */
const MOST_SYLLABLES = 4;
const CHINESE = /\p{Script=Han}+/gu;
const LATIN = /[\p{Script=Latin}\p{N}_@.+-]+/gu;

function normalise(value: string): string {
  return value.normalize("NFKC").toLowerCase().trim();
}

/**
 * What a customer is found by: pieces of the name and nickname, their pinyin and initials, from any syllable on. A
 * customer is found by the beginning of each term too, so beginnings are left out.
 */
export function searchTermsOf(customer: { name: string | null; nickname: string | null }): string[] {
  const terms = new Set<string>();
  for (const [value, surname] of [
    [customer.name, "head"],
    [customer.nickname, "off"],
  ] as const) {
    if (!value) continue;
    const normal = normalise(value);
    for (const [run] of normal.matchAll(CHINESE)) {
      for (const term of chineseTermsOf(run, surname)) terms.add(term);
    }
    for (const [run] of normal.matchAll(LATIN)) {
      addTerm(terms, run);
      for (const part of run.split(/[_@.+-]/).slice(1)) addTerm(terms, part);
    }
  }
  return [...terms];
}

/** As PostgreSQL reads a `tsvector`: each term in quotes. */
export function searchTermsText(terms: readonly string[]): string {
  return terms.map(quoted).join(" ");
}

/** A customer matches what was typed if every one of these is a search term of the customer or the beginning of one. */
export function searchTermsAsked(search: string): string[] {
  const normal = normalise(search);
  const terms = new Set<string>();
  for (const [run] of normal.matchAll(CHINESE)) {
    for (const gram of run.length <= 3 ? [run] : gramsOf(run, 3, 3)) terms.add(gram);
  }
  for (const [run] of normal.replaceAll("'", "").matchAll(LATIN)) addTerm(terms, run);
  return [...terms];
}

/** As PostgreSQL reads a `tsquery`: all of them, each as a beginning. */
export function searchQueryText(asked: readonly string[]): string {
  return asked.map((term) => `${quoted(term)}:*`).join(" & ");
}

function quoted(term: string): string {
  return `'${term.replaceAll(/['\\]/g, "$&$&")}'`;
}

const MOST_KNOWN = 100_000;
/** The terms with a space between each two: as one text they take a fraction of the room of a list. */
const known = { head: new Map<string, string>(), off: new Map<string, string>() };

/** Many people bear the same name, and finding its pinyin is most of the work of taking a customer in. */
function chineseTermsOf(run: string, surname: "head" | "off"): readonly string[] {
  const found = known[surname].get(run);
  if (found !== undefined) return found.split(" ");
  const syllables = pinyin(run, { toneType: "none", type: "array", surname, v: true, nonZh: "removed" });
  // Each character and each syllable, although it begins other terms: PostgreSQL counts how common a term is, and what
  // is common (王, zhang) is found another way than what is rare.
  const alone = [...run, ...syllables.slice(0, MOST_SYLLABLES)];
  const terms = [
    ...new Set([...alone, ...withoutBeginnings([...gramsOf(run, 1, 3), ...pinyinTermsOf(syllables)])]),
  ];
  if (known[surname].size >= MOST_KNOWN) known[surname].clear();
  known[surname].set(run, terms.join(" "));
  return terms;
}

function* gramsOf(run: string, shortest: number, longest: number): Generator<string> {
  const characters = [...run];
  for (let start = 0; start < characters.length; start += 1) {
    for (let length = shortest; length <= longest && start + length <= characters.length; length += 1) {
      yield characters.slice(start, start + length).join("");
    }
  }
}

/** 王小明 → wangxiaoming, xiaoming, wxm, wangxm: what people type for a name, from each syllable on. */
function pinyinTermsOf(syllables: readonly string[]): Set<string> {
  const terms = new Set<string>();
  for (let start = 0; start < Math.min(syllables.length, MOST_SYLLABLES); start += 1) {
    const rest = syllables.slice(start);
    const [first = "", ...later] = rest;
    const initials = later.map((syllable) => syllable.charAt(0)).join("");
    addTerm(terms, rest.join(""));
    addTerm(terms, first.charAt(0) + initials);
    addTerm(terms, first + initials);
    // 欧阳修远 is typed ouyangxy: the surname may have two syllables.
    if (start === 0 && rest.length >= 3) {
      const surnameOfTwo = first + (later[0] ?? "");
      addTerm(terms, surnameOfTwo + initials.slice(1));
    }
    // 吕 is typed lv, lu and lyu.
    if (first.includes("v")) addTerm(terms, first.replace("v", "u") + later.join(""));
  }
  return terms;
}

function addTerm(terms: Set<string>, word: string): void {
  if (word !== "") terms.add(word.slice(0, LONGEST_TERM));
}

/** Sorted, a beginning stands right in front of what it is the beginning of. */
function withoutBeginnings(terms: Iterable<string>): string[] {
  const sorted = [...terms].sort();
  return sorted.filter((term, index) => !(sorted[index + 1]?.startsWith(term) ?? false));
}
