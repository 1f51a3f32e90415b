/**
 * Where Dossier's own time goes: one CPU profile per scenario, and its main costs by package and by function.
 * Options as for the bench; `--seconds` is how long each profile takes.
 */
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { openArchive, type Archive } from "./archive/open-archive.ts";
import { Client } from "./measure/load.ts";
import { endingsOfPhones } from "./measure/reads.ts";
import { readProfile } from "./measure/self-times.ts";
import { isWanted, readOptions, type Options } from "./options.ts";
import { figure, table } from "./report.ts";
import { readScenarios } from "./scenarios/all.ts";
import { takeSample } from "./scenarios/sample.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { hireForBench, signIn, startDossier } from "./servers/dossier.ts";

const WARM_UP = 5000;
const SHOWN = { groups: 18, functions: 25 };

const options = readOptions();
for (const size of options.sizes) {
  const archive = await openArchive(size, options);
  try {
    const person = await hireForBench(archive);
    for (const scenario of readScenarios)
      if (isWanted(scenario.name, options)) await profile(archive, scenario, person, options);
  } finally {
    await archive.close();
  }
}

async function profile(
  archive: Archive,
  scenario: Scenario,
  person: { email: string; password: string },
  { profileDir, secondsPerTurn, connections }: Options,
): Promise<void> {
  const folder = join(profileDir, `${archive.size}-${scenario.name}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const server = await startDossier(archive, { profileDir: folder });
  const client = new Client(server, await signIn(server, person), connections);
  let requests: number;
  try {
    const sample = { ...(await takeSample(archive)), lastFour: await endingsOfPhones(client) };
    const asked = scenario.questions(sample).Dossier ?? [];
    await client.load(asked, connections, WARM_UP);
    ({ requests } = await client.load(asked, connections, secondsPerTurn * 1000));
  } finally {
    client.close();
    await server.stop();
  }
  // Threads write profiles of their own; the server's is the longest.
  const files = (await readdir(folder)).filter((file) => file.endsWith(".cpuprofile"));
  const profiles = await Promise.all(files.map((file) => readProfile(join(folder, file), secondsPerTurn)));
  const [main] = profiles.toSorted((one, two) => two.milliseconds - one.milliseconds);
  if (!main) throw new Error("Dossier left no profile.");
  const show = (entries: readonly [string, number][], many: number) =>
    entries
      .slice(0, many)
      .map(([name, time]) => [
        name,
        "",
        figure(time / requests),
        `${figure((time / main.milliseconds) * 100)} %`,
      ]);
  process.stdout.write(
    `\n${archive.size}: ${scenario.title}: ${figure(main.milliseconds / requests)} ms a request over ${requests} requests\n` +
      `${table(["package", "", "ms a request", "share"], show(main.groups, SHOWN.groups))}\n` +
      `${table(["function", "", "ms a request", "share"], show(main.functions, SHOWN.functions))}\n`,
  );
}
