import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { addTypenameToDocument } from "@apollo/client/utilities";
import { print, visit, type DocumentNode } from "graphql";
import type { Plugin } from "vite";

const PREFIX = "document-id:";

/** The generated documents by their names. */
export function generatedDocuments(): Map<string, string> {
  const generated = readFileSync(new URL("../src/gql/graphql.ts", import.meta.url), "utf8");
  const lines = generated.matchAll(/^export const (\w+) = (\{.*\}) as unknown as DocumentNode/gm);
  return new Map([...lines].map(([, name = "", document = ""]) => [name, document]));
}

/** A document as the server runs it: what Apollo Client would send. */
export function documentText(document: string): string {
  const sent = visit(JSON.parse(document) as DocumentNode, {
    // Directives for the console's own cache stay at home.
    Directive: ({ name }) => (name.value === "connection" ? null : undefined),
  });
  return print(addTypenameToDocument(sent));
}

/** What a page sends in the place of a document of the console's own; documents.json has the text to it. */
export function documentId(document: string): string {
  return `sha256:${createHash("sha256").update(documentText(document)).digest("hex")}`;
}

/** `document-id:Ledger` is the id of the query Ledger. */
export function documentIds(): Plugin {
  return {
    name: "dossier-document-ids",
    enforce: "pre",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return;
      const name = `${id.slice(PREFIX.length + 1)}Document`;
      const document = generatedDocuments().get(name);
      if (document === undefined) throw new Error(`No document ${name} was generated.`);
      return { code: `export default ${JSON.stringify(documentId(document))};`, moduleSideEffects: false };
    },
  };
}
