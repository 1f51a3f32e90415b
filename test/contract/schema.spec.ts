import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  differences,
  printContract,
  staleApprovals,
  unapprovedBreaks,
  undescribed,
} from "../../schema/contract.ts";
import { buildDossierSchema } from "../../server/src/schema.ts";

const read = (name: string) => readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8");
const WRITE = "Build the server and run: pnpm --filter @dossier/schema schema:write";
const APPROVE = "Undo it, or put this line into schema/approved-breaking.txt with the reason above it";

const schema = buildDossierSchema();

// That each of these can fail is shown in schema-rules.spec.ts.
describe("DOS-2.7 the server's schema", () => {
  test("is the committed schema.graphql", () => {
    expect(differences(read("schema.graphql"), printContract(schema)), WRITE).toEqual([]);
  });

  test("breaks nothing that was released, save what was approved", () => {
    const [released, approved] = [read("released.graphql"), read("approved-breaking.txt")];
    expect(unapprovedBreaks(released, schema, approved), APPROVE).toEqual([]);
    expect(staleApprovals(released, schema, approved), "Remove the approval").toEqual([]);
  });

  test("describes everything in English with the Chinese term", () => {
    expect(undescribed(schema)).toEqual([]);
  });
});
