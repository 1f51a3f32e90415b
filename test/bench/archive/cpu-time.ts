import { readdirSync, readFileSync } from "node:fs";

/** Of Linux on every machine that Node runs on: USER_HZ, the unit of /proc/…/stat. */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  parent: number;
  /** User and system, of all threads. */
  own: number;
  /** Of children that have ended and were waited for. */
  ended: number;
}

/** CPU time in milliseconds that a process has used so far, all its threads together. */
export function cpuOfProcess(pid: number): number {
  return timesOf(pid)?.own ?? 0;
}

/**
 * CPU time in milliseconds of a whole PostgreSQL cluster: the postmaster, all its backends and helpers, and those that
 * have ended. Its background work (autovacuum, checkpoints) is in it, whoever caused it.
 */
export function cpuOfCluster(postmaster: number): number {
  const main = timesOf(postmaster);
  if (!main) return 0;
  let total = main.own + main.ended;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const times = timesOf(Number(name));
    if (times?.parent === postmaster) total += times.own;
  }
  return total;
}

/** The most memory that a process has had, in MB; null when it is gone. */
export function peakMemoryOf(pid: number): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return found ? Number(found[1]) / 1024 : null;
  } catch {
    return null;
  }
}

export function parentOf(pid: number): number {
  return timesOf(pid)?.parent ?? 0;
}

/** All processes that descend from this one, itself included. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

function timesOf(pid: number): ProcessTimes | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // The name stands in brackets and may have any character in it; what follows is separated by blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const milliseconds = (field: number) => (Number(fields[field]) * 1000) / TICKS_PER_SECOND;
  return {
    parent: Number(fields[1]),
    own: milliseconds(11) + milliseconds(12),
    ended: milliseconds(13) + milliseconds(14),
  };
}
