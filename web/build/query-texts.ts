import { readFileSync } from "node:fs";
import { addTypenameToDocument } from "@apollo/client/utilities";
import { print, type DocumentNode } from "graphql";
import type { Plugin } from "vite";

const PREFIX = "query-text:";

/** The generated documents by their names. */
export function generatedDocuments(): Map<string, string> {
  const generated = readFileSync(new URL("../src/gql/graphql.ts", import.meta.url), "utf8");
  const lines = generated.matchAll(/^export const (\w+) = (\{.*\}) as unknown as DocumentNode/gm);
  return new Map([...lines].map(([, name = "", document = ""]) => [name, document]));
}

/** `query-text:Ledger` is the query Ledger to the letter as Apollo Client sends it. */
export function queryTexts(): Plugin {
  return {
    name: "dossier-query-texts",
    enforce: "pre",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return;
      const name = `${id.slice(PREFIX.length + 1)}Document`;
      const document = generatedDocuments().get(name);
      if (document === undefined) throw new Error(`No document ${name} was generated.`);
      const text = print(addTypenameToDocument(JSON.parse(document) as DocumentNode));
      return { code: `export default ${JSON.stringify(text)};`, moduleSideEffects: false };
    },
  };
}
