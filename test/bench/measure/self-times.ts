import { readFile } from "node:fs/promises";

/** Of a V8 CPU profile, as `node --cpu-prof` writes it. Microseconds. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
  startTime: number;
  endTime: number;
}

export interface SelfTimes {
  /** All that was not idle. */
  milliseconds: number;
  /** By package or part, and by function; the dearest first. */
  groups: [string, number][];
  functions: [string, number][];
}

const STOPPING = 0.5;

/** Own time by package and by function in the last seconds of a profile, after the start and the warm-up. */
export async function readProfile(path: string, lastSeconds: number): Promise<SelfTimes> {
  const profile = JSON.parse(await readFile(path, "utf8")) as CpuProfile;
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const [groups, functions] = [new Map<string, number>(), new Map<string, number>()];
  const end = profile.endTime - STOPPING * 1e6;
  let at = profile.startTime;
  let total = 0;
  for (const [index, id] of profile.samples.entries()) {
    const microseconds = profile.timeDeltas[index] ?? 0;
    at += microseconds;
    if (at < end - lastSeconds * 1e6 || at > end) continue;
    const frame = frames.get(id);
    if (!frame || frame.functionName === "(idle)") continue;
    const time = microseconds / 1000;
    const group = groupOf(frame.functionName, frame.url);
    total += time;
    groups.set(group, (groups.get(group) ?? 0) + time);
    const name = `${frame.functionName || "(anonymous)"} · ${placeOf(frame.url)}:${frame.lineNumber + 1}`;
    functions.set(name, (functions.get(name) ?? 0) + time);
  }
  const dearest = (times: Map<string, number>) => [...times].toSorted((one, two) => two[1] - one[1]);
  return { milliseconds: total, groups: dearest(groups), functions: dearest(functions) };
}

function groupOf(functionName: string, url: string): string {
  if (url === "") return functionName.startsWith("(") ? functionName : "native";
  if (url.startsWith("node:")) return "Node itself";
  const found = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (found !== undefined) return found;
  return `Dossier ${/\/dist\/(modules\/[^/]+|[^/]+)/.exec(url)?.[1] ?? ""}`;
}

function placeOf(url: string): string {
  return url.replace(/^.*\/node_modules\//, "").replace(/^.*\/server\/dist\//, "");
}
