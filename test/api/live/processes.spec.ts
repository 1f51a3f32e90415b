import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "../../support/client.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import {
  endServers,
  makeWorkplace,
  startServer,
  type ServerProcess,
  type Workplace,
} from "../process/server-process.ts";
import { Writers } from "../process/writers.ts";
import { cookieOf, Subscriber } from "./subscriber.ts";

// Two processes on one database, as two machines would be.
let database: TestDatabase;
let workplace: Workplace;
let neighbour: Workplace;
let holder: ServerProcess;
let other: ServerProcess;
let cookie: string;
let client: Client;
const EMAIL = "admin@dossier.local";

const settings = () => ({ DATABASE_URL: database.applicationUrl, DATABASE_OWNER_URL: database.ownerUrl });

/** Who holds the relay's lock. */
const relaysAtWork = () =>
  database.query<{ pid: number }>(
    "select pid from pg_locks join pg_database on pg_database.oid = pg_locks.database where locktype = 'advisory' and datname = current_database() and (classid::bigint << 32) | objid::bigint = 28259042962862642",
  );

beforeAll(async () => {
  database = await createTestDatabase();
  [workplace, neighbour] = [await makeWorkplace(), await makeWorkplace()];
  holder = await startServer(workplace, settings());
  // It has the lock long before it is ready; the second one comes too late for it.
  other = await startServer({ home: workplace.home, dataDir: neighbour.dataDir }, settings());
  client = new Client(holder.address);
  await client.signIn(EMAIL, holder.password ?? "");
  cookie = cookieOf(client);
});
afterAll(async () => {
  await endServers();
  await database.drop();
  await workplace.remove();
  await neighbour.remove();
});

/** Whoever is signed in at one of them is at the other. */
const subscribeAt = (server: ServerProcess) => Subscriber.toEverything(client, server.address);

async function createAt({ address }: ServerProcess, name: string): Promise<string> {
  const elsewhere = new Client(address);
  const answer = await elsewhere.send<{ createCustomer: { customer: { id: string } } }>(
    "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }",
    { input: { name } },
    { cookie },
  );
  return answer.data?.createCustomer.customer.id ?? "";
}

const idsOf = ({ events }: Subscriber) => events.map(({ recordId }) => recordId);

/** Every customer on file, whoever wrote it and whether its answer arrived or not. */
async function everyCustomer(): Promise<string[]> {
  const rows = await database.query<{ id: string }>("select 'Customer_' || id as id from customer");
  return rows.map(({ id }) => id);
}

describe("DOS-3.4 two server processes on one database", () => {
  test("a change through either arrives at the subscribers of both, in the same order", async () => {
    const subscribers = [await subscribeAt(holder), await subscribeAt(other)];
    const ids = [await createAt(holder, "甲"), await createAt(other, "乙"), await createAt(holder, "丙")];
    for (const subscriber of subscribers) {
      await subscriber.until(() => subscriber.events.length === 3);
      expect(idsOf(subscriber)).toEqual(ids);
      subscriber.close();
    }
  });

  test("T60 the relay's holder is killed under load: the other goes on, nothing is lost, nothing comes twice", async () => {
    const earlier = new Set(await everyCustomer());
    const subscriber = await subscribeAt(other);
    const doomed = { address: holder.address, cookie };
    const writers = [new Writers(doomed, 4), new Writers({ address: other.address, cookie }, 4)];
    for (const each of writers) await each.acknowledge(60);
    const before = await relaysAtWork();
    expect(before).toHaveLength(1);
    await holder.kill();
    doomed.address = other.address;
    for (const each of writers) await each.acknowledge(60);
    for (const each of writers) await each.stop();

    const acknowledged = writers.flatMap((each) => [...each.acknowledged.values()]);
    expect(acknowledged.length).toBeGreaterThan(240);
    expect(writers.flatMap(({ wrongAnswers }) => wrongAnswers)).toEqual([]);
    const written = (await everyCustomer()).filter((id) => !earlier.has(id));
    await subscriber.until(() => subscriber.events.length >= written.length);
    expect(idsOf(subscriber).toSorted()).toEqual(written.toSorted());
    expect(written).toEqual(expect.arrayContaining(acknowledged));
    const after = await relaysAtWork();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    const places = subscriber.events.map(({ sequence }) => Number(sequence));
    expect(places).toEqual(places.toSorted((one, two) => one - two));
    subscriber.close();
  });

  test("T60 the connection over which a server hears is cut again and again under load: nothing is lost, nothing comes twice", async () => {
    const earlier = new Set(await everyCustomer());
    const subscriber = await subscribeAt(other);
    const writers = new Writers({ address: other.address, cookie }, 4);
    for (let cut = 0; cut < 5; cut += 1) {
      await writers.acknowledge(20);
      await database.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dossier relay' and datname = current_database()",
      );
    }
    await writers.acknowledge(20);
    await writers.stop();
    const written = (await everyCustomer()).filter((id) => !earlier.has(id));
    await subscriber.until(() => subscriber.events.length >= written.length);
    expect(idsOf(subscriber).toSorted()).toEqual(written.toSorted());
    expect(subscriber.closed).toBeNull();
  });

  test("a server that stops says good-bye to its sockets and is gone in time; its log is empty", async () => {
    const subscriber = await subscribeAt(other);
    expect(await other.stop("SIGTERM")).toBe(0);
    expect((await subscriber.end()).code).toBe(1001);
    expect(other.log()).toBe("");
  });
});
