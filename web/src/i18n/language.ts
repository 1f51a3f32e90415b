import type { Locale } from "antd/es/locale/index.js";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { remember, remembered } from "../lib/remembered.ts";
import { createStore, useStore } from "../lib/store.ts";
import { pageTexts, type PageTextsName } from "./page-texts.ts";
import { languages, preferredLanguage, type Language } from "./preferred-language.ts";

const antdLocale = createStore<Locale | undefined>(undefined);
export const useAntdLocale = (): Locale | undefined => useStore(antdLocale);

export function currentLanguage(): Language {
  return i18next.language === "zh-CN" ? "zh-CN" : "en";
}

/** What pages have brought of their own; another language must bring it too. */
const brought = new Set<PageTextsName>();
let tellStarted: () => void = () => undefined;
const started = new Promise<void>((resolve) => {
  tellStarted = resolve;
});

const firstLanguage = (): Language => preferredLanguage(remembered("language"), navigator.languages);

/** A page whose texts come with it: ready when both are there. */
export async function withTexts<Page>(page: Promise<Page>, name: PageTextsName): Promise<Page> {
  brought.add(name);
  const language = i18next.isInitialized ? currentLanguage() : firstLanguage();
  const [fetched] = await Promise.all([pageTexts[language][name](), started]);
  addTexts(language, fetched);
  return page;
}

// A copy: the names that a file exports cannot be added to, as i18next does.
const addTexts = (language: Language, texts: object): void => {
  i18next.addResourceBundle(language, "translation", { ...texts }, true, true);
};

/** A language comes as one file with antd's own words beside it; the other one is not downloaded. */
async function load(language: Language): Promise<void> {
  const pages = Promise.all([...brought].map((name) => pageTexts[language][name]()));
  const [texts, locale] = await (language === "zh-CN"
    ? Promise.all([import("./zh.ts").then((file) => file.zh), import("antd/es/locale/zh_CN.js")])
    : Promise.all([import("./en.ts").then((file) => file.en), import("antd/es/locale/en_US.js")]));
  for (const each of [texts, ...(await pages)]) addTexts(language, each);
  antdLocale.write(locale.default);
  document.documentElement.lang = language;
}

export async function startLanguage(): Promise<void> {
  const language = firstLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    supportedLngs: [...languages],
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await load(language);
  tellStarted();
}

export async function chooseLanguage(language: Language): Promise<void> {
  remember("language", language);
  await load(language);
  await i18next.changeLanguage(language);
}
