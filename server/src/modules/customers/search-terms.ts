import { pinyin } from "pinyin-pro";

const LONGEST_TERM = 24;
const CHINESE = /\p{Script=Han}+/gu;
const LATIN = /[\p{Script=Latin}\p{N}_@.+-]+/gu;

function normalise(value: string): string {
  return value.normalize("NFKC").toLowerCase().trim();
}

/** What a customer is found by: pieces of the name and nickname, their pinyin and initials, from any syllable on. */
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
      addPrefixes(terms, run);
      for (const part of run.split(/[_@.+-]/).slice(1)) addPrefixes(terms, part);
    }
  }
  return [...terms];
}

/** The terms that all have to be there for a customer to match what was typed. */
export function searchTermsAsked(search: string): string[] {
  const normal = normalise(search);
  const terms = new Set<string>();
  for (const [run] of normal.matchAll(CHINESE)) {
    for (const gram of run.length <= 3 ? [run] : gramsOf(run, 3, 3)) terms.add(gram);
  }
  for (const [run] of normal.replaceAll("'", "").matchAll(LATIN)) terms.add(run.slice(0, LONGEST_TERM));
  return [...terms];
}

const MOST_KNOWN = 100_000;
/** The terms with a space between each two: as one text they take a fraction of the room of a list. */
const known = { head: new Map<string, string>(), off: new Map<string, string>() };

/** Many people bear the same name, and finding its pinyin is most of the work of taking a customer in. */
function chineseTermsOf(run: string, surname: "head" | "off"): readonly string[] {
  const found = known[surname].get(run);
  if (found !== undefined) return found.split(" ");
  const terms = [...new Set([...gramsOf(run, 1, 3), ...pinyinTermsOf(run, surname)])];
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

/** 王小明 → wang…, xiaoming, wxm, wangxm: what people type for a name, from each syllable on, each beginning of it. */
function pinyinTermsOf(run: string, surname: "head" | "off"): Set<string> {
  const terms = new Set<string>();
  const syllables = pinyin(run, { toneType: "none", type: "array", surname, v: true, nonZh: "removed" });
  for (let start = 0; start < Math.min(syllables.length, 4); start += 1) {
    const rest = syllables.slice(start);
    const [first = "", ...later] = rest;
    const initials = later.map((syllable) => syllable.charAt(0)).join("");
    addPrefixes(terms, rest.join(""));
    addPrefixes(terms, first.charAt(0) + initials);
    addPrefixes(terms, first + initials, first.length + 1);
    // 欧阳修远 is typed ouyangxy: the surname may have two syllables.
    if (start === 0 && rest.length >= 3) {
      const surnameOfTwo = first + (later[0] ?? "");
      addPrefixes(terms, surnameOfTwo + initials.slice(1), surnameOfTwo.length + 1);
    }
    // 吕 is typed lv, lu and lyu.
    if (first.includes("v")) addPrefixes(terms, first.replace("v", "u") + later.join(""));
  }
  return terms;
}

function addPrefixes(terms: Set<string>, word: string, from = 1): void {
  for (let length = from; length <= Math.min(word.length, LONGEST_TERM); length += 1)
    terms.add(word.slice(0, length));
}
