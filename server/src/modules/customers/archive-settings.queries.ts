import type { EntityManager } from "@mikro-orm/postgresql";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import { ARCHIVE_SETTINGS_ID, type ArchiveSettings } from "./archive-settings.entity.ts";
import type { ArchiveSettingsType } from "./archive-settings.types.ts";

/** The firm's settings of the archive, from memory. */
export async function findArchiveSettings(context: RequestContext): Promise<ArchiveSettingsType> {
  const settings = await settingsInMemory(context);
  if (!settings) throw new Error("the archive has no settings");
  return settings;
}

function settingsInMemory(context: RequestContext): NowOrSoon<ArchiveSettingsType | null> {
  return context.reference.find("archive settings", ARCHIVE_SETTINGS_ID, async () => {
    const settings = await readArchiveSettings(context.em);
    return settings ? [settings] : [];
  });
}

/** The same as they are right now. */
export async function readArchiveSettings(em: EntityManager): Promise<ArchiveSettingsType | null> {
  const row = await em
    .getKysely<{ archive_settings: TableOf<ArchiveSettings> }>()
    .selectFrom("archive_settings")
    .selectAll()
    .executeTakeFirst();
  if (!row) return null;
  return {
    recordId: row.id,
    version: row.version,
    lostAfterMonths: row.lost_after_months,
    inSaleDays: row.in_sale_days,
    weights: row.completeness_weights,
    keyTierFactor: row.key_tier_factor,
    checkEvery: row.check_every,
  };
}
