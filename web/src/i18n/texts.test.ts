import { describe, expect, it } from "vitest";
import { preferredLanguage } from "./preferred-language.ts";
import { en } from "./en.ts";
import { pageTexts } from "./page-texts.ts";
import { zh } from "./zh.ts";

type Texts = { readonly [key: string]: string | Texts };

function flatten(texts: Texts, before = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const path = before ? `${before}.${key}` : key;
    if (typeof value === "string") flat.set(path, value);
    else for (const [inner, text] of flatten(value, path)) flat.set(inner, text);
  }
  return flat;
}

type Fetched = Record<string, () => Promise<object>>;
const fetchAll = async (files: Fetched): Promise<object[]> =>
  Promise.all(Object.values(files).map((fetchFile) => fetchFile()));
const chinese = flatten(Object.assign({}, zh, ...(await fetchAll(pageTexts["zh-CN"]))) as Texts);
const english = flatten(Object.assign({}, en, ...(await fetchAll(pageTexts.en))) as Texts);
const blanks = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? "").sort();

describe("DOS-2.8 Chinese and English", () => {
  it("have the same texts, but for the singular that Chinese does not have", () => {
    const withoutSingulars = [...english.keys()].filter((key) => !key.endsWith("_one"));
    expect(withoutSingulars.sort()).toEqual([...chinese.keys()].sort());
    const singulars = [...english.keys()].filter((key) => key.endsWith("_one"));
    for (const key of singulars) expect(chinese.keys()).toContain(key.replace(/_one$/, "_other"));
  });

  it("fill in the same values", () => {
    for (const [key, text] of chinese)
      expect([key, blanks(english.get(key) ?? "")]).toEqual([key, blanks(text)]);
  });

  it("are both written: no text is empty, no Chinese is left in English", () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim()]).not.toEqual([key, ""]);
    const quotedOnPurpose = /^(help|imports|ledger)\./;
    const mixed = [...english].filter(
      ([key, text]) => !quotedOnPurpose.test(key) && /\p{Script=Han}/u.test(text),
    );
    expect(mixed).toEqual([]);
  });

  it("are punctuated as Chinese is: full-width beside Chinese letters", () => {
    const latin = /[\u3400-\u9fff][,;:?!()]|[,;:?!()][\u3400-\u9fff]/;
    expect([...chinese].filter(([, text]) => latin.test(text))).toEqual([]);
  });

  it("have straight quotation marks in English: Chinese fonts draw curly ones as wide as a character", () => {
    expect([...english].filter(([, text]) => /[\u2018-\u201d]/.test(text))).toEqual([]);
  });

  it("are chosen by the reader first, then by the browser's order, then English", () => {
    expect(preferredLanguage("en", ["zh-CN"])).toBe("en");
    expect(preferredLanguage(null, ["de-DE", "zh-TW", "en"])).toBe("zh-CN");
    expect(preferredLanguage(null, ["en-GB", "zh-CN"])).toBe("en");
    expect(preferredLanguage("fr", ["de"])).toBe("en");
  });
});
