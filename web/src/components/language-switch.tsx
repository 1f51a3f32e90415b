import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, currentLanguage } from "../i18n/language.ts";
import { languageNames, languages } from "../i18n/preferred-language.ts";

export function LanguageSwitch(): ReactNode {
  const { t } = useTranslation();
  return (
    <Segmented
      aria-label={t("components.language")}
      value={currentLanguage()}
      options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      onChange={(language) => void chooseLanguage(language)}
    />
  );
}
