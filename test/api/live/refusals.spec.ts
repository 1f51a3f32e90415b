import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { cookieOf, openUnread, Subscriber } from "./subscriber.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

const FOLLOW = "subscription { archiveChanged { sequence name recordId customerId } }";

async function write(client: Client, name: string): Promise<void> {
  await client.query(
    "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }",
    { input: { name } },
  );
}

/** A person of whom no other test has a socket. */
async function someoneNew(role: "AGENT" | "VIEWER" = "AGENT"): Promise<{ client: Client; email: string }> {
  const { email, password } = await server.addPerson(role);
  const client = server.visitor();
  await client.signIn(email, password);
  return { client, email };
}

describe("T59 the socket", () => {
  test("is for whoever is signed in", async () => {
    const stranger = new Subscriber(server.address);
    await stranger.begin();
    expect(await stranger.end()).toEqual({ code: 4401, reason: "Sign in first" });
    expect(stranger.has("connection_ack")).toBe(false);

    const guesser = new Subscriber(server.address);
    await guesser.begin({ authorization: "Bearer dsk_nonsense" });
    expect((await guesser.end()).code).toBe(4401);
  });

  test("takes nothing before it knows who asks", async () => {
    const hasty = new Subscriber(server.address, { cookie: cookieOf(agent), origin: server.address });
    await hasty.opened();
    hasty.send({ type: "subscribe", id: "1", payload: { query: FOLLOW } });
    expect((await hasty.end()).code).toBe(4401);
  });

  test("is closed when it does not say who asks", async () => {
    const silent = new Subscriber(server.address, { cookie: cookieOf(agent), origin: server.address });
    expect((await silent.end()).code).toBe(4408);
  });

  test("T36 does not open for the page of another site, though the browser brings the cookie", async () => {
    const page = new Subscriber(server.address, { cookie: cookieOf(agent), origin: "https://evil.example" });
    await page.opened();
    expect(page.socket.readyState).not.toBe(WebSocket.OPEN);
    expect(page.messages).toEqual([]);
  });

  test("opens at its one address, in its one protocol", async () => {
    const old = new Subscriber(server.address, { cookie: cookieOf(agent) }, "graphql-ws");
    await old.opened();
    expect(old.socket.readyState).not.toBe(WebSocket.OPEN);
    const headers = { connection: "upgrade", upgrade: "websocket" };
    const elsewhere = await fetch(`${server.address}/healthz`, { headers }).catch(() => null);
    expect(elsewhere === null || elsewhere.status === 200).toBe(true);
  });

  test("carries no queries and no mutations, and says where they go", async () => {
    const subscriber = await Subscriber.as(agent);
    await subscriber.subscribe("{ me { staff { email } } }", { id: "query" });
    await subscriber.subscribe('mutation { createCustomer(input: { name: "不该有" }) { customer { id } } }', {
      id: "mutation",
    });
    for (const id of ["query", "mutation"]) {
      const [error] = subscriber.errors(id);
      expect(error).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
      expect(error?.message).toContain("POST");
      expect(subscriber.answers(id)).toEqual([]);
    }
    expect(await server.database.query("select from customer where name = '不该有'")).toEqual([]);
    const posted = await agent.send(FOLLOW);
    expect(posted.status).toBe(400);
    expect(posted.data).toBeNull();
    subscriber.close();
  });

  test("holds documents to the same limits as a request", async () => {
    const subscriber = await Subscriber.as(agent);
    const actor = (count: number) =>
      Array.from({ length: count }, (_, index) => `a${String(index)}: actor { id }`).join(" ");
    const deep = `${"customer { complaints { nodes { ".repeat(6)} id ${"} } }".repeat(6)}`;
    const documents = {
      syntax: "subscription { archiveChanged {",
      unknown: "subscription { archiveChanged { sequense } }",
      tokens: `subscription { archiveChanged { ${"name ".repeat(3100)} } }`,
      aliases: `subscription { archiveChanged { ${actor(40)} } }`,
      depth: `subscription { archiveChanged { complaint { ${deep} } } }`,
      fields: `subscription { ...F0 } ${Array.from({ length: 16 }, (_, index) => `fragment F${String(index)} on Subscription { ...F${String(index + 1)} ...F${String(index + 1)} }`).join(" ")} fragment F16 on Subscription { archiveChanged { name } }`,
      two: "subscription { archiveChanged { name } again: archiveChanged { name } }",
      introspection: "subscription { __schema { types { name } } }",
      hidden:
        "subscription ($on: Boolean!) { archiveChanged { name } ... @include(if: $on) { __schema { types { name } } } }",
    };
    for (const [id, query] of Object.entries(documents)) {
      await subscriber.subscribe(query, { id });
      expect(
        subscriber.errors(id).map(({ extensions }) => extensions.code),
        id,
      ).toContain(id === "syntax" || id === "tokens" ? "GRAPHQL_PARSE_FAILED" : "GRAPHQL_VALIDATION_FAILED");
    }
    expect(JSON.stringify(subscriber.messages)).not.toContain("Did you mean");
    subscriber.close();
  });

  test("refuses an id that is none", async () => {
    const subscriber = await Subscriber.as(agent);
    await subscriber.subscribe('subscription { archiveChanged(recordId: "nothing") { name } }');
    await subscriber.until(() => subscriber.answers().length === 1);
    expect(subscriber.answers()[0]?.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    subscriber.close();
  });

  test("is cut when a message is too long or no message at all", async () => {
    const long = await Subscriber.as(agent);
    long.send({ type: "subscribe", id: "1", payload: { query: `${FOLLOW} #${"-".repeat(100_000)}` } });
    expect((await long.end()).code).toBe(1009);
    const broken = await Subscriber.as(agent);
    broken.socket.send("hello");
    expect((await broken.end()).code).toBe(4400);
    const reversed = await Subscriber.as(agent);
    reversed.send({ type: "next", id: "1", payload: {} });
    expect((await reversed.end()).code).toBe(4400);
  });

  test("carries fifty subscriptions; the fifty-first is refused and the others go on", async () => {
    const { client } = await someoneNew();
    const subscriber = await Subscriber.as(client);
    for (let number = 1; number <= 51; number += 1)
      await subscriber.subscribe(FOLLOW, { id: String(number) });
    expect(subscriber.errors("50")).toEqual([]);
    expect(subscriber.errors("51")).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
    await write(client, "五十一");
    await subscriber.until(() => subscriber.messages.filter(({ type }) => type === "next").length === 50);
    // One that ended makes room.
    subscriber.send({ type: "complete", id: "7" });
    await subscriber.subscribe(FOLLOW, { id: "again" });
    expect(subscriber.errors("again")).toEqual([]);
    subscriber.close();
  });

  test("is one of ten that a person may hold; the eleventh is closed and the others go on", async () => {
    const { client } = await someoneNew();
    const ten: Subscriber[] = [];
    for (let number = 0; number < 10; number += 1) ten.push(await Subscriber.toEverything(client));
    const eleventh = new Subscriber(server.address, { cookie: cookieOf(client) });
    await eleventh.begin();
    expect((await eleventh.end()).code).toBe(4430);
    await write(client, "十一");
    for (const subscriber of ten) await subscriber.until(() => subscriber.events.length === 1);
    // Somebody else is not hindered, and one that was closed makes room.
    await Subscriber.toEverything(agent);
    ten[0]?.close();
    await ten[0]?.end();
    const another = await Subscriber.toEverything(client);
    expect(another.has("connection_ack")).toBe(true);
    for (const subscriber of [...ten, another]) subscriber.close();
  });
});

describe("T18 each socket acts for its own person", () => {
  test("also behind a proxy that sends the same Authorization for everybody", async () => {
    const behindProxy = async ({ client }: { client: Client }) => {
      const subscriber = new Subscriber(server.address, {
        cookie: cookieOf(client),
        authorization: "Basic c2hvcDpzaG9w",
      });
      await subscriber.begin();
      await subscriber.subscribe(FOLLOW);
      return subscriber;
    };
    const first = await someoneNew();
    const leaving = await behindProxy(first);
    const staying = await behindProxy(await someoneNew("VIEWER"));
    await first.client.signOut();
    expect((await leaving.end()).code).toBe(4401);
    await write(agent, "代理后面");
    await staying.until(() => staying.closed !== null || staying.events.length === 1);
    expect(staying.closed).toBeNull();
    staying.close();
  });
});

describe("T59 a subscriber", () => {
  /** Much at once, as nothing but a test does it. */
  const tellMuch = (count: number) =>
    server.database.query(
      `insert into outbox_event (name, record_type, record_id, customer_id)
       select 'CUSTOMER_EDITED', 'Customer', gen_random_uuid(), gen_random_uuid() from generate_series(1, $1)`,
      [count],
    );

  test("who reads gets everything, however much it is", async () => {
    const { client } = await someoneNew();
    const subscriber = await Subscriber.toEverything(client);
    await tellMuch(5000);
    await subscriber.until(() => subscriber.events.length === 5000);
    expect(new Set(subscriber.events.map(({ recordId }) => recordId)).size).toBe(5000);
    expect(subscriber.closed).toBeNull();
    subscriber.close();
  });

  test("who reads nothing is cut off, and nobody else waits for him", async () => {
    const { client } = await someoneNew();
    const lazy = await openUnread(server.address, cookieOf(client));
    const subscriber = await Subscriber.toEverything(agent);
    let told = 0;
    // The operating system keeps a few megabytes for him before the server has to.
    while (!lazy.isCut()) {
      await tellMuch(1500);
      told += 1500;
      await subscriber.until(() => subscriber.events.length === told);
    }
    expect(subscriber.closed).toBeNull();
    lazy.socket.destroy();
    subscriber.close();
  });
});

describe("T19 an open socket is closed", () => {
  const administrator = () => server.as("ADMINISTRATOR");

  test("when its person is disabled", async () => {
    const { client, email } = await someoneNew();
    const subscriber = await Subscriber.toEverything(client);
    await server.database.query("update staff_member set active = false where email = $1", [email]);
    expect((await subscriber.end()).code).toBe(4401);
  });

  test("when its person signs out, and nobody else's", async () => {
    const { client } = await someoneNew();
    const subscriber = await Subscriber.toEverything(client);
    const others = await Subscriber.toEverything(agent);
    await client.signOut();
    expect((await subscriber.end()).code).toBe(4401);
    expect(others.closed).toBeNull();
    others.close();
  });

  test("when its API key is revoked; until then the key hears what a person would", async () => {
    const { createApiKey: made } = await (
      await administrator()
    ).query<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } errors { code } } }",
      { input: { name: "收听", role: "VIEWER" } },
    );
    const inHeader = new Subscriber(server.address, { authorization: `Bearer ${made.secret}` });
    await inHeader.begin();
    const inMessage = new Subscriber(server.address);
    await inMessage.begin({ authorization: `Bearer ${made.secret}` });
    for (const subscriber of [inHeader, inMessage]) await subscriber.subscribe(FOLLOW);
    await write(agent, "程序听见");
    for (const subscriber of [inHeader, inMessage])
      await subscriber.until(() => subscriber.events.length === 1);
    await (
      await administrator()
    ).query("mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { errors { code } } }", {
      input: { apiKeyId: made.apiKey.id },
    });
    for (const subscriber of [inHeader, inMessage]) expect((await subscriber.end()).code).toBe(4401);
  });
});
