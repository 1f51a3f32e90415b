import type { Config } from "../config.ts";
import { systemContext } from "../context.ts";
import { importWork, openCore, type Core } from "../core.ts";
import { migrations } from "../migrations/index.ts";
import type { WorkSurroundings } from "../modules/imports/import-work.ts";
import { migrate } from "../platform/database/migrate.ts";
import { newId } from "../platform/ids.ts";
import { ChangeSource, type RequestContext } from "../platform/request.ts";
import { withDatabase } from "./open-database.ts";

export interface OpenArchive {
  readonly core: Core;
  readonly address: string | null;
  /** A context without an actor: whoever may run commands on this machine may do everything. */
  readonly newContext: () => RequestContext;
  readonly importWork: WorkSurroundings;
}

/** Opens the archive for a command, brought up to date where no server does it. */
export async function withArchive<Answer>(
  config: Config,
  purpose: string,
  use: (archive: OpenArchive) => Promise<Answer>,
): Promise<Answer> {
  return withDatabase(config, purpose, async ({ database, logger, address, installationId }) => {
    if (address === null) await migrate({ database, migrations, logger });
    const core = await openCore({
      config,
      database,
      logger,
      ...(installationId === undefined ? {} : { installationId }),
    });
    try {
      return await use({
        core,
        address,
        newContext: () => systemContext(core, newId(), ChangeSource.COMMAND_LINE),
        importWork: importWork(core),
      });
    } finally {
      await core.close();
    }
  });
}
