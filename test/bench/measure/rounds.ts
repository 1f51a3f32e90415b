import { cpuOfCluster } from "../archive/cpu-time.ts";
import type { Archive } from "../archive/open-archive.ts";
import type { Options } from "../options.ts";
import type { Question, Scenario } from "../scenarios/scenario.ts";
import type { BenchServer, ServerName } from "../servers/bench-server.ts";
import type { Client } from "./load.ts";
import { quantile, spreadOf, type Spread } from "./statistics.ts";

export interface Contestant {
  server: BenchServer;
  client: Client;
}

/** What one server did at one scenario in all rounds. Times in milliseconds, CPU per request. */
export interface Result {
  scenario: string;
  server: ServerName;
  cpuServer: Spread;
  cpuDatabase: Spread;
  cpuTotal: Spread;
  p50: Spread;
  p99: Spread;
  perSecond: Spread;
  bytes: number;
  statements: number | null;
}

/** What one server did in one turn. Times in milliseconds, CPU per request. */
export interface Turn {
  cpuServer: number;
  cpuDatabase: number;
  cpuTotal: number;
  p50: number;
  p99: number;
  perSecond: number;
  bytes: number;
}

export const WARM_UP = 3000;

/**
 * Every server at one scenario, in rounds: each round gives each a turn, so that whatever else the machine does meets
 * all of them alike.
 */
export async function playRounds(
  archive: Archive,
  scenario: Scenario,
  questions: Partial<Record<ServerName, Question[]>>,
  contestants: readonly Contestant[],
  options: Options,
): Promise<Result[]> {
  const playing = contestants.flatMap((contestant) => {
    const asked = questions[contestant.server.name];
    return asked && asked.length > 0 ? [{ ...contestant, asked, turns: [] as Turn[] }] : [];
  });
  for (const { client, asked } of playing) await client.load(asked, options.connections, WARM_UP);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const { server, client, asked, turns } of playing) {
      turns.push(await takeTurn(archive, { server, client }, asked, options));
    }
  }
  return playing.map(({ server, turns }) => {
    const of = (figure: keyof Turn) => spreadOf(turns.map((turn) => turn[figure]));
    return {
      scenario: scenario.name,
      server: server.name,
      cpuServer: of("cpuServer"),
      cpuDatabase: of("cpuDatabase"),
      cpuTotal: of("cpuTotal"),
      p50: of("p50"),
      p99: of("p99"),
      perSecond: of("perSecond"),
      bytes: Math.round(of("bytes").median),
      statements: null,
    };
  });
}

/** One server under load for as long as a turn takes. */
export async function takeTurn(
  archive: Archive,
  { server, client }: Contestant,
  asked: readonly Question[],
  options: Options,
): Promise<Turn> {
  const [serverBefore, databaseBefore] = [server.cpu(), cpuOfCluster(archive.postmaster)];
  const load = await client.load(asked, options.connections, options.secondsPerTurn * 1000);
  const cpuServer = (server.cpu() - serverBefore) / load.requests;
  const cpuDatabase = (cpuOfCluster(archive.postmaster) - databaseBefore) / load.requests;
  return {
    cpuServer,
    cpuDatabase,
    cpuTotal: cpuServer + cpuDatabase,
    p50: quantile(load.latencies, 0.5),
    p99: quantile(load.latencies, 0.99),
    perSecond: load.requests / load.seconds,
    bytes: load.bytes,
  };
}

/** Refuses to compare servers that answer different things. The peer by hand must give the very JSON of Dossier. */
export async function checkAgreement(
  scenario: Scenario,
  questions: Partial<Record<ServerName, Question[]>>,
  contestants: readonly Contestant[],
): Promise<void> {
  const answers = new Map<ServerName, unknown>();
  const places = Math.min(...Object.values(questions).map((asked) => asked.length), 5);
  for (let place = 0; place < places; place += 1) {
    for (const { server, client } of contestants) {
      const question = questions[server.name]?.[place];
      if (question) answers.set(server.name, await client.answerTo(question));
    }
    const text = (answer: unknown) => JSON.stringify(answer);
    const [dossier, byHand] = [answers.get("Dossier"), answers.get("by hand")];
    if (byHand !== undefined && text(byHand) !== text(dossier))
      throw new Error(
        `${scenario.name}: by hand differs from Dossier.\n${firstDifference(text(dossier), text(byHand))}`,
      );
    const { keyOf } = scenario;
    const postGraphile = answers.get("PostGraphile");
    if (keyOf && postGraphile !== undefined && text(keyOf(postGraphile)) !== text(keyOf(dossier)))
      throw new Error(
        `${scenario.name}: PostGraphile differs from Dossier.\n${firstDifference(text(keyOf(dossier)), text(keyOf(postGraphile)))}`,
      );
  }
}

function firstDifference(one: string, two: string): string {
  let at = 0;
  while (at < one.length && one[at] === two[at]) at += 1;
  return `… ${one.slice(Math.max(0, at - 80), at + 120)}\n… ${two.slice(Math.max(0, at - 80), at + 120)}`;
}
