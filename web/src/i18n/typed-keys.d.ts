import "i18next";
import type { PageTexts } from "./page-texts.ts";
import type { zh } from "./zh.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof zh & PageTexts };
  }
}
