import { createServer } from "node:http";
import process from "node:process";
import { grafserv } from "grafserv/node";
import pg from "pg";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { whoAsks } from "../who-asks.ts";
import { makePreset } from "./preset.ts";

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 8 });
const preset = makePreset(
  makePgService({ pool, schemas: ["public"], pubsub: false }),
  async (cookie) => (await whoAsks(pool, cookie)) !== null,
);

const server = createServer();
server.on("error", (error) => {
  throw error;
});
const serving = postgraphile(preset).createServ(grafserv);
await serving.addTo(server);
await serving.ready();
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object")
    process.stdout.write(`listening http://127.0.0.1:${address.port}\n`);
});
process.on("SIGTERM", () => process.exit(0));
