/**
 * Runs the database like a server until its input closes: `node hold-database.ts DATA_DIR`. Ctrl-C does not end it at
 * once, as a server has requests to finish first.
 */
import { openDataFolder } from "../../../server/src/platform/database/data-folder.ts";
import { startEmbeddedPostgres } from "../../../server/src/platform/database/postgres-supervisor.ts";
import { createLogger } from "../../../server/src/platform/logger.ts";

process.on("SIGINT", () => undefined);
const dataFolder = await openDataFolder(process.argv[2] ?? "");
await dataFolder.announce({ address: "http://127.0.0.1:4000" });
const postgres = await startEmbeddedPostgres({ dataFolder, logger: createLogger("silent") });
console.log(JSON.stringify({ location: postgres.dataLocation, applicationUrl: postgres.applicationUrl }));
for await (const _ of process.stdin);
await postgres.stop();
await dataFolder.close();
