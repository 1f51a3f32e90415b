import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

export interface ProjectCounts {
  passed: number;
  failed: number;
  skipped: number;
  files: number;
  /** Seconds from the first file's start to the last file's end. */
  seconds: number;
}

export interface RunCounts {
  projects: Record<string, ProjectCounts>;
  /** Errors outside every test, such as a promise that nobody awaited. Each is one failure. */
  unhandledErrors: number;
}

/** Counts what really happened, per project, and writes it to the file that DOSSIER_TEST_COUNTS names. */
export default class CountReporter implements Reporter {
  private readonly started = new Map<string, number>();
  private readonly ended = new Map<string, number>();

  onTestModuleStart(testModule: TestModule): void {
    const project = testModule.project.name;
    if (!this.started.has(project)) this.started.set(project, performance.now());
  }

  onTestModuleEnd(testModule: TestModule): void {
    this.ended.set(testModule.project.name, performance.now());
  }

  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const target = process.env["DOSSIER_TEST_COUNTS"];
    if (target === undefined) return;
    const counts: RunCounts = { projects: {}, unhandledErrors: unhandledErrors.length };
    for (const testModule of testModules) {
      const project = testModule.project.name;
      const sum = (counts.projects[project] ??= { passed: 0, failed: 0, skipped: 0, files: 0, seconds: 0 });
      sum.files += 1;
      sum.seconds = ((this.ended.get(project) ?? 0) - (this.started.get(project) ?? 0)) / 1000;
      countModule(testModule, sum);
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(counts));
  }
}

/** A file that did not load and a hook that threw are failures too, and so is a test that never got to run. */
function countModule(testModule: TestModule, sum: ProjectCounts): void {
  let found = 0;
  for (const test of testModule.children.allTests()) {
    found += 1;
    const { state } = test.result();
    if (state === "passed") sum.passed += 1;
    else if (state === "skipped" && test.options.mode !== "run") sum.skipped += 1;
    else sum.failed += 1;
  }
  for (const suite of [testModule, ...testModule.children.allSuites()]) {
    if (suite.errors().length > 0) {
      found += 1;
      sum.failed += 1;
    }
  }
  if (found === 0) sum.failed += 1;
}
