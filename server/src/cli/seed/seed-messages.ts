import type { OpenDataKey } from "../../platform/keyring.ts";
import type { SeedTable } from "./copy-rows.ts";
import type { SeedStaff } from "./seed-complaint.ts";
import type { SeedPlan } from "./seed-plan.ts";

/** What a thread is started with. */
export interface SeedThreadTask {
  readonly plan: SeedPlan;
  /** The keys that everything is sealed with; buffers arrive in another thread as plain bytes. */
  readonly keys: readonly OpenDataKey[];
  readonly timeZone: string;
  readonly staff: SeedStaff;
  readonly channels: Readonly<Record<string, string>>;
  readonly memberLevels: readonly string[];
  readonly firstCustomer: number;
  readonly firstOrder: number;
  readonly firstComplaint: number;
}

/** The part of the plan from one customer up to, not including, another. */
export interface SeedPart {
  readonly from: number;
  readonly to: number;
}

export interface TablePart {
  readonly table: SeedTable;
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
