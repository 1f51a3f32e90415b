import type { explorer } from "../features/explorer/texts.zh.ts";
import type { help } from "../features/help/texts.zh.ts";
import type { imports } from "../features/imports/texts.zh.ts";
import type { SameKeys } from "./same-keys.ts";

export type PageTexts = { explorer: typeof explorer; help: typeof help; imports: typeof imports };
export type PageTextsName = keyof PageTexts;

type Fetched<Texts extends Record<PageTextsName, unknown>> = {
  [Name in PageTextsName]: () => Promise<Pick<Texts, Name>>;
};

/** The long texts of pages of their own: they come with their page, and no other page waits for them. */
export const pageTexts: { "zh-CN": Fetched<PageTexts>; en: Fetched<SameKeys<PageTexts>> } = {
  "zh-CN": {
    explorer: () => import("../features/explorer/texts.zh.ts"),
    help: () => import("../features/help/texts.zh.ts"),
    imports: () => import("../features/imports/texts.zh.ts"),
  },
  en: {
    explorer: () => import("../features/explorer/texts.en.ts"),
    help: () => import("../features/help/texts.en.ts"),
    imports: () => import("../features/imports/texts.en.ts"),
  },
};
