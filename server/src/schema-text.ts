import { printSchema } from "graphql";
import { buildDossierSchema } from "./schema.ts";

/** The schema as this server has it, for whoever compares it with what was promised. */
export function schemaText(): string {
  return printSchema(buildDossierSchema());
}
