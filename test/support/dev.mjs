// `pnpm dev`: the same as `pnpm start`, and every saved file takes effect. Ctrl-C ends all of it.
import { spawn, spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binaries = ["", "server", "web"].map((folder) => join(root, folder, "node_modules", ".bin"));
const environment = { ...process.env, PATH: [...binaries, process.env.PATH].join(delimiter) };

// Everything is built once first, so that the server finds a console and the console its documents.
for (const folder of ["server", "web"]) {
  const pnpm = process.env.npm_execpath?.includes("pnpm")
    ? `"${process.env.npm_execpath}"`
    : "npx -y pnpm@12";
  const { status } = spawnSync(`${pnpm} build`, {
    cwd: join(root, folder),
    env: environment,
    shell: true,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

const codegen = join("node_modules", "@graphql-codegen", "cli", "esm", "bin.js");
const onWindows = process.platform === "win32";
const watchers = [
  ["server", "rolldown --config rolldown.config.ts --watch"],
  ["web", `node --watch-path=src --watch-path=../schema ${codegen} --config codegen.ts --silent`],
  ["web", "vite build --watch"],
  // From the repository's own folder, as with `pnpm start`: settings such as DATA_DIR are relative to it.
  ["", "node --enable-source-maps --watch-path=server/dist --watch-preserve-output server/dist/main.js"],
].map(([folder, command]) =>
  // Each in a group of its own, so that it is ended together with whatever it started.
  spawn(command, {
    cwd: join(root, folder),
    env: environment,
    shell: true,
    stdio: ["ignore", "inherit", "inherit"],
    detached: !onWindows,
  }),
);

function stop(code) {
  process.exitCode ??= code;
  for (const watcher of watchers) {
    if (watcher.exitCode !== null || watcher.signalCode !== null) continue;
    if (onWindows) watcher.kill();
    else if (watcher.pid !== undefined) process.kill(-watcher.pid, "SIGINT");
  }
}
process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));
// None goes on alone: a console that is never rebuilt looks like a change that has no effect.
for (const watcher of watchers) watcher.on("exit", (code) => stop(code ?? 1));
