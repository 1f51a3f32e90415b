import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { cpuOfProcess, familyOf } from "../archive/cpu-time.ts";

export type ServerName = "Dossier" | "by hand" | "PostGraphile";

/** A server under measurement, in a process of its own. */
export interface BenchServer {
  readonly name: ServerName;
  readonly address: string;
  readonly pid: number;
  /** Milliseconds of CPU that it and its child processes have used so far. */
  cpu(): number;
  stop(): Promise<void>;
}

export interface Launch {
  name: ServerName;
  command: readonly string[];
  environment: Record<string, string>;
  /** Finds the address in what it prints when it is ready. */
  address: RegExp;
}

/** Starts a server and resolves when it has printed its address; throws what it said when it ends instead. */
export async function launch({ name, command, environment, address }: Launch): Promise<BenchServer> {
  const child = spawn(process.execPath, [...command], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = once(child, "exit");
  // However the bench ends, its servers end with it.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  void ended.then(() => process.off("exit", end));
  const found = new Promise<string>((resolve) => {
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000);
      const match = address.exec(said)?.[1];
      if (match) resolve(match);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
  });
  const where = await Promise.race([found, ended.then(() => null)]);
  if (where === null) throw new ServerRefused(name, said);
  const { pid = 0 } = child;
  return {
    name,
    address: where,
    pid,
    cpu: () => familyOf(pid).reduce((sum, member) => sum + cpuOfProcess(member), 0),
    stop: () => stop(child, ended),
  };
}

/** A server that did not start; the message is what it said. */
export class ServerRefused extends Error {
  constructor(name: string, said: string) {
    super(`${name} did not start:\n${said}`);
  }
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill("SIGTERM");
  const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(patience);
}
