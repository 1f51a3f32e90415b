import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { createKey } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const execute = promisify(execFile);

let server: TestServer;
let administrator: Client;
let folder: string;
let key: string;
beforeAll(async () => {
  [server, folder] = await Promise.all([startTestServer(), copyOfExample()]);
  administrator = await server.as("ADMINISTRATOR");
  key = (await createKey(administrator, { name: "示例商城", role: "AGENT" })).secret;
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The example as an integrator has it: its own files, its packages and the published schema; no types made yet. */
async function copyOfExample(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "dossier-example-"));
  const original = join(root, "schema", "example");
  await mkdir(join(copy, "example", "src"), { recursive: true });
  await cp(join(root, "schema", "schema.graphql"), join(copy, "schema.graphql"));
  for (const name of ["package.json", "tsconfig.json", "codegen.ts"])
    await cp(join(original, name), join(copy, "example", name));
  await cp(join(original, "src"), join(copy, "example", "src"), {
    recursive: true,
    filter: (path) => !path.endsWith("gql"),
  });
  await symlink(join(original, "node_modules"), join(copy, "example", "node_modules"), "junction");
  return copy;
}

const running = new Set<ChildProcess>();

interface RunningExample {
  said(words: string): Promise<void>;
  /** The exit code and everything it said. */
  ended(): Promise<{ code: number | null; output: string }>;
}

function runExample(settings: Record<string, string>): RunningExample {
  const child = spawn(process.execPath, ["--no-warnings", "src/main.ts"], {
    cwd: join(folder, "example"),
    env: { PATH: process.env["PATH"], ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const closed = once(child, "close").then(() => {
    running.delete(child);
    return { code: child.exitCode, output };
  });
  return {
    async said(words) {
      while (!output.includes(words)) {
        const first = await Promise.race([once(child.stdout, "data"), closed]);
        if (!Array.isArray(first) && !output.includes(words))
          throw new Error(`It ended without saying ${words}:\n${output}`);
      }
    },
    ended: () => closed,
  };
}

/** What a member of staff does with a complaint, from its filing to its end. */
const STEPS = [
  { status: "ACKNOWLEDGED", acknowledgedThrough: "PHONE" },
  { status: "ANALYSED", cause: "快递员错放到隔壁单元。" },
  { status: "RESOLVED", solution: "找回包裹，重新派送。" },
  { status: "FOLLOWED_UP", reaction: "客户已收到，表示满意。", satisfaction: "SATISFIED" },
  { status: "CLOSED" },
];

async function moveOn(number: string, step: object): Promise<void> {
  const { complaint } = await administrator.query<{ complaint: { id: string; version: number } }>(
    "query ($number: String) { complaint(number: $number) { id version } }",
    { number },
  );
  const answer = await administrator.query(
    "mutation ($input: ChangeComplaintStatusInput!) { changeComplaintStatus(input: $input) { errors { code message } } }",
    { input: { complaintId: complaint.id, expectedVersion: complaint.version, ...step } },
  );
  expect(answer).toEqual({ changeComplaintStatus: { errors: [] } });
}

async function onlyComplaint(): Promise<string> {
  const { complaints } = await administrator.query<{ complaints: { nodes: { number: string }[] } }>(
    "{ complaints(first: 2) { nodes { number } } }",
  );
  expect(complaints.nodes).toHaveLength(1);
  return complaints.nodes[0]?.number ?? "";
}

async function passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { authorization = "", "content-type": type = "" } = request.headers;
  const headers = { authorization, "content-type": type, "accept-language": "en" };
  const body = await buffer(request);
  const answer = await fetch(`${server.address}/graphql`, { method: "POST", headers, body });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
}

/** Stands before the server and first asks for patience, as a busy one and as one whose database is away. */
async function impatientServer(): Promise<{ url: string; close: () => unknown }> {
  const refusals = [
    { status: 429, code: "RATE_LIMITED" },
    { status: 503, code: "UNAVAILABLE" },
  ];
  const proxy = createServer((request, response) => {
    const refusal = refusals.shift();
    if (refusal) {
      response.writeHead(refusal.status, { "content-type": "application/json", "retry-after": "1" });
      response.end(JSON.stringify({ errors: [{ message: "not now", extensions: { code: refusal.code } }] }));
      return;
    }
    void passOn(request, response);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => proxy.close() };
}

async function countOf(table: string): Promise<number> {
  const [row] = await server.database.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(row?.count);
}

describe("DOS-3.6 the example for integrators", () => {
  test("makes its types from the published schema alone, and the compiler accepts it", async () => {
    const cwd = join(folder, "example");
    const shell = process.platform === "win32";
    const codegen = join(root, "schema", "example", "node_modules", ".bin", "graphql-codegen");
    await execute(codegen, ["--config", "codegen.ts", "--silent"], { cwd, shell });
    const compiled = await execute(join(root, "node_modules", ".bin", "tsc"), ["--noEmit"], { cwd, shell });
    expect(compiled).toEqual({ stdout: "", stderr: "" });
  });

  test("makes a customer and one complaint, reads the pages, and follows the complaint to its end", async () => {
    const example = runExample({ DOSSIER_URL: server.address, DOSSIER_API_KEY: key });
    await example.said("is RECEIVED");
    const number = await onlyComplaint();
    for (const step of STEPS) await moveOn(number, step);
    const { code, output } = await example.ended();
    expect(output).toContain("Signed in as 示例商城");
    expect(output).toContain("Made customer KH-000001 周晓岚.");
    expect(output).toContain(`Filed complaint ${number}; sent twice, it is ${number} both times.`);
    expect(output).toContain("Page 1: 1 customers, 1 with an open complaint.");
    expect(output).toMatch(/COMPLAINT_STATUS_CHANGED by 管理员; now CLOSED\.\nDone\.\n$/);
    expect(output).not.toContain(key);
    expect(code).toBe(0);
  });

  test("run again finds the same customer and the same complaint", async () => {
    const { code, output } = await runExample({
      DOSSIER_URL: server.address,
      DOSSIER_API_KEY: key,
    }).ended();
    expect(output).toContain("Found customer KH-000001 周晓岚.");
    expect(output).toContain(`${await onlyComplaint()} is CLOSED`);
    expect(code).toBe(0);
    expect([await countOf("customer"), await countOf("complaint")]).toEqual([1, 1]);
  });

  test("ends, and says why, when its key is revoked while it follows", async () => {
    const { id, secret } = await createKey(administrator, { name: "将被吊销" });
    // Idempotency keys are each key's own, so this one files a complaint of its own.
    const settings = { DOSSIER_URL: server.address, DOSSIER_API_KEY: secret };
    const example = runExample(settings);
    await example.said("is RECEIVED");
    await administrator.query(
      "mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { errors { code } } }",
      { input: { apiKeyId: id } },
    );
    const { code, output } = await example.ended();
    expect(output).toMatch(/Dossier closed the connection: .*\(4401\)/);
    expect(code).toBe(1);
  });

  test("says in plain words when its key is missing, wrong, or may not do this", async () => {
    const without = await runExample({}).ended();
    expect(without.output).toContain("Set DOSSIER_API_KEY");
    const wrong = await runExample({ DOSSIER_URL: server.address, DOSSIER_API_KEY: "wrong" }).ended();
    expect(wrong.output).toContain("This API key is not right");
    const { secret } = await createKey(administrator, { role: "VIEWER" });
    const lesser = await runExample({ DOSSIER_URL: server.address, DOSSIER_API_KEY: secret }).ended();
    expect(lesser.output).toContain("(FORBIDDEN, request ");
    expect([without.code, wrong.code, lesser.code]).toEqual([1, 1, 1]);
  });

  test("waits as long as it is asked to, then goes on", async () => {
    const { secret } = await createKey(administrator, { name: "耐心", role: "VIEWER" });
    const { url, close } = await impatientServer();
    const { output } = await runExample({ DOSSIER_URL: url, DOSSIER_API_KEY: secret }).ended();
    close();
    expect(output.match(/not now; trying again in 1 s\./g)).toHaveLength(2);
    expect(output).toContain("Signed in as 耐心");
  });
});
