// Roles name rights, and those the graph's types: whichever part of the server is loaded first, this is needed before.
import "reflect-metadata";
import { ApiKeys } from "./api-keys.ts";
import { ArchiveFields } from "./archive-fields.ts";
import { ArchiveUpkeep } from "./archive-upkeep.ts";
import { ChangeLog } from "./change-log.ts";
import { Complaints } from "./complaints.ts";
import { CustomFields } from "./custom-fields.ts";
import { DataKeys } from "./data-keys.ts";
import { KeptRefusals } from "./idempotency.ts";
import { HandOvers } from "./hand-over.ts";
import { Imports } from "./imports.ts";
import { ImportsIntoFields } from "./imports-into-fields.ts";
import { Initial } from "./initial.ts";
import { LedgerFilters } from "./ledger-filters.ts";
import { LedgerNewest } from "./ledger-newest.ts";
import { LifecycleRule } from "./lifecycle-rule.ts";
import { Exports } from "./exports.ts";
import { Live } from "./live.ts";
import { OrdersAndReviews } from "./orders-and-reviews.ts";
import { Photographs } from "./photographs.ts";
import { ReferenceTold } from "./reference.ts";
import { Reveals } from "./reveals.ts";
import { Roles } from "./roles.ts";
import { SecondFactors } from "./second-factor.ts";
import { SearchByBeginnings } from "./search-terms.ts";
import { TeamLifecycles } from "./team-lifecycles.ts";
import { Teams } from "./teams.ts";

/** Every migration, in the order in which they run. A released one is never changed; a new one is added at the end. */
export const migrations = [
  { name: "2026-11-22-initial", class: Initial },
  { name: "2026-11-22-imports", class: Imports },
  { name: "2026-11-22-teams", class: Teams },
  { name: "2026-11-22-complaints", class: Complaints },
  { name: "2026-11-22-photographs", class: Photographs },
  { name: "2026-11-22-api-keys", class: ApiKeys },
  { name: "2026-11-22-live", class: Live },
  { name: "2026-11-22-reference", class: ReferenceTold },
  { name: "2026-11-22-search-terms", class: SearchByBeginnings },
  { name: "2026-11-22-ledger-filters", class: LedgerFilters },
  { name: "2026-11-22-ledger-newest", class: LedgerNewest },
  { name: "2026-11-22-roles", class: Roles },
  { name: "2026-11-22-data-keys", class: DataKeys },
  { name: "2026-11-22-second-factor", class: SecondFactors },
  { name: "2026-11-22-idempotency", class: KeptRefusals },
  { name: "2026-11-22-hand-over", class: HandOvers },
  { name: "2026-11-22-change-log", class: ChangeLog },
  { name: "2026-11-22-reveals", class: Reveals },
  { name: "2026-11-22-lifecycle-rule", class: LifecycleRule },
  { name: "2026-11-22-orders-and-reviews", class: OrdersAndReviews },
  { name: "2026-11-22-exports", class: Exports },
  { name: "2026-11-22-archive-fields", class: ArchiveFields },
  { name: "2026-11-22-custom-fields", class: CustomFields },
  { name: "2026-11-22-archive-upkeep", class: ArchiveUpkeep },
  { name: "2026-11-23-imports-into-fields", class: ImportsIntoFields },
  { name: "2026-11-23-team-lifecycles", class: TeamLifecycles },
];
