import process from "node:process";
import fastify from "fastify";
import pg from "pg";
import { WebSocketServer } from "ws";
import { whoAsks } from "../who-asks.ts";
import { archivePage, archivePageWithPhone, searchPage } from "./archive.ts";
import { cardOf } from "./card.ts";
import { readPhones } from "./dossier-cipher.ts";
import { inboxPage } from "./inbox.ts";
import { fileComplaint, writeNote } from "./writing.ts";

const { DATE, TIMESTAMPTZ } = pg.types.builtins;
// Dates stay the text that PostgreSQL sends.
for (const type of [DATE, TIMESTAMPTZ]) pg.types.setTypeParser(type, (text) => text);

const connectionString = process.env["DATABASE_URL"] ?? "";
const pool = new pg.Pool({ connectionString, max: 8 });
const phones = await readPhones();
const server = fastify();

/** What each path answers, for somebody who is signed in. */
const answers: Record<string, (input: Record<string, string>, staffId: string) => Promise<object> | object> =
  {
    "/nothing": () => ({ __typename: "Query" }),
    "/archive": ({ tier = "" }) => archivePage(pool, tier),
    "/archive-phone": ({ tier = "" }) => archivePageWithPhone(pool, phones, tier),
    "/search": ({ search = "" }) => searchPage(pool, phones, search),
    "/inbox": () => inboxPage(pool),
    "/card": ({ number = "" }) => cardOf(pool, number),
    "/file": ({ customerId = "", description = "" }, staffId) =>
      fileComplaint(pool, staffId, { customerId, description }),
    "/note": ({ customerId = "", text = "" }, staffId) => writeNote(pool, staffId, { customerId, text }),
  };

for (const [path, answer] of Object.entries(answers)) {
  server.post<{ Body: Record<string, string> }>(path, async (request, reply) => {
    const staff = await whoAsks(pool, request.headers.cookie);
    if (!staff) return reply.code(401).send({ errors: [{ message: "Sign in first" }] });
    return { data: await answer(request.body, staff.id) };
  });
}

const sockets = new WebSocketServer({ server: server.server, path: "/live" });
const listener = new pg.Client({ connectionString });
await listener.connect();
listener.on("notification", ({ payload = "" }) => {
  for (const socket of sockets.clients) socket.send(payload);
});
await listener.query("listen bench");

const address = await server.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`listening ${address}\n`);
process.on("SIGTERM", () => process.exit(0));
