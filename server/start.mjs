// `pnpm start` and `pnpm dossier …`: build what has changed since the last build, then run the server or the command in
// this process, so that a signal reaches it directly and its end is the command's end.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const shared = ["pnpm-lock.yaml", "tsconfig.base.json"];
const parts = [
  {
    folder: "server",
    sources: ["server/src", "server/package.json", "server/tsconfig.json", "server/rolldown.config.ts"],
    result: "server/dist/main.js",
  },
  {
    folder: "web",
    sources: ["web", "schema/schema.graphql"],
    result: "web/dist/index.html",
  },
];
/** Made by a build or by an installation, and no reason for another build. */
const made = new Set(["node_modules", "dist", "gql"]);

/** Changes whenever a source does: names, sizes and times, which is quicker than reading them. */
function fingerprint(sources) {
  const hash = createHash("sha256");
  const look = (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    if (!statSync(join(root, path)).isDirectory()) return hash.update(`${path} ${size} ${mtimeMs}\n`);
    for (const name of readdirSync(join(root, path)).toSorted()) if (!made.has(name)) look(join(path, name));
    return hash;
  };
  for (const source of sources) look(source);
  return hash.digest("hex");
}

const stampOf = ({ folder }) => join(root, folder, "dist", ".built-from");

function isBuilt(part) {
  if (!existsSync(join(root, part.result)) || !existsSync(stampOf(part))) return false;
  return readFileSync(stampOf(part), "utf8") === fingerprint([...part.sources, ...shared]);
}

/** Silent unless it fails: whoever starts Dossier wants its address, not a list of files. */
function build(part) {
  const pnpm = process.env.npm_execpath?.includes("pnpm")
    ? `"${process.env.npm_execpath}"`
    : "npx -y pnpm@12";
  const built = fingerprint([...part.sources, ...shared]);
  rmSync(stampOf(part), { force: true });
  return new Promise((resolve, reject) => {
    const output = [];
    const child = spawn(`${pnpm} --filter @dossier/${part.folder} build`, {
      cwd: root,
      shell: true,
      env: { ...process.env, PATH: join(root, "node_modules", ".bin") + delimiter + process.env.PATH },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code !== 0) return reject(new Error(Buffer.concat(output).toString()));
      mkdirSync(join(root, part.folder, "dist"), { recursive: true });
      writeFileSync(stampOf(part), built);
      resolve();
    });
  });
}

const isCommand = process.argv[2] === "dossier";
process.env.INIT_CWD ??= process.cwd();
process.chdir(root);
const outdated = parts.filter((part) => !isBuilt(part) && !(isCommand && part.folder === "web"));
if (outdated.length > 0) process.stderr.write("\n  Building … 正在构建…\n");
const results = await Promise.allSettled(outdated.map(build));
const failures = results.filter(({ status }) => status === "rejected").map(({ reason }) => reason.message);
if (failures.length > 0) {
  process.stderr.write(`\n${failures.join("\n")}\n`);
  process.exit(1);
}
enableCompileCache(join(root, "node_modules", ".cache", "dossier"));
process.setSourceMapsEnabled(true);
if (isCommand) process.argv.splice(2, 1);
await import(isCommand ? "./dist/dossier.js" : "./dist/main.js");
