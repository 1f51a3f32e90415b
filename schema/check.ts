/**
 * Compares the committed schema with the one that the built server has.
 *
 *   node check.ts            prints the differences and the unapproved breaks; exit code 1 when there are any
 *   node check.ts --write    writes schema.graphql
 *   node check.ts --release  writes schema.graphql, makes it the released one and clears the approvals
 *
 * It reads the server's build (decorators need compiling), so build first: `pnpm --filter @dossier/server build`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { buildSchema } from "graphql";
import { differences, printContract, staleApprovals, unapprovedBreaks, undescribed } from "./contract.ts";

const pathTo = (name: string) => new URL(name, import.meta.url);
const read = (name: string) => (existsSync(pathTo(name)) ? readFileSync(pathTo(name), "utf8") : "");

const build = pathTo("../server/dist/schema-text.js");
if (!existsSync(build)) {
  console.error("The server is not built. Run: pnpm --filter @dossier/server build");
  process.exit(1);
}
const server = (await import(build.href)) as { schemaText(): string };
const schema = buildSchema(server.schemaText());
const current = printContract(schema);

if (process.argv.includes("--release")) {
  writeFileSync(pathTo("released.graphql"), current);
  writeFileSync(
    pathTo("approved-breaking.txt"),
    "# One line for each breaking change that is meant, as `pnpm --filter @dossier/schema schema:check` prints it.\n",
  );
}
if (process.argv.includes("--write") || process.argv.includes("--release")) {
  writeFileSync(pathTo("schema.graphql"), current);
}

const released = read("released.graphql");
const approved = read("approved-breaking.txt");
const findings = [
  [
    "schema.graphql is not current; --write brings it up to date",
    differences(read("schema.graphql"), current),
  ],
  [
    "breaks that approved-breaking.txt does not name",
    released === "" ? [] : unapprovedBreaks(released, schema, approved),
  ],
  [
    "approvals of changes that are not there",
    released === "" ? [] : staleApprovals(released, schema, approved),
  ],
  ["descriptions that are missing", undescribed(schema)],
] as const;
for (const [title, lines] of findings) {
  if (lines.length > 0) console.log(`${title}:\n${lines.map((line) => `  ${line}`).join("\n")}\n`);
}
process.exitCode = findings.some(([, lines]) => lines.length > 0) ? 1 : 0;
