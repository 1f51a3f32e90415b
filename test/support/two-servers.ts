import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import {
  endServers,
  makeWorkplace,
  startServer,
  type ServerProcess,
  type Workplace,
} from "../api/process/server-process.ts";
import { openContext } from "./browser.ts";
import { Client } from "./client.ts";
import { createTestDatabase } from "./database.ts";

/** A member of staff who may sit at either server: whoever is signed in at one of them is at the other. */
export interface Colleague {
  readonly name: string;
  /** A program in this person's name, at the first server. */
  readonly client: Client;
}

export interface TwoServers {
  readonly first: ServerProcess;
  second: ServerProcess;
  readonly administrator: Colleague;
  hire(name: string): Promise<Colleague>;
  /** kill -9 of the second server. */
  killSecond(): Promise<void>;
  /** Starts it again, at the address that it had. */
  restartSecond(): Promise<void>;
  open(browser: Browser, at: ServerProcess, who: Colleague, path: string): Promise<Page>;
  end(): Promise<void>;
}

const EMAIL = "admin@dossier.local";

/** Two server processes on one database, as two machines would be. */
export async function startTwoServers(): Promise<TwoServers> {
  const database = await createTestDatabase();
  const settings = { DATABASE_URL: database.applicationUrl, DATABASE_OWNER_URL: database.ownerUrl };
  const [workplace, neighbour] = [await makeWorkplace(), await makeWorkplace()];
  // The same home: one key file.
  const secondPlace: Workplace = { ...neighbour, home: workplace.home };
  const first = await startServer(workplace, settings);
  const client = new Client(first.address);
  await client.signIn(EMAIL, first.password ?? "");

  const servers: TwoServers = {
    first,
    second: await startServer(secondPlace, settings),
    administrator: { name: "administrator", client },
    async hire(name) {
      const email = `${randomUUID().slice(0, 8)}@dossier.example`;
      const { addStaff } = await client.query<{ addStaff: { temporaryPassword: string } }>(
        "mutation ($input: AddStaffInput!) { addStaff(input: $input) { temporaryPassword errors { code } } }",
        { input: { idempotencyKey: randomUUID(), name, email, role: "AGENT" } },
      );
      const person = new Client(first.address);
      await person.signIn(email, addStaff.temporaryPassword);
      return { name, client: person };
    },
    killSecond: () => servers.second.kill(),
    async restartSecond() {
      const { port } = new URL(servers.second.address);
      servers.second = await startServer(secondPlace, { ...settings, PORT: port });
    },
    async open(browser, at, who, path) {
      const context = await openContext(browser);
      await context.addCookies(who.client.heldCookies().map((cookie) => ({ ...cookie, url: at.address })));
      const page = await context.newPage();
      // The list is there before the page follows: what happens in between is shown, but nobody is told of it.
      const follows = page
        .waitForEvent("websocket")
        .then((socket) =>
          socket.waitForEvent("framereceived", ({ payload }) => String(payload).includes('"pong"')),
        );
      await page.goto(at.address + path);
      await follows;
      return page;
    },
    async end() {
      await endServers();
      await database.drop();
      await workplace.remove();
      await neighbour.remove();
    },
  };
  return servers;
}
