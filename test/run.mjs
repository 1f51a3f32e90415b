// `pnpm test`: builds, checks types and style, runs every test project, and ends with the line `N passed, N failed`.
// The numbers are those of the runners' own reports; a step that fails (build, types, lint) counts as one failure.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const countsFile = join(root, "test", "results", "counts.json");
const projects = ["unit", "contract", "api", "e2e"];
// Nothing here takes minutes; what does hangs, and the last line must come all the same.
const longestStep = 20 * 60_000;

const pnpm = process.env.npm_execpath?.includes("pnpm") ? `"${process.env.npm_execpath}"` : "npx -y pnpm@12";
const environment = {
  ...process.env,
  PATH: join(root, "node_modules", ".bin") + delimiter + process.env.PATH,
  DOSSIER_TEST_COUNTS: countsFile,
};

const table = [];
const running = new Set();
let passed = 0;
let failed = 0;
let interrupted = false;

function record(name, seconds, counts, remark = "") {
  passed += counts.passed;
  failed += counts.failed;
  table.push({ name, seconds, ...counts, remark });
}

/** Runs a command to its end. `live` shows its output at once; otherwise it is shown only when the command fails. */
function execute(command, { live = false } = {}) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(command, {
      cwd: root,
      env: environment,
      shell: true,
      stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"],
      // A group of its own, so that a hanging runner is ended together with whatever it started.
      detached: process.platform !== "win32",
    });
    running.add(child);
    const output = [];
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => output.push(chunk));
    const limit = setTimeout(() => {
      output.push(Buffer.from(`\nStopped: it ran longer than ${longestStep / 60_000} minutes.\n`));
      end(child, "SIGKILL");
    }, longestStep);
    const finish = (succeeded) => {
      clearTimeout(limit);
      running.delete(child);
      const seconds = (performance.now() - started) / 1000;
      resolve({ succeeded, seconds, output: Buffer.concat(output).toString() });
    };
    child.on("error", (error) => {
      output.push(Buffer.from(String(error)));
      finish(false);
    });
    child.on("close", (code) => finish(code === 0));
  });
}

function end(child, signal) {
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

async function step(name, command) {
  const { succeeded, seconds, output } = await execute(command);
  if (!succeeded) console.log(`\n== ${name} failed (${command})\n\n${output.trim()}\n`);
  record(name, seconds, { passed: 0, failed: succeeded ? 0 : 1, skipped: 0 }, succeeded ? "" : "failed");
  return succeeded;
}

/** What vitest's reporter counted. A project that should have run and shows no test is a failure, never a silence. */
async function tests(names) {
  rmSync(countsFile, { force: true });
  const { succeeded, seconds } = await execute(
    `vitest run ${names.map((name) => `--project ${name}`).join(" ")}`,
    { live: true },
  );
  if (!existsSync(countsFile)) {
    record("tests", seconds, { passed: 0, failed: 1, skipped: 0 }, "vitest ended without a report");
    return;
  }
  const report = JSON.parse(readFileSync(countsFile, "utf8"));
  const failedBefore = failed;
  for (const name of names) {
    const counts = report.projects[name];
    if (counts !== undefined) record(name, counts.seconds, counts);
    else record(name, 0, { passed: 0, failed: 1, skipped: 0 }, "no test ran");
  }
  if (report.unhandledErrors > 0) {
    const counts = { passed: 0, failed: report.unhandledErrors, skipped: 0 };
    record("outside tests", 0, counts, "errors that no test caught, shown above");
  }
  if (!succeeded && failed === failedBefore) {
    record("tests", seconds, { passed: 0, failed: 1, skipped: 0 }, "vitest ended with an error, shown above");
  }
}

function printTable(totalSeconds) {
  const cells = table.map(({ name, seconds, passed: good, failed: bad, skipped, remark }) => [
    name,
    seconds === 0 ? "" : `${seconds.toFixed(1)} s`,
    good + bad + skipped === 0 ? "" : `${good} passed`,
    bad === 0 ? "" : `${bad} failed`,
    skipped === 0 ? "" : `${skipped} skipped`,
    remark,
  ]);
  cells.push(["all", `${totalSeconds.toFixed(1)} s`, "", "", "", ""]);
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  console.log("");
  for (const row of cells) {
    const padded = row.map((cell, column) =>
      column === 1 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
    console.log(padded.join("  ").trimEnd());
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    interrupted = true;
    for (const child of running) end(child, signal);
  });
}

const startedAt = performance.now();
mkdirSync(join(root, "test", "results"), { recursive: true });
try {
  const [serverBuilt, webBuilt] = await Promise.all([
    step("build server", `${pnpm} --filter @dossier/server build`),
    step("build web", `${pnpm} --filter @dossier/web build`),
    // Its generated types are not in the repository; types and lint read them.
    step("build example", `${pnpm} --filter @dossier/example codegen`),
  ]);
  // Without the server's build no process can be started, without the console's no page can be looked at.
  const possible = projects.filter((name) => {
    const ready = name === "api" ? serverBuilt : name === "e2e" ? serverBuilt && webBuilt : true;
    if (!ready) record(name, 0, { passed: 0, failed: 1, skipped: 0 }, "not run, because the build failed");
    return ready;
  });
  if (!interrupted) {
    await Promise.all([step("types, lint", `${pnpm} lint`), tests(possible)]);
  }
} catch (error) {
  console.error(error);
  failed += 1;
}
if (interrupted) record("interrupted", 0, { passed: 0, failed: 1, skipped: 0 }, "stopped before the end");

printTable((performance.now() - startedAt) / 1000);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
