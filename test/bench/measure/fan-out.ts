import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { cpuOfCluster } from "../archive/cpu-time.ts";
import type { Archive } from "../archive/open-archive.ts";
import { graphql, plain, type Question } from "../scenarios/scenario.ts";
import type { ServerName } from "../servers/bench-server.ts";
import type { Client } from "./load.ts";
import type { Progress } from "./reads.ts";
import type { Contestant } from "./rounds.ts";
import { Listeners } from "./sockets.ts";
import { spreadOf, type Spread } from "./statistics.ts";

/** One change a second, told to everybody who listens. Milliseconds; CPU per second, so that the idle part can be seen. */
export interface FanOut {
  server: ServerName;
  sockets: number;
  /** From the answer to whoever changed something to the last listener told; less than nothing when told before. */
  acknowledgedToTold: Spread;
  idleServer: number;
  idleDatabase: number;
  busyServer: number;
  busyDatabase: number;
}

const SOCKETS = 300;
/** A person has at most ten windows open. */
const SOCKETS_PER_KEY = 10;
const CHANGES = 15;
const IDLE_SECONDS = 5;

const NOTE = `mutation ($input: WriteNoteInput!) { writeNote(input: $input) { note { id } errors { code } } }`;

/** 300 open sockets at one server after the other, and a note a second. */
export async function measureFanOut(
  archive: Archive,
  { server, client }: Contestant,
  customerId: string,
  progress: Progress,
): Promise<FanOut> {
  progress(`${archive.size}: live fan-out, ${server.name}`);
  const listeners = new Listeners();
  try {
    if (server.name === "Dossier") await listenAtDossier(listeners, server.address, client);
    else while (listeners.count < SOCKETS) await listeners.openPlain(`${server.address}/live`);
    const cpuOver = async (work: () => Promise<void>) => {
      const before = [server.cpu(), cpuOfCluster(archive.postmaster), performance.now()] as const;
      await work();
      const seconds = (performance.now() - before[2]) / 1000;
      return [
        (server.cpu() - before[0]) / seconds,
        (cpuOfCluster(archive.postmaster) - before[1]) / seconds,
      ] as const;
    };
    await changeAndWait(listeners, client, server.name, customerId);
    const [idleServer, idleDatabase] = await cpuOver(() => delay(IDLE_SECONDS * 1000));
    const times: number[] = [];
    const [busyServer, busyDatabase] = await cpuOver(async () => {
      for (let change = 0; change < CHANGES; change += 1) {
        const second = delay(1000);
        times.push(await changeAndWait(listeners, client, server.name, customerId));
        await second;
      }
    });
    return {
      server: server.name,
      sockets: listeners.count,
      acknowledgedToTold: spreadOf(times),
      idleServer,
      idleDatabase,
      busyServer,
      busyDatabase,
    };
  } finally {
    listeners.close();
  }
}

async function changeAndWait(
  listeners: Listeners,
  client: Client,
  name: ServerName,
  customerId: string,
): Promise<number> {
  const told = listeners.toldOf("NOTE_WRITTEN");
  await client.answerTo(noteTo(name, customerId));
  const acknowledged = performance.now();
  return (await told) - acknowledged;
}

function noteTo(name: ServerName, customerId: string): Question {
  const text = "已电话联系，客户满意。";
  return name === "Dossier"
    ? graphql(NOTE, { input: { customerId: `Customer_${customerId}`, text } })
    : plain("/note", { customerId, text });
}

async function listenAtDossier(listeners: Listeners, address: string, client: Client): Promise<void> {
  while (listeners.count < SOCKETS) {
    const answer = (await client.answerTo(
      graphql(
        "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret errors { message } } }",
        { input: { name: "性能测试", role: "VIEWER" } },
      ),
    )) as { data: { createApiKey: { secret: string | null } } };
    const { secret } = answer.data.createApiKey;
    if (secret === null) throw new Error(`No key for the sockets: ${JSON.stringify(answer)}`);
    for (let socket = 0; socket < SOCKETS_PER_KEY; socket += 1)
      await listeners.openGraphql(address, `Bearer ${secret}`);
  }
}
