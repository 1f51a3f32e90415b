import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requireTrusted, TrustedDocuments } from "../../../server/src/http/trusted-documents.ts";
import type { RequestContext } from "../../../server/src/platform/request.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { Subscriber } from "../live/subscriber.ts";

const CHANNELS = "query Channels($skip: Boolean = false) { channels { name @skip(if: $skip) id } }";
const FOLLOW = "subscription Follow { archiveChanged { name } }";
const documents = new Map([
  ["sha256:channels", CHANNELS],
  ["sha256:follow", FOLLOW],
]);

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer({ documents });
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

async function ask(body: object) {
  const answer = await agent.request("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await answer.json()) as {
    data?: { channels: object[] };
    errors?: { extensions: { code: string } }[];
  };
  return { status: answer.status, data, code: errors?.[0]?.extensions.code };
}

describe("T09 a page sends its documents by their ids", () => {
  test("and is answered as by the documents themselves, with variables", async () => {
    const full = await ask({ query: CHANNELS });
    expect(await ask({ documentId: "sha256:channels" })).toEqual(full);
    expect(await ask({ extensions: { documentId: "sha256:channels" }, operationName: "Channels" })).toEqual(
      full,
    );
    const less = await ask({ documentId: "sha256:channels", variables: { skip: true } });
    expect(less.data?.channels[0]).not.toHaveProperty("name");
  });

  test.each(["sha256:unknown", "", 5, {}, ["sha256:channels"], "__proto__", "constructor"])(
    "an unknown id %j is 400, and is not learned with the document beside it",
    async (documentId) => {
      for (let time = 0; time < 2; time += 1)
        expect(await ask({ documentId, query: CHANNELS })).toMatchObject({
          status: 400,
          code: "DOCUMENT_UNKNOWN",
        });
    },
  );

  test("and teaches the server none: a hash sent with its document is not known afterwards", async () => {
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash("sha256").update(CHANNELS).digest("hex") },
    };
    await ask({ query: CHANNELS, extensions });
    expect(await ask({ extensions })).toMatchObject({
      data: undefined,
      code: "PERSISTED_QUERY_NOT_SUPPORTED",
    });
  });

  test("by the socket too", async () => {
    const subscriber = await Subscriber.as(agent);
    subscriber.send({
      type: "subscribe",
      id: "1",
      payload: { query: "", extensions: { documentId: "sha256:follow" } },
    });
    subscriber.send({
      type: "subscribe",
      id: "2",
      payload: { query: "", extensions: { documentId: "sha256:none" } },
    });
    await subscriber.until(() => subscriber.messages.some(({ id }) => id === "2"));
    expect(subscriber.messages.filter(({ type }) => type === "error").map(({ id }) => id)).toEqual(["2"]);
    subscriber.close();
  });
});

test("T09 whoever may not explore the graph sends the console's documents and no others; programs write their own", () => {
  const person = { assurance: "FULL", permissions: new Set(["customer:list"]), keyId: null };
  const asked = (actor: object | null) => () => requireTrusted({ actor } as RequestContext);
  expect(asked(person)).toThrow(expect.objectContaining({ extensions: { code: "FORBIDDEN" } }));
  expect(asked({ ...person, permissions: new Set(["graph:explore"]) })).not.toThrow();
  expect(asked({ ...person, keyId: "k" })).not.toThrow();
  expect(asked(null)).not.toThrow();
});

test("T09 a server without a console's build has no documents", () => {
  expect(new TrustedDocuments(new Map()).size).toBe(0);
});
