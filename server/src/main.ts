import { createApp, type App } from "./app.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { migrations } from "./migrations/index.ts";
import { connectDatabase } from "./platform/database/connect.ts";
import { openDataFolder, type DataFolder } from "./platform/database/data-folder.ts";
import { migrate } from "./platform/database/migrate.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./platform/database/postgres-supervisor.ts";
import { StartRefusal } from "./platform/database/start-refusal.ts";
import { createLogger, type Logger } from "./platform/logger.ts";

const STOP_WITHIN_MILLISECONDS = 9000;

interface Running {
  readonly app: App;
  readonly dataFolder: DataFolder;
  readonly embedded: EmbeddedPostgres | null;
}

function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

async function start(config: Config, logger: Logger): Promise<Running> {
  const dataFolder = await openDataFolder(config.dataDir);
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres({ dataFolder, logger });
  try {
    const database = await connectDatabase({
      logger,
      ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
      ...(config.databaseOwnerUrl ? { databaseOwnerUrl: config.databaseOwnerUrl } : {}),
      ...(embedded ? { embedded } : {}),
    });
    await migrate({ database, migrations, logger });
    const app = await createApp({ config, database, logger, installationId: dataFolder.installationId });
    await dataFolder.announce({
      address: app.address,
      applicationUrl: database.applicationUrl,
      ownerUrl: database.ownerUrl,
    });
    return { app, dataFolder, embedded };
  } catch (error) {
    await embedded?.stop();
    await dataFolder.close();
    throw error;
  }
}

/** In this order: where the data lies, where the key lies, the address, and on the first start how to sign in. */
function tellHowToUse(config: Config, { app, embedded }: Running): void {
  const { firstAdministrator: first } = app;
  say();
  say("  Dossier 客户档案 is running · 已启动");
  say();
  say(
    `  Data 数据        ${embedded?.dataLocation ?? `${new URL(config.databaseUrl ?? "").host} (DATABASE_URL)`}`,
  );
  if (embedded && embedded.dataLocation !== config.dataDir) say(`                   ${config.dataDir}`);
  say(`  Key file 密钥    ${app.key.path}`);
  say("                   Keep a copy of it elsewhere: without it contact data cannot be read.");
  say("                   请另存一份备份:丢失后将无法读取联系方式。");
  say(`  Address 地址     ${app.address}`);
  if (first) {
    if (app.signInLink) {
      say(`  Sign-in link     ${app.signInLink}`);
      say("  一次性登录链接   Works once, within a day. 仅可使用一次,24 小时内有效。");
    }
    say(`  E-mail 邮箱      ${first.email}`);
    say(`  Password 密码    ${first.password}`);
    say("                   Shown only this once. 仅显示这一次。");
  }
  say();
  say("  Ctrl-C stops it. 按 Ctrl-C 停止。");
  say();
}

/** Ctrl-C and SIGTERM: answer what is under way, stop jobs and database, leave no process. */
function stopOnSignal(running: Running, logger: Logger): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    say("  Stopping … 正在停止…");
    setTimeout(() => process.exit(1), STOP_WITHIN_MILLISECONDS).unref();
    try {
      await running.app.stop();
    } catch (error) {
      logger.error({ error }, "the application did not stop cleanly");
    }
    await running.embedded?.stop();
    await running.dataFolder.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  process.on("unhandledRejection", (error) =>
    logger.error({ error }, "something failed without anybody waiting for it"),
  );
  const running = await start(config, logger);
  stopOnSignal(running, logger);
  tellHowToUse(config, running);
}

main().catch((error: unknown) => {
  const known = error instanceof StartRefusal || error instanceof ConfigError;
  process.stderr.write(
    known
      ? `\n${error.message}\n\n`
      : `\nDossier could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n`,
  );
  process.exit(1);
});
