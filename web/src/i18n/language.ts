import type { Locale } from "antd/es/locale/index.js";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { remember, remembered } from "../lib/remembered.ts";
import { createStore, useStore } from "../lib/store.ts";
import { languages, preferredLanguage, type Language } from "./preferred-language.ts";

const antdLocale = createStore<Locale | undefined>(undefined);
export const useAntdLocale = (): Locale | undefined => useStore(antdLocale);

export function currentLanguage(): Language {
  return i18next.language === "zh-CN" ? "zh-CN" : "en";
}

/** A language comes as one file with antd's own words beside it; the other one is not downloaded. */
async function load(language: Language): Promise<void> {
  const [texts, locale] = await (language === "zh-CN"
    ? Promise.all([import("./zh.ts").then((file) => file.zh), import("antd/es/locale/zh_CN.js")])
    : Promise.all([import("./en.ts").then((file) => file.en), import("antd/es/locale/en_US.js")]));
  i18next.addResourceBundle(language, "translation", texts, true, true);
  antdLocale.write(locale.default);
  document.documentElement.lang = language;
}

export async function startLanguage(): Promise<void> {
  const language = preferredLanguage(remembered("language"), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    supportedLngs: [...languages],
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await load(language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  remember("language", language);
  await load(language);
  await i18next.changeLanguage(language);
}
