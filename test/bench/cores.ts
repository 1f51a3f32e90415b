/**
 * What a second server process gives: Dossier with WEB_CONCURRENCY=1 and with 2 behind one port, on the same database,
 * turn by turn. The clients run on the same machine and take their share of its cores. Options as for the bench.
 */
import process from "node:process";
import { familyOf } from "./archive/cpu-time.ts";
import { openArchive, type Archive } from "./archive/open-archive.ts";
import { Client } from "./measure/load.ts";
import { endingsOfPhones } from "./measure/reads.ts";
import { takeTurn, WARM_UP, type Contestant, type Turn } from "./measure/rounds.ts";
import { spreadOf } from "./measure/statistics.ts";
import { isWanted, readOptions, type Options } from "./options.ts";
import { figure, table, withSpread } from "./report.ts";
import { readScenarios } from "./scenarios/all.ts";
import { takeSample } from "./scenarios/sample.ts";
import { ServerRefused } from "./servers/bench-server.ts";
import { hireForBench, signIn, startDossier } from "./servers/dossier.ts";

const NAMES = ["archive", "inbox", "card"];

const options = readOptions();
for (const size of options.sizes) {
  const archive = await openArchive(size, options);
  try {
    process.stdout.write(`\n${size}\n${await compareCores(archive, options)}\n`);
  } catch (error) {
    if (!(error instanceof ServerRefused)) throw error;
    process.stdout.write(`\n${size}: the server refused WEB_CONCURRENCY.\n${error.message}\n`);
  } finally {
    await archive.close();
  }
}

async function compareCores(archive: Archive, chosen: Options): Promise<string> {
  const person = await hireForBench(archive);
  const playing: (Contestant & { processes: number })[] = [];
  try {
    for (const processes of [1, 2]) {
      const server = await startDossier(archive, { environment: { WEB_CONCURRENCY: String(processes) } });
      const client = new Client(server, await signIn(server, person), chosen.connections);
      playing.push({ server, client, processes });
    }
    const [one, two] = playing.map(({ server }) => familyOf(server.pid).length);
    if (one === two)
      throw new ServerRefused("Dossier", "It runs in as many processes with WEB_CONCURRENCY=2 as with 1.");
    return await playAll(archive, playing, chosen);
  } finally {
    for (const { server, client } of playing) {
      client.close();
      await server.stop();
    }
  }
}

async function playAll(
  archive: Archive,
  playing: readonly (Contestant & { processes: number })[],
  chosen: Options,
): Promise<string> {
  const [first] = playing;
  if (!first) return "";
  const sample = { ...(await takeSample(archive)), lastFour: await endingsOfPhones(first.client) };
  const rows: string[][] = [];
  for (const scenario of readScenarios) {
    if (!NAMES.includes(scenario.name) || !isWanted(scenario.name, chosen)) continue;
    const asked = scenario.questions(sample).Dossier ?? [];
    const turns = new Map(playing.map(({ processes }) => [processes, [] as Turn[]]));
    for (const { client } of playing) await client.load(asked, chosen.connections, WARM_UP);
    for (let round = 0; round < chosen.rounds; round += 1)
      for (const player of playing)
        turns.get(player.processes)?.push(await takeTurn(archive, player, asked, chosen));
    const alone = spreadOf((turns.get(1) ?? []).map(({ perSecond }) => perSecond)).median;
    for (const [processes, taken] of turns) {
      const of = (name: keyof Turn) => spreadOf(taken.map((turn) => turn[name]));
      const perSecond = of("perSecond");
      rows.push([
        scenario.name,
        `${processes}`,
        withSpread(perSecond),
        figure(perSecond.median / alone),
        withSpread(of("p50")),
        withSpread(of("p99")),
        withSpread(of("cpuTotal")),
      ]);
    }
  }
  return table(["scenario", "processes", "per second", "× one", "p50 ms", "p99 ms", "CPU ms together"], rows);
}
