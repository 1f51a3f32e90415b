import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { buildServer, COMPILE_CACHE } from "../process/server-process.ts";

const COMMAND = fileURLToPath(new URL("../../../server/dist/dossier.js", import.meta.url));

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** `pnpm dossier …` in a process of its own, with nothing in its environment but these settings. */
export async function dossier(settings: Record<string, string>, ...words: string[]): Promise<Ended> {
  buildServer();
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...words], { env: environment(settings) }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, out, err });
    });
  });
}

/** The same, to be interrupted as Ctrl-C does, or killed. */
export function launchDossier(settings: Record<string, string>, ...words: string[]) {
  buildServer();
  const child = spawn(process.execPath, [COMMAND, ...words], { env: environment(settings) });
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, "close").then(() => ({ code: child.exitCode, err }));
  return {
    interrupt: () => child.kill("SIGINT"),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
}

function environment(settings: Record<string, string>) {
  return {
    PATH: process.env["PATH"],
    LANG: "en_US.UTF-8",
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    ...settings,
  };
}
