export type Language = "zh-CN" | "en";
export const languages: readonly Language[] = ["zh-CN", "en"];
/** Each language in its own words, so that somebody lost in the other one finds the way out. */
export const languageNames: Record<Language, string> = { "zh-CN": "中文", en: "English" };

/** What the reader chose before; else the first language of the browser's that we speak; else English. */
export function preferredLanguage(stored: string | null, wanted: readonly string[]): Language {
  const known = languages.find((language) => language === stored);
  if (known) return known;
  const first = wanted.find((tag) => /^(zh|en)\b/i.test(tag));
  return first && /^zh/i.test(first) ? "zh-CN" : "en";
}
