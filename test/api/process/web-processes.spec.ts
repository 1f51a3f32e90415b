import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "../../support/client.ts";
import { Subscriber } from "../live/subscriber.ts";
import {
  endServers,
  makeWorkplace,
  processesOn,
  refusalOf,
  startServer,
  type ServerProcess,
  type Workplace,
} from "./server-process.ts";

let workplace: Workplace;
let server: ServerProcess;
beforeAll(async () => {
  workplace = await makeWorkplace();
  server = await startServer(workplace, { WEB_CONCURRENCY: "2" });
});
afterAll(async () => {
  await endServers();
  await workplace.remove();
});

/** The web processes that a server has begun. */
function webProcesses(): number[] {
  return execFileSync("ps", ["-axwwo", "pid=,ppid=,command="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s.*web-process\.js/.exec(line))
    .flatMap((match) => (match && Number(match[2]) === server.pid ? [Number(match[1])] : []));
}

async function someone(): Promise<Client> {
  const client = new Client(server.address);
  await client.signIn("admin@dossier.local", server.password ?? "");
  return client;
}

async function fileCustomer(client: Client, name: string): Promise<string> {
  const { createCustomer } = await client.query<{ createCustomer: { customer: { id: string } } }>(
    "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }",
    { input: { name } },
  );
  return createCustomer.customer.id;
}

async function metric(client: Client, name: string): Promise<number> {
  const metrics = await (await client.request("/metrics")).text();
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(metrics)?.[1]);
}

test("DOS-4.6 two web processes answer behind one port, with one first administrator, one set of numbers and the same news", async () => {
  expect(webProcesses()).toHaveLength(2);
  expect(server.password).not.toBeNull();
  const client = await someone();
  const subscribers = await Promise.all([1, 2, 3, 4].map(() => Subscriber.toEverything(client)));
  const before = await metric(client, "dossier_database_statements_total");
  const id = await fileCustomer(client, "王小明");
  for (const subscriber of subscribers) {
    await subscriber.until(() => subscriber.events.some(({ recordId }) => recordId === id));
    subscriber.close();
  }
  // Whichever of them is asked, it tells the numbers of both.
  const after = [];
  for (let time = 0; time < 4; time += 1)
    after.push(await metric(client, "dossier_database_statements_total"));
  expect(Math.min(...after)).toBeGreaterThan(before);
});

test("DOS-4.6 a name changed by way of one process is the same in the other", async () => {
  const client = await someone();
  const { addTeam } = await client.query<{ addTeam: { team: { id: string } } }>(
    'mutation { addTeam(input: { name: "售后一组" }) { team { id } } }',
  );
  const { id } = addTeam.team;
  const names = () =>
    Promise.all(
      Array.from({ length: 8 }, async () => {
        // A connection of its own each time: they are handed to the processes in turn.
        const { teams } = await client.query<{ teams: { id: string; name: string }[] }>(
          "{ teams { id name } }",
        );
        return teams.find((team) => team.id === id)?.name;
      }),
    );
  expect(new Set(await names())).toEqual(new Set(["售后一组"]));
  await client.query(
    "mutation ($input: RenameTeamInput!) { renameTeam(input: $input) { errors { code } } }",
    { input: { teamId: id, name: "售后二组" } },
  );
  await expect.poll(async () => new Set(await names()), { interval: 5 }).toEqual(new Set(["售后二组"]));
});

test("DOS-4.6 a web process that is killed is replaced, and the other answers meanwhile", async () => {
  const client = await someone();
  const [first, second] = webProcesses();
  process.kill(first ?? 0, "SIGKILL");
  await expect.poll(() => webProcesses().filter((pid) => pid !== first && pid !== second)).toHaveLength(1);
  await fileCustomer(client, "李小红");
  expect(webProcesses()).toContain(second);
});

test("DOS-4.6 Ctrl-C ends all of them, and so does the end of the one that began them", async () => {
  expect(await server.stop("SIGINT")).toBe(0);
  expect(webProcesses()).toEqual([]);
  expect(await processesOn(workplace)).toEqual([]);
  server = await startServer(workplace, { WEB_CONCURRENCY: "2" });
  const begun = webProcesses();
  await server.kill();
  await expect.poll(() => begun.filter(isRunning), { timeout: 20_000, interval: 50 }).toEqual([]);
});

test("DOS-4.6 a number of processes that makes no sense is refused", async () => {
  const { code, words } = await refusalOf(workplace, { WEB_CONCURRENCY: "0" });
  expect(code).toBe(1);
  expect(words).toMatch(/WEB_CONCURRENCY.*from 1 to 16.*1 到 16/);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
