import { setTimeout as delay } from "node:timers/promises";
import { AggregatorRegistry } from "prom-client";
import { createApp, type App } from "./app.ts";
import { readConfig } from "./config.ts";
import { connectDatabase, type EmbeddedAddress } from "./platform/database/connect.ts";
import type { StateListener } from "./platform/database/postgres-supervisor.ts";
import { StartRefusal } from "./platform/database/start-refusal.ts";
import { createLogger } from "./platform/logger.ts";
import type { DatabasePlace, FromWebProcess, ToWebProcess } from "./web-processes.ts";

/** One of several web processes; the one that began them keeps the database running and tells where it is. */

const STOP_WITHIN = 3500;

type Start = Extract<ToWebProcess, { say: "start" }>;

/** The built-in database of the process that began this one. */
class DatabaseElsewhere implements EmbeddedAddress {
  #place: DatabasePlace;
  readonly #listeners: StateListener[] = [];

  constructor(place: DatabasePlace) {
    this.#place = place;
  }

  get applicationUrl(): string {
    return this.#place.applicationUrl;
  }

  get ownerUrl(): string {
    return this.#place.ownerUrl;
  }

  onStateChange(listener: StateListener): void {
    this.#listeners.push(listener);
  }

  moved(place: DatabasePlace): void {
    this.#place = place;
    for (const listener of this.#listeners) listener("up");
  }
}

const config = readConfig(process.env);
const logger = createLogger(config.logLevel);
const askedMetrics = new Map<number, (text: string) => void>();
let asked = 0;
let elsewhere: DatabaseElsewhere | undefined;
let app: App | undefined;
let stopping: Promise<void> | undefined;

function tell(message: FromWebProcess): void {
  if (process.connected) process.send?.(message, () => undefined);
}

async function start({ database: place, installationId }: Start): Promise<void> {
  elsewhere = new DatabaseElsewhere(place);
  try {
    const database = await connectDatabase({
      logger,
      allowMightyRole: config.allowMightyRole,
      ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : { embedded: elsewhere }),
      ...(config.databaseOwnerUrl ? { databaseOwnerUrl: config.databaseOwnerUrl } : {}),
    });
    app = await createApp({ config, database, logger, installationId, metricsOfAll });
    AggregatorRegistry.setRegistries([app.metrics.registry]);
    const { address, key, firstAdministrator, signInLink } = app;
    tell({ say: "ready", app: { address, key: { path: key.path }, firstAdministrator, signInLink } });
  } catch (error) {
    if (error instanceof StartRefusal)
      tell({ say: "refused", words: { english: error.english, chinese: error.chinese } });
    else logger.fatal({ error }, "a web process could not start");
    await stop(1);
  }
}

/** The numbers of all web processes together: whoever asks one of them means all. */
function metricsOfAll(): Promise<string> {
  return new Promise((resolve) => {
    const request = (asked += 1);
    askedMetrics.set(request, resolve);
    tell({ say: "metrics", request });
  });
}

function answerMetrics({ request, text }: Extract<ToWebProcess, { say: "metrics" }>): void {
  askedMetrics.get(request)?.(text);
  askedMetrics.delete(request);
}

function stop(code: number): Promise<void> {
  return (stopping ??= Promise.race([app?.stop(), delay(STOP_WITHIN, undefined, { ref: false })])
    .catch((error: unknown) => logger.error({ error }, "a web process did not stop cleanly"))
    .then(() => process.exit(code)));
}

process.on("message", (message: ToWebProcess) => {
  if (message.say === "start") void start(message);
  else if (message.say === "moved") elsewhere?.moved(message.database);
  else if (message.say === "stop") void stop(0);
  else if (message.say === "metrics") answerMetrics(message);
});
// Ctrl-C reaches every process of the terminal; the one that began them says when to stop.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => void stop(1));
process.on("unhandledRejection", (error) =>
  logger.error({ error }, "something failed without anybody waiting for it"),
);
process.on("uncaughtException", (error) => {
  logger.fatal({ error }, "an error that nothing expects: stopping");
  void stop(1);
});
// The library listens for the questions of the others as soon as there is one.
void new AggregatorRegistry();
