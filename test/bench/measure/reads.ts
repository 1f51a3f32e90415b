import type { Archive } from "../archive/open-archive.ts";
import { countStatements, type StatementCounter } from "../archive/statement-counter.ts";
import { isWanted, type Options } from "../options.ts";
import { archiveQuery } from "../scenarios/archive-page.ts";
import { takeSample, type Sample } from "../scenarios/sample.ts";
import { graphql, type Scenario } from "../scenarios/scenario.ts";
import type { BenchServer, ServerName } from "../servers/bench-server.ts";
import { hireForBench, signIn, startDossier } from "../servers/dossier.ts";
import { startByHand, startPostGraphile } from "../servers/peers.ts";
import { statementsPerRequest } from "./count-statements.ts";
import { Client } from "./load.ts";
import { checkAgreement, playRounds, type Contestant, type Result } from "./rounds.ts";

export type Progress = (text: string) => void;

interface Contest {
  contestants: Contestant[];
  sample: Sample;
  /** Between each server and PostgreSQL, when statements are counted. */
  counters: Map<ServerName, StatementCounter>;
  stop(): Promise<void>;
}

/**
 * All scenarios that only read, on one archive: first what the servers do, then what it costs. One that fails, or whose
 * answers differ, is told of and left out; the others are measured all the same.
 */
export async function measureReads(
  archive: Archive,
  scenarios: readonly Scenario[],
  options: Options,
  progress: Progress,
): Promise<{ results: Result[]; failures: string[] }> {
  const wanted = scenarios.filter(({ name }) => isWanted(name, options));
  const results: Result[] = [];
  const failures: string[] = [];
  if (wanted.length === 0) return { results, failures };
  const statements = await compareAndCount(archive, wanted, options, progress, failures);
  const contest = await startContest(archive, options, false);
  try {
    for (const scenario of wanted) {
      if (!statements.has(`${scenario.name} Dossier`)) continue;
      progress(`${archive.size}: ${scenario.title}`);
      const questions = scenario.questions(contest.sample);
      try {
        for (const result of await playRounds(archive, scenario, questions, contest.contestants, options))
          results.push({
            ...result,
            statements: statements.get(`${scenario.name} ${result.server}`) ?? null,
          });
      } catch (error) {
        failures.push(failureOf(archive, error));
      }
    }
  } finally {
    await contest.stop();
  }
  return { results, failures };
}

async function compareAndCount(
  archive: Archive,
  scenarios: readonly Scenario[],
  options: Options,
  progress: Progress,
  failures: string[],
): Promise<Map<string, number>> {
  progress(`${archive.size}: comparing answers, counting statements`);
  const contest = await startContest(archive, options, true);
  const statements = new Map<string, number>();
  try {
    for (const scenario of scenarios) {
      try {
        const counts = await compareScenario(contest, scenario);
        for (const [server, count] of counts) statements.set(`${scenario.name} ${server}`, count);
      } catch (error) {
        failures.push(failureOf(archive, error));
      }
    }
  } finally {
    await contest.stop();
  }
  return statements;
}

function failureOf({ size }: Archive, error: unknown): string {
  return `${size}: ${error instanceof Error ? error.message : String(error)}`;
}

async function compareScenario(contest: Contest, scenario: Scenario): Promise<Map<ServerName, number>> {
  const questions = scenario.questions(contest.sample);
  await checkAgreement(scenario, questions, contest.contestants);
  const counts = new Map<ServerName, number>();
  for (const { server, client } of contest.contestants) {
    const counter = contest.counters.get(server.name);
    const asked = questions[server.name];
    if (counter && asked) counts.set(server.name, await statementsPerRequest(counter, client, asked));
  }
  return counts;
}

/** The three servers on one database, with somebody signed in at each. */
export async function startContest(archive: Archive, options: Options, counting: boolean): Promise<Contest> {
  const person = await hireForBench(archive);
  const counters = new Map<ServerName, StatementCounter>();
  const started: BenchServer[] = [];
  const clients: Client[] = [];
  const way = async (name: ServerName): Promise<string> => {
    if (!counting) return archive.applicationUrl;
    const counter = await countStatements(archive.applicationUrl);
    counters.set(name, counter);
    return counter.through(archive.applicationUrl);
  };
  const stop = async () => {
    for (const client of clients) client.close();
    await Promise.all(started.map((server) => server.stop()));
    await Promise.all([...counters.values()].map((counter) => counter.close()));
  };
  try {
    const dossier = await startDossier(archive, { databaseUrl: await way("Dossier") });
    started.push(dossier);
    started.push(await startByHand(archive, await way("by hand")));
    started.push(await startPostGraphile(archive, await way("PostGraphile")));
    const cookie = await signIn(dossier, person);
    const contestants = started.map((server) => {
      const client = new Client(server, cookie, options.connections);
      clients.push(client);
      return { server, client };
    });
    const [first] = contestants;
    if (!first) throw new Error("no server");
    const sample = { ...(await takeSample(archive)), lastFour: await endingsOfPhones(first.client) };
    return { contestants, sample, counters, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whoever may see masked numbers sees their last four digits. */
export async function endingsOfPhones(client: Client): Promise<string[]> {
  const answer = (await client.answerTo(graphql(archiveQuery("phone { text }")))) as {
    data: { customers: { nodes: { phone: { text: string | null } }[] } };
  };
  const endings = answer.data.customers.nodes.flatMap(
    ({ phone }) => /\d{4}$/.exec(phone.text ?? "")?.[0] ?? [],
  );
  return [...new Set(endings)].slice(0, 20);
}
