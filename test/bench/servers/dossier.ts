import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import type { Archive } from "../archive/open-archive.ts";
import { repository } from "../options.ts";
import { Client } from "../../support/client.ts";
import { launch, type BenchServer } from "./bench-server.ts";

const START = join(repository, "server", "start.mjs");
const EMAIL = "bench@dossier.example";

export interface DossierSettings {
  /** Another way to the database, such as through a counter. */
  databaseUrl?: string;
  /** Where a CPU profile is written at the end. */
  profileDir?: string;
  environment?: Record<string, string>;
}

/** Dossier as `pnpm start` runs it, on the archive's database. */
export async function startDossier(archive: Archive, settings: DossierSettings = {}): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "dossier-bench-"));
  const profiling = settings.profileDir
    ? ["--cpu-prof", `--cpu-prof-dir=${settings.profileDir}`, "--cpu-prof-interval=500"]
    : [];
  const server = await launch({
    name: "Dossier",
    command: [...profiling, START],
    environment: { ...environmentFor(archive, dataDir), ...settings.environment, ...urlOf(settings) },
    address: /^ *Address 地址 +(\S+)$/m,
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs `dossier …` on the archive's database and gives what it printed; `started` is told the process's id. */
export async function runDossier(
  archive: Archive,
  words: readonly string[],
  started: (pid: number) => void = () => undefined,
): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "dossier-bench-"));
  try {
    const running = promisify(execFile)(process.execPath, [START, "dossier", ...words], {
      env: { ...process.env, ...environmentFor(archive, dataDir), LANG: "en_GB.UTF-8" },
      maxBuffer: 64 * 1024 * 1024,
    });
    started(running.child.pid ?? 0);
    return (await running).stdout;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Somebody of the staff for the bench, and how they sign in: made at the first run, given a new password at others. */
export async function hireForBench(archive: Archive): Promise<{ email: string; password: string }> {
  const [known] = await archive.query("select 1 from staff_member where email = $1", [EMAIL]);
  // Nobody remembers the recovery codes of an earlier run.
  if (known) await runDossier(archive, ["staff", "reset", EMAIL, "--second-factor"]);
  const said = await runDossier(
    archive,
    known
      ? ["staff", "reset", EMAIL]
      : ["staff", "add", EMAIL, "--name", "性能测试", "--role", "administrator"],
  );
  const password = /^Temporary password, .*: (\S+)$/m.exec(said)?.[1];
  if (password === undefined) throw new Error(`No password in what \`dossier staff\` said:\n${said}`);
  return { email: EMAIL, password };
}

/** The cookie of a session, as a browser would send it. */
export async function signIn(
  { address }: BenchServer,
  person: { email: string; password: string },
): Promise<string> {
  const client = new Client(address);
  const response = await client.signIn(person.email, person.password);
  if (!response.ok) throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
  return client
    .heldCookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
}

function environmentFor(archive: Archive, dataDir: string): Record<string, string> {
  return {
    DATABASE_URL: archive.applicationUrl,
    DATABASE_OWNER_URL: archive.ownerUrl,
    DOSSIER_KEY_FILE: archive.keyFile,
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: "0",
    DEMO: "off",
    RATE_LIMIT: "999999999",
    LOG_LEVEL: "warn",
  };
}

function urlOf({ databaseUrl }: DossierSettings): Record<string, string> {
  return databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
}
