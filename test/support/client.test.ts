import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "./client.ts";

let server: Server;
let address: string;
const seen: IncomingMessage["headers"][] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.headers);
    const cookies: Record<string, string> = {
      "/auth/sign-in/email": "session=abc%3D; Path=/; HttpOnly",
      "/auth/sign-out": "session=; Path=/; Max-Age=0",
    };
    const cookie = cookies[request.url ?? ""];
    response.setHeader("content-type", "application/json");
    if (cookie !== undefined) response.setHeader("set-cookie", cookie);
    response.end(JSON.stringify({ errors: [{ message: "No." }] }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

test("a visitor keeps the cookies of the sign-in, sends them, and loses them at the sign-out", async () => {
  const client = new Client(address, "en");
  await client.signIn("somebody@dossier.example", "secret");
  await client.send("{ me { id } }");
  expect(seen.at(-1)).toMatchObject({ cookie: "session=abc%3D", origin: address, "accept-language": "en" });
  await client.signOut();
  await client.send("{ me { id } }");
  expect(seen.at(-1)?.cookie).toBeUndefined();
});

test("a query that is refused fails the test with the server's words", async () => {
  await expect(new Client(address).query("{ me { id } }")).rejects.toThrow(
    /GraphQL answered 200: [^]*"No\."/,
  );
});
