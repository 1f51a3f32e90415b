import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildDossierSchema } from "../../../server/src/schema.ts";
import type { Client } from "../../support/client.ts";
import { samplePhotograph } from "../../support/photographs/sample-photographs.ts";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { Grammar, type Asked } from "./grammar.ts";
import { bodyOf, hostileString, hostileValue } from "./hostile.ts";
import { Random } from "./random.ts";
import { brokenFrames, brokenRequest, mutant, sendBytes, upgradeRequest } from "./wire.ts";

/** FUZZ_SEED has a run again, FUZZ_INPUTS makes it longer. */
const SEED = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
const INPUTS = Number(process.env["FUZZ_INPUTS"] ?? 20_000);
const SHARE = { documents: 0.3, variables: 0.18, bytes: 0.32, frames: 0.16, uploads: 0.04 };
const AT_ONCE = 16;
/** Longer than this nothing may take; what did is asked once more by itself, since the machine may be busy. */
const LONGEST = 2000;
/** No answer by then is none. */
const HANGS = 30_000;
/** Words of the inside, which no input holds. */
const INSIDE =
  /node_modules|\.[jt]s:\d+|\bat .+:\d+:\d+\)|relation "|syntax error at or near|pg_catalog|MikroORM|[Kk]ysely|ECONN|\/tmp\//;
const CANARY = "13900009876";

let server: TestServer;
let agent: Client;
let program: Program;
const failures: string[] = [];
const slow: { readonly name: string; readonly send: () => Promise<Heard> }[] = [];
/** A line that was kept open may be closed just when it is used again: what met that is asked once more. */
const cutOff: typeof slow = [];
let count = 0;
let slowest = 0;

beforeAll(async () => {
  server = await startTestServer();
  const administrator = await server.as("ADMINISTRATOR");
  agent = await server.as("AGENT");
  program = new Program(server.address, (await createKey(administrator)).secret);
  await agent.query(
    "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { errors { code } } }",
    { input: { name: "金丝雀", phone: CANARY } },
  );
});
afterAll(() => server.stop());

interface Heard {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
  readonly milliseconds: number;
}

/** Why an answer is none that may be given; null when it is right. */
function wrongWith({ status, retryAfter, text }: Heard): string | null {
  if (status >= 500 && !(status === 503 && Number(retryAfter) > 0)) return `status ${status}`;
  if (INSIDE.test(text)) return "a word of the inside";
  if (text.includes(CANARY)) return "a personal value";
  if (status < 400) return null;
  try {
    return Array.isArray((JSON.parse(text) as { errors?: unknown }).errors) ? null : "no errors in the JSON";
  } catch {
    return "no JSON";
  }
}

async function hear(sender: Pick<Client, "request">, path: string, init: RequestInit): Promise<Heard> {
  const begun = performance.now();
  const answer = await sender.request(path, { method: "POST", signal: AbortSignal.timeout(HANGS), ...init });
  const text = await answer.text();
  const milliseconds = performance.now() - begun;
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), text, milliseconds };
}

/** Sends an input and looks at what comes back. */
async function probe(name: string, send: () => Promise<Heard>): Promise<void> {
  count += 1;
  try {
    const heard = await send();
    slowest = Math.max(slowest, heard.milliseconds);
    if (heard.milliseconds > LONGEST) slow.push({ name, send });
    const wrong = wrongWith(heard);
    if (wrong) failures.push(`${wrong}: ${name.slice(0, 1500)} → ${heard.text.slice(0, 300)}`);
  } catch (error) {
    if (isLineClosed(error)) cutOff.push({ name, send });
    else failures.push(`${String(error)}: ${name.slice(0, 1500)}`);
  }
}

function isLineClosed(error: unknown): boolean {
  const cause = error instanceof TypeError ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE";
}

/** Some at once, until all have been sent. */
async function each(share: number, make: (index: number) => Promise<void>, atOnce = AT_ONCE): Promise<void> {
  const total = Math.round(INPUTS * share);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < total && failures.length < 20) await make(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** By itself an input must not keep this process busy for long; beside others, on a busy machine, it may wait. */
async function expectNoFailure(): Promise<void> {
  for (const { name, send } of cutOff.splice(0)) {
    const wrong = await send().then(wrongWith, String);
    if (wrong) failures.push(`${wrong}, as before: ${name.slice(0, 1500)}`);
  }
  for (const { name, send } of slow.splice(0)) {
    const before = process.cpuUsage();
    await send();
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > LONGEST)
      failures.push(`${(user + system) / 1000} ms: ${name.slice(0, 1500)}`);
  }
  expect(failures, `FUZZ_SEED=${SEED}`).toEqual([]);
}

const json = { "content-type": "application/json" };
const askGraph = (sender: Pick<Client, "request">, asked: Asked) => {
  const body = bodyOf(asked);
  return probe(body, () => hear(sender, "/graphql", { headers: json, body }));
};

async function rowsOfOthers(): Promise<unknown> {
  return server.database.query(
    `select (select count(*) from staff_member) as staff, (select count(*) from team) as teams, (select count(*) from api_key) as keys,
       (select count(*) from auth.account) as accounts, (select count(*) from channel) as channels, (select count(*) from schema_migration) as migrations`,
  );
}

test("T10 T04 T06 malformed inputs end in no fault, no hang and no word of the inside", async () => {
  const began = process.cpuUsage();
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on("unhandledRejection", note);
  const random = new Random(SEED);
  const grammar = new Grammar(buildDossierSchema(), random);
  const before = await rowsOfOthers();
  const senders = [agent, program, agent, program, server.visitor()];

  const found = JSON.parse(readFileSync(new URL("regressions.json", import.meta.url), "utf8")) as Asked[];
  for (const asked of found) await askGraph(agent, asked);
  await expectNoFailure();

  await each(SHARE.documents, () => askGraph(random.pick(senders), grammar.broken()));
  await expectNoFailure();
  await each(SHARE.variables, () => askGraph(random.pick(senders), grammar.withHostileVariables()));
  await expectNoFailure();

  await each(SHARE.bytes, async () => {
    const bytes = brokenRequest(random);
    await probe(bytes.toString("latin1"), async () => {
      const { text, milliseconds, isClosed } = await sendBytes(server.address, bytes);
      if (!isClosed) throw new Error("the line stayed open");
      const [head = "", ...body] = text.split("\r\n\r\n");
      // A line that is closed without a word is an answer too, and of several answers the first one counts.
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0);
      const retryAfter = /retry-after: (\d+)/i.exec(head)?.[1] ?? null;
      const isOfUs = /content-type: application\/json/i.test(head) && !/transfer-encoding/i.test(head);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      const first = Buffer.from(body.join("\r\n\r\n"), "latin1").subarray(0, length).toString();
      return {
        status: isOfUs || status >= 500 ? status : 0,
        retryAfter,
        text: isOfUs ? first : text,
        milliseconds,
      };
    });
  });
  await expectNoFailure();

  const cookie = agent
    .heldCookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const upgrade = upgradeRequest(server.address, { cookie, origin: server.address });
  await each(
    SHARE.frames,
    async () => {
      const frames = brokenFrames(
        random,
        () => (random.chance(0.5) ? hostileString(random) : hostileValue(random)),
        () => grammar.broken().query,
      );
      await probe(frames.toString("latin1"), async () => {
        // It says that it lives, or closes, at the latest when the sender does.
        const until = /"type":"pong","payload":\{"last":true/;
        const { text, milliseconds, isClosed, wasReset } = await sendBytes(
          server.address,
          Buffer.concat([upgrade, frames]),
          { until, hangUp: false },
        );
        if (!isClosed) throw new Error("the socket neither answers nor closes");
        // A line that is cut while frames are on their way may take with it what was said before.
        const status = text.startsWith("HTTP/1.1 101") ? 200 : wasReset && text === "" ? 0 : 500;
        return { status, retryAfter: null, text, milliseconds };
      });
    },
    6,
  );
  await expectNoFailure();

  const sheet = readFileSync(new URL("../../support/spreadsheets/客户档案表.xlsx", import.meta.url));
  const table = Buffer.from("姓名,客户ID,联系方式\n王小明,wang,13800001234\n".repeat(20));
  const photographs = ["lossless.webp", "screenshot.png", "progressive.jpg"].map((name) =>
    samplePhotograph(name as never),
  );
  await each(SHARE.uploads, async (index) => {
    // A spreadsheet is read by a thread of its own, which takes far longer to begin than a photograph to be looked at.
    const isSheet = index % 32 === 0;
    const body = mutant(isSheet ? random.pick([sheet, table]) : random.pick(photographs), random);
    const name = encodeURIComponent(hostileString(random).slice(0, 100).toWellFormed());
    const path = isSheet ? `/files/imports?name=${name}.xlsx` : `/files/complaint-photographs?name=${name}`;
    const headers = { "content-type": "application/octet-stream" };
    const sender = random.pick([agent, program]);
    await probe(`${path} ${body.length} bytes`, () => hear(sender, path, { headers, body }));
  });
  await expectNoFailure();

  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
  expect(await rowsOfOthers()).toEqual(before);
  expect((await server.visitor().request("/readyz")).status).toBe(200);
  expect((await agent.send("{ channels { name } }")).errors).toEqual([]);
  const { user, system } = process.cpuUsage(began);
  console.log(
    `${count} malformed inputs, FUZZ_SEED=${SEED}, ${Math.round((user + system) / 1e6)} s of processor time, the slowest answered in ${Math.round(slowest)} ms`,
  );
  expect(count).toBeGreaterThanOrEqual(INPUTS);
}, 3_600_000);
