import type { Archive } from "../archive/open-archive.ts";
import { isWanted, type Options } from "../options.ts";
import { filing } from "../scenarios/filing.ts";
import { statementsPerRequest } from "./count-statements.ts";
import { measureFanOut, type FanOut } from "./fan-out.ts";
import { measureImport, type ImportResult } from "./imports.ts";
import { startContest, type Progress } from "./reads.ts";
import { playRounds, type Result } from "./rounds.ts";

export interface Writes {
  filed: Result[];
  fanOut: FanOut[];
  imports: ImportResult[];
}

const WRITERS = ["Dossier", "by hand"] as const;

/** Everything that writes, on a copy of the archive: the original is the same for the next run. */
export async function measureWrites(archive: Archive, options: Options, progress: Progress): Promise<Writes> {
  const writes: Writes = { filed: [], fanOut: [], imports: [] };
  if (!["filing", "live", "import"].some((name) => isWanted(name, options))) return writes;
  progress(`${archive.size}: copying the archive for what writes`);
  const copy = await archive.copyForWriting();
  try {
    if (isWanted("filing", options)) writes.filed = await measureFiling(copy, options, progress);
    if (isWanted("live", options)) writes.fanOut = await measureLive(copy, options, progress);
    if (isWanted("import", options))
      for (const server of WRITERS) writes.imports.push(await measureImport(copy, server, progress));
  } finally {
    await copy.drop();
  }
  return writes;
}

async function measureFiling(archive: Archive, options: Options, progress: Progress): Promise<Result[]> {
  progress(`${archive.size}: ${filing.title}`);
  const statements = new Map<string, number>();
  const counting = await startContest(archive, options, true);
  try {
    const questions = filing.questions(counting.sample);
    for (const { server, client } of counting.contestants) {
      const [counter, asked] = [counting.counters.get(server.name), questions[server.name]];
      if (counter && asked) statements.set(server.name, await statementsPerRequest(counter, client, asked));
    }
  } finally {
    await counting.stop();
  }
  const contest = await startContest(archive, options, false);
  try {
    const questions = filing.questions(contest.sample);
    const [first] = questions.Dossier ?? [];
    const dossier = contest.contestants.find(({ server }) => server.name === "Dossier");
    if (first && dossier) refuseRefusal(await dossier.client.answerTo(first));
    const results = await playRounds(archive, filing, questions, contest.contestants, options);
    return results.map((result) => ({ ...result, statements: statements.get(result.server) ?? null }));
  } finally {
    await contest.stop();
  }
}

async function measureLive(archive: Archive, options: Options, progress: Progress): Promise<FanOut[]> {
  const contest = await startContest(archive, options, false);
  try {
    const customerId = contest.sample.customers[0]?.id ?? "";
    const results: FanOut[] = [];
    for (const contestant of contest.contestants)
      if (WRITERS.some((name) => name === contestant.server.name))
        results.push(await measureFanOut(archive, contestant, customerId, progress));
    return results;
  } finally {
    await contest.stop();
  }
}

/** A refusal would be quick, and be measured as if it were a complaint. */
function refuseRefusal(answer: unknown): void {
  const { data } = answer as { data: { fileComplaint: { errors: unknown[] } } };
  if (data.fileComplaint.errors.length > 0) throw new Error(`fileComplaint refused: ${JSON.stringify(data)}`);
}
