import type { alerts } from "../features/customers/alerts/texts.zh.ts";
import type { archive } from "../features/customers/archive/texts.zh.ts";
import type { archiveSettings } from "../features/archive-settings/texts.zh.ts";
import type { changeLog } from "../features/change-log/texts.zh.ts";
import type { exports } from "../features/customers/export/texts.zh.ts";
import type { explorer } from "../features/explorer/texts.zh.ts";
import type { help } from "../features/help/texts.zh.ts";
import type { imports } from "../features/imports/texts.zh.ts";
import type { roles } from "../features/roles/texts.zh.ts";
import type { upkeep } from "../features/customers/upkeep/texts.zh.ts";
import type { SameKeys } from "./same-keys.ts";

export type PageTexts = {
  alerts: typeof alerts;
  archive: typeof archive;
  archiveSettings: typeof archiveSettings;
  changeLog: typeof changeLog;
  explorer: typeof explorer;
  exports: typeof exports;
  help: typeof help;
  imports: typeof imports;
  roles: typeof roles;
  upkeep: typeof upkeep;
};
export type PageTextsName = keyof PageTexts;

type Fetched<Texts extends Record<PageTextsName, unknown>> = {
  [Name in PageTextsName]: () => Promise<Pick<Texts, Name>>;
};

/** The long texts of pages of their own: they come with their page, and no other page waits for them. */
export const pageTexts: { "zh-CN": Fetched<PageTexts>; en: Fetched<SameKeys<PageTexts>> } = {
  "zh-CN": {
    alerts: () => import("../features/customers/alerts/texts.zh.ts"),
    archive: () => import("../features/customers/archive/texts.zh.ts"),
    archiveSettings: () => import("../features/archive-settings/texts.zh.ts"),
    changeLog: () => import("../features/change-log/texts.zh.ts"),
    explorer: () => import("../features/explorer/texts.zh.ts"),
    exports: () => import("../features/customers/export/texts.zh.ts"),
    help: () => import("../features/help/texts.zh.ts"),
    imports: () => import("../features/imports/texts.zh.ts"),
    roles: () => import("../features/roles/texts.zh.ts"),
    upkeep: () => import("../features/customers/upkeep/texts.zh.ts"),
  },
  en: {
    alerts: () => import("../features/customers/alerts/texts.en.ts"),
    archive: () => import("../features/customers/archive/texts.en.ts"),
    archiveSettings: () => import("../features/archive-settings/texts.en.ts"),
    changeLog: () => import("../features/change-log/texts.en.ts"),
    explorer: () => import("../features/explorer/texts.en.ts"),
    exports: () => import("../features/customers/export/texts.en.ts"),
    help: () => import("../features/help/texts.en.ts"),
    imports: () => import("../features/imports/texts.en.ts"),
    roles: () => import("../features/roles/texts.en.ts"),
    upkeep: () => import("../features/customers/upkeep/texts.en.ts"),
  },
};
