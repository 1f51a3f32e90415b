import { archivePage, archivePageWithPhone, searchScenarios } from "./archive-page.ts";
import { card, nothing } from "./card.ts";
import { consoleScenarios } from "./console-documents.ts";
import { inbox } from "./inbox.ts";
import type { Scenario } from "./scenario.ts";

export const readScenarios: readonly Scenario[] = [
  archivePage,
  archivePageWithPhone,
  inbox,
  card,
  ...searchScenarios,
  nothing,
  ...consoleScenarios,
];
