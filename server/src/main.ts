import { setTimeout as delay } from "node:timers/promises";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { connectDatabase } from "./platform/database/connect.ts";
import { openDataFolder } from "./platform/database/data-folder.ts";
import { settingsForProcesses } from "./platform/database/postgres-settings.ts";
import { startEmbeddedPostgres } from "./platform/database/postgres-supervisor.ts";
import { StartRefusal } from "./platform/database/start-refusal.ts";
import { createLogger, type Logger } from "./platform/logger.ts";
import { WebProcesses } from "./web-processes.ts";
import { welcomeText } from "./welcome.ts";

/** The built-in PostgreSQL takes 5 s at most after that: together less than the 10 s that a stop may take. */
const STOP_APPLICATION_WITHIN = 4500;
/** Stopped in the middle of a start, it first comes to its end: what is half started is hard to stop. */
const FINISH_START_WITHIN = 4000;

/** Ends what has been started so far, last first. */
type Step = () => Promise<void>;

/** The greater part of the code. Whoever is refused before it is needed need not wait for it. */
async function loadApplication() {
  const [{ createApp }, { migrate }, { migrations }] = await Promise.all([
    import("./app.ts"),
    import("./platform/database/migrate.ts"),
    import("./migrations/index.ts"),
  ]);
  return { createApp, migrate, migrations };
}

async function start(config: Config, logger: Logger, undo: Step[]): Promise<string> {
  const dataFolder = await openDataFolder(config.dataDir);
  undo.unshift(() => dataFolder.close());
  const starting = config.databaseUrl
    ? null
    : startEmbeddedPostgres({
        dataFolder,
        logger,
        wishes: settingsForProcesses(config.webConcurrency),
      });
  // While PostgreSQL starts there is time for it.
  const loading = starting && loadApplication();
  loading?.catch(() => undefined);
  const embedded = await starting;
  if (embedded) undo.unshift(() => embedded.stop());
  // It may be starting at the same time as we are, and is waited for.
  const waiting = setTimeout(
    () => process.stdout.write("\n  Waiting for the database … 正在等待数据库…\n"),
    2000,
  );
  const database = await connectDatabase({
    logger,
    allowMightyRole: config.allowMightyRole,
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
    ...(config.databaseOwnerUrl ? { databaseOwnerUrl: config.databaseOwnerUrl } : {}),
    ...(embedded ? { embedded } : {}),
  }).finally(() => clearTimeout(waiting));
  const { createApp, migrate, migrations } = await (loading ?? loadApplication());
  await migrate({ database, migrations, logger });
  const { installationId } = dataFolder;
  const count = config.webConcurrency;
  const served =
    count > 1
      ? await WebProcesses.start({ count, database, embedded, installationId, logger })
      : await createApp({ config, database, logger, installationId });
  undo.unshift(() =>
    Promise.race([served.stop(), delay(STOP_APPLICATION_WITHIN, undefined, { ref: false })]),
  );
  const app = served instanceof WebProcesses ? served.app : served;
  await dataFolder.announce({
    address: app.address,
    applicationUrl: database.applicationUrl,
    ownerUrl: database.ownerUrl,
  });
  return welcomeText({ config, app, databaseLocation: embedded?.dataLocation ?? null });
}

async function main(): Promise<void> {
  // Whoever read them may be gone: a closed terminal, a pipe that was cut. That must not keep us from ending well.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const undo: Step[] = [];
  let starting: Promise<string> | undefined;
  let stopping: Promise<void> | undefined;
  const stop = (code: number): Promise<void> => (stopping ??= stopAll(starting, undo, logger, code));

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stopping === undefined) process.stdout.write("\n  Stopping … 正在停止…\n");
      void stop(0);
    });
  }
  process.on("unhandledRejection", (error) =>
    logger.error({ error }, "something failed without anybody waiting for it"),
  );
  process.on("uncaughtException", (error) => {
    logger.fatal({ error }, "an error that nothing expects: stopping");
    void stop(1);
  });

  try {
    starting = start(config, logger, undo);
    const welcome = await starting;
    if (stopping === undefined) process.stdout.write(welcome);
  } catch (error) {
    // Ctrl-C during the start makes it fail; that is no news.
    if (stopping === undefined) process.stderr.write(complaint(error));
    await stop(1);
  }
}

async function stopAll(
  starting: Promise<unknown> | undefined,
  undo: Step[],
  logger: Logger,
  code: number,
): Promise<void> {
  await Promise.race([Promise.allSettled([starting]), delay(FINISH_START_WITHIN, undefined, { ref: false })]);
  for (let step = undo.shift(); step !== undefined; step = undo.shift()) {
    try {
      await step();
    } catch (error) {
      logger.error({ error }, "a part did not stop cleanly");
    }
  }
  process.exit(code);
}

function complaint(error: unknown): string {
  if (error instanceof StartRefusal || error instanceof ConfigError) return `\n${error.message}\n\n`;
  return `\nDossier could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(complaint(error));
  process.exitCode = 1;
});
