import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import LongestFirst from "./test/support/longest-first.ts";

const inRepository = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Four projects, quickest first. `pnpm test` runs them all; `vitest run --project unit` runs one.
 *
 * Files of one worker share their loaded modules (`isolate: false`): loading the server's entities and resolvers
 * costs more than most specs do. The server keeps no state in modules, so nothing may leak from one file to the next.
 */
export default defineConfig({
  // Two copies of graphql (the ESM and the CommonJS one) refuse each other's schemas, so every import means this one.
  resolve: {
    alias: [{ find: /^graphql$/, replacement: inRepository("server/node_modules/graphql/index.js") }],
  },
  // As tsc compiles the server: legacy decorators, no metadata, because every decorator names its type.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  test: {
    reporters: ["dot", inRepository("test/support/count-reporter.ts")],
    pool: "forks",
    isolate: false,
    // One more than small machines have cores: the stories wait for starts, reconnections and rest times as well.
    maxWorkers: Math.min(availableParallelism() + 1, 4),
    sequence: { sequencer: LongestFirst },
    retry: 0,
    // It would load the other copy of graphql.
    server: { deps: { inline: ["graphql-jit"] } },
    setupFiles: [inRepository("test/support/decorators.ts")],
    // Wide, for slow machines: a limit here finds what hangs, it measures nothing.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "server/src/**/*.test.ts",
            "web/src/**/*.test.{ts,tsx}",
            "schema/**/*.test.ts",
            "test/support/**/*.test.ts",
          ],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: "contract", include: ["test/contract/**/*.spec.ts"], sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: "api",
          include: ["test/api/**/*.spec.ts"],
          globalSetup: inRepository("test/support/database-cluster.ts"),
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.e2e.ts"],
          globalSetup: [
            inRepository("test/support/database-cluster.ts"),
            inRepository("test/support/browser-install.ts"),
          ],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
