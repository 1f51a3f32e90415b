/** The two languages a person can read Dossier in. */
export type Language = "zh" | "en";

/** A text for people, in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export function text(zh: string, en: string): Text {
  return { zh, en };
}

/** The first language of an Accept-Language header that Dossier speaks; Chinese when none is. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().toLowerCase().split(";q=");
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .sort((a, b) => b.quality - a.quality);
  const known = wanted.find(({ tag, quality }) => quality > 0 && /^(zh|en)\b/.test(tag));
  return known?.tag.startsWith("en") ? "en" : "zh";
}
