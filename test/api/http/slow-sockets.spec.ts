import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { upgradeRequest } from "../fuzz/wire.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

async function open(first: string | Uint8Array): Promise<Socket> {
  const { hostname, port } = new URL(server.address);
  const line = connect(Number(port), hostname);
  line.on("error", () => undefined);
  await once(line, "connect");
  line.write(first);
  return line;
}

const answered = async (line: Socket): Promise<string> => {
  const [data] = (await once(line, "data")) as [Buffer];
  return data.toString("latin1").split("\r\n")[0] ?? "";
};

test("T58 five hundred who send their headers drop by drop keep nobody waiting, and are cut off", async () => {
  const slow = await Promise.all(
    Array.from({ length: 500 }, () => open("POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-slow: ")),
  );
  // A line that a browser opened ahead hears nothing: it would take it for the answer to what it asks just then.
  const unused = await open("");
  const heard = unused.toArray();
  const cut = slow.map(async (line) => {
    line.resume();
    await once(line, "close");
  });
  for (let time = 0; time < 5; time += 1)
    expect((await agent.send("{ channels { name } }")).errors).toEqual([]);
  await Promise.all(cut);
  expect(await heard).toEqual([]);
});

test("T59 of sockets that do not say who asks two hundred may stay, the next hears 503, and others work on", async () => {
  const upgrade = upgradeRequest(server.address, { origin: server.address });
  const silent = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const line = await open(upgrade);
      expect(await answered(line)).toBe("HTTP/1.1 101 Switching Protocols");
      return line;
    }),
  );
  const next = await open(upgrade);
  expect(await answered(next)).toBe("HTTP/1.1 503 Service Unavailable");
  expect((await agent.send("{ channels { name } }")).errors).toEqual([]);
  await Promise.all(
    silent.map(async (line) => {
      line.resume();
      await once(line, "close");
    }),
  );
  const later = await open(upgrade);
  expect(await answered(later)).toBe("HTTP/1.1 101 Switching Protocols");
  later.destroy();
});
