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

const watchers = [
  ["server", "tsc -p tsconfig.build.json --watch --preserveWatchOutput"],
  ["web", "graphql-codegen --config codegen.ts --watch"],
  ["web", "vite build --watch"],
  // The folder is the repository's own, as with `pnpm start`: settings such as DATA_DIR are relative to it.
  ["", "node --enable-source-maps --watch-path=server/dist --watch-preserve-output server/dist/main.js"],
].map(([folder, command]) =>
  spawn(command, {
    cwd: join(root, folder),
    env: environment,
    shell: true,
    stdio: "inherit",
    detached: false,
  }),
);

let stopping = false;
function stop(code) {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const watcher of watchers) watcher.kill("SIGTERM");
}
process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));
for (const watcher of watchers) watcher.on("exit", (code) => stop(code ?? 1));
