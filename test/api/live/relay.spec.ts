import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { migrations } from "../../../server/src/migrations/index.ts";
import { connectDatabase } from "../../../server/src/platform/database/connect.ts";
import { migrate } from "../../../server/src/platform/database/migrate.ts";
import { Relay } from "../../../server/src/platform/relay.ts";
import { Reference } from "../../../server/src/platform/reference.ts";
import type { RelayedEvent } from "../../../server/src/platform/relay-session.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import {
  logger,
  makeUsedFolder,
  portOf,
  postmasterOf,
  removeTemplate,
  start,
  stateReached,
} from "../database/real-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await removeTemplate();
});

/** Everything that one server hears. */
class Heard {
  readonly events: RelayedEvent[] = [];
  missed = 0;
  #listeners = new Set<() => void>();

  constructor(relay: Relay) {
    relay.listen({
      told: async (events) => {
        this.events.push(...events);
        for (const listener of this.#listeners) listener();
      },
      missed: () => (this.missed += 1),
    });
  }

  get names(): string[] {
    return this.events.map(({ name }) => name);
  }

  async until(count: number): Promise<void> {
    while (this.events.length < count) await new Promise<void>((resolve) => this.#listeners.add(resolve));
  }
}

async function startRelay(
  on: { applicationUrl: string } = database,
): Promise<{ relay: Relay; heard: Heard }> {
  const relay = await Relay.start(on, logger, new Reference());
  onTestFinished(() => relay.stop());
  return { relay, heard: new Heard(relay) };
}

async function session(url = database.applicationUrl): Promise<pg.Client> {
  const client = new pg.Client(url);
  // One of these databases is killed.
  client.on("error", () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

const tell = (client: pg.Client, name: string) =>
  client.query(
    "insert into outbox_event (name, record_type, record_id, customer_id) values ($1, 'Customer', $2, $2)",
    [name, randomUUID()],
  );

/** Ends the connections of all relays at PostgreSQL's side; answers how many there were. */
async function cutRelays(): Promise<number> {
  const cut = await database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dossier relay' and datname = current_database()",
  );
  return cut.length;
}

describe("T60 what is committed is told", () => {
  test("to every server, in one order, also when it was committed after what was begun later", async () => {
    const one = await startRelay();
    const other = await startRelay();
    const [slow, quick] = [await session(), await session()];
    await slow.query("begin");
    await tell(slow, "BEGUN_FIRST");
    await tell(quick, "COMMITTED_FIRST");
    await one.heard.until(1);
    await slow.query("commit");
    for (const { heard } of [one, other]) {
      await heard.until(2);
      expect(heard.names).toEqual(["COMMITTED_FIRST", "BEGUN_FIRST"]);
    }
    expect(one.heard.events).toEqual(other.heard.events);
  });

  test("and never when it was rolled back", async () => {
    const { heard } = await startRelay();
    const client = await session();
    await client.query("begin");
    await tell(client, "ROLLED_BACK");
    await client.query("rollback");
    await tell(client, "AFTERWARDS");
    await heard.until(1);
    expect(heard.names).toEqual(["AFTERWARDS"]);
  });

  test("however much there is at once, each event once and in its place", async () => {
    const { heard } = await startRelay();
    const client = await session();
    await client.query(
      "insert into outbox_event (name, record_type, record_id, customer_id) select 'MANY_' || number, 'Customer', gen_random_uuid(), gen_random_uuid() from generate_series(1, 2500) as number",
    );
    await heard.until(2500);
    expect(heard.names).toEqual(Array.from({ length: 2500 }, (_, index) => `MANY_${String(index + 1)}`));
    const places = heard.events.map(({ sequence }) => BigInt(sequence));
    expect(places).toEqual([...new Set(places)].toSorted((one, two) => (one < two ? -1 : 1)));
  });

  test("only to whom it is news: a server that starts hears what is committed from then on", async () => {
    const first = await startRelay();
    const client = await session();
    await tell(client, "BEFORE");
    await first.heard.until(1);
    const { heard } = await startRelay();
    await tell(client, "SINCE");
    await heard.until(1);
    expect(heard.names).toEqual(["SINCE"]);
  });

  test("and forgotten when it is more than an hour old", async () => {
    const client = await session();
    await tell(client, "OLD");
    await database.query(
      "update outbox_event set sequence = nextval('outbox_event_order'), at = now() - interval '61 minutes'",
    );
    const { heard } = await startRelay();
    await tell(client, "NEW");
    await heard.until(1);
    await expect.poll(() => database.query("select name from outbox_event")).toEqual([{ name: "NEW" }]);
  });
});

describe("T60 a server whose connection was cut", () => {
  test("reads on from where it was: nothing is lost, nothing comes twice", async () => {
    const one = await startRelay();
    const other = await startRelay();
    const client = await session();
    for (let cut = 0; cut < 5; cut += 1) {
      for (let event = 0; event < 20; event += 1) await tell(client, `${String(cut)}.${String(event)}`);
      // Whoever was cut before may be on his way back.
      await expect.poll(cutRelays).toBeGreaterThan(0);
    }
    await tell(client, "LAST");
    for (const { heard } of [one, other]) {
      await heard.until(101);
      expect(new Set(heard.names).size).toBe(101);
      expect(heard.names.at(-1)).toBe("LAST");
      expect(heard.missed).toBe(0);
    }
  });

  test("finds the database again also at another port", async () => {
    const { postgres } = await start(await makeUsedFolder());
    const embedded = await connectDatabase({ embedded: postgres, logger });
    await migrate({ database: embedded, migrations, logger });
    const { heard } = await startRelay(embedded);
    await tell(await session(embedded.applicationUrl), "BEFORE");
    await heard.until(1);

    // Another program takes the port as soon as it is free.
    const before = portOf(postgres.applicationUrl);
    let thief: Server | undefined;
    postgres.onStateChange((state) => {
      if (state === "down") thief ??= createServer().listen({ host: "127.0.0.1", port: before });
    });
    onTestFinished(() => void thief?.close());
    const healed = stateReached(postgres, "up");
    process.kill(await postmasterOf(postgres.dataLocation), "SIGKILL");
    await healed;
    expect(portOf(embedded.applicationUrl)).not.toBe(before);
    await tell(await session(embedded.applicationUrl), "AFTERWARDS");
    await heard.until(2);
    expect(heard.names).toEqual(["BEFORE", "AFTERWARDS"]);
  });

  test("says so when what it knew belongs to another history", async () => {
    const { heard } = await startRelay();
    const client = await session();
    await tell(client, "BEFORE");
    await heard.until(1);
    await database.query("truncate outbox_event");
    await database.query("select setval('outbox_event_order', 1, false)");
    await expect.poll(cutRelays).toBe(1);
    await expect.poll(() => heard.missed).toBe(1);
    await tell(client, "AFTERWARDS");
    await heard.until(2);
  });
});
