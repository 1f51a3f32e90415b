import type { Config } from "../config.ts";
import { migrations } from "../migrations/index.ts";
import { migrate } from "../platform/database/migrate.ts";
import { openKey } from "../platform/key-file.ts";
import { text } from "../platform/language.ts";
import { convertLegacyChanges } from "../platform/legacy-changes.ts";
import { withDatabase, type OpenDatabase } from "./open-database.ts";
import type { Terminal } from "./terminal.ts";

/** `dossier migrate`: as the owner, so that the server itself need not have that role. */
export async function bringUpToDate(config: Config, terminal: Terminal): Promise<void> {
  await withDatabase(config, "dossier migrate", async (open) => {
    const ran = await migrate({ ...open, migrations });
    await convertChanges(config, open);
    terminal.say(
      ran.length === 0
        ? text("数据库已是最新。", "The database is up to date.")
        : text(`已执行：${ran.join("、")}`, `Ran: ${ran.join(", ")}`),
    );
  });
}

/** Only where a migration left this to be done does the command need the key file. */
async function convertChanges(config: Config, { database, logger }: OpenDatabase): Promise<void> {
  const pool = database.createPool({ size: 1 });
  try {
    const { rowCount } = await pool.query("select from installation where has_changes_to_convert");
    if (rowCount === 0) return;
    const { cipher } = await openKey(pool, config.keyFile, null);
    await convertLegacyChanges(database, cipher, logger);
  } finally {
    await pool.end();
  }
}
