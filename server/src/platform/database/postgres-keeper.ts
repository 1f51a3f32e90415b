/**
 * The process between Dossier and PostgreSQL. PostgreSQL cannot be asked to end with the process that started it; this
 * one can notice: its standard input closes when Dossier ends, in whatever way, and then it stops PostgreSQL.
 *
 * Node runs this file directly, so it imports nothing of ours.
 */
import { spawn, spawnSync } from "node:child_process";

interface KeeperTask {
  postgres: string;
  pgCtl: string;
  arguments: string[];
  environment: Record<string, string>;
  account?: { uid: number; gid: number };
}

const task = JSON.parse(process.argv[2] ?? "{}") as KeeperTask;

// What the terminal or the system sends to everybody is for Dossier: it drains first, and needs its database for that.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

const postgres = spawn(task.postgres, task.arguments, {
  ...task.account,
  cwd: "/",
  env: task.environment,
  // Its log goes straight to Dossier.
  stdio: ["ignore", "inherit", "inherit"],
  windowsHide: true,
});
postgres.once("error", (error) => {
  process.stderr.write(`FATAL:  ${error.message}\n`);
  process.exit(1);
});
postgres.once("exit", (code) => process.exit(code ?? 1));

process.stdin.once("end", stopPostgres);
process.stdin.once("error", stopPostgres);
process.stdin.resume();

let stopping = false;

/** Fast: it ends the sessions and writes what it has. Immediate: it ends, and reads its log at the next start. */
function stopPostgres(): void {
  if (stopping) return;
  stopping = true;
  signalPostgres("SIGINT");
  setTimeout(() => signalPostgres("SIGQUIT"), 3500);
  setTimeout(() => postgres.kill("SIGKILL"), 4500);
}

function signalPostgres(signal: "SIGINT" | "SIGQUIT"): void {
  if (process.platform !== "win32") {
    postgres.kill(signal);
  } else if (postgres.pid !== undefined) {
    // Windows has no signals; PostgreSQL listens on a pipe for them, and pg_ctl knows its name.
    spawnSync(task.pgCtl, ["kill", signal.slice(3), String(postgres.pid)], { windowsHide: true });
  }
}
