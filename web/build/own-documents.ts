import type { Plugin } from "vite";
import { documentId, documentText, generatedDocuments } from "./documents.ts";

const PREFIX = "\0document:";
const USE = /\bgraphql\(\s*`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`\s*,?\s*\)/g;

const isOperation = (document: string): boolean => document.includes('"kind":"OperationDefinition"');

const withId = (document: string): string =>
  JSON.stringify({ ...(JSON.parse(document) as object), __meta__: { id: documentId(document) } });

/**
 * Each GraphQL document becomes a module of its own, which goes where it is used. As they are generated they are one map
 * that holds all of them, 350 kB which every page would fetch and read. Operations carry the ids that are sent in their
 * place; documents.json tells the server which texts these stand for, and it takes no others from most people.
 */
export function ownDocuments(): Plugin {
  let documents = new Map<string, string>();
  return {
    name: "dossier-own-documents",
    apply: "build",
    enforce: "pre",
    buildStart() {
      documents = generatedDocuments();
    },
    resolveId: (id) => (id.startsWith("document:") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(PREFIX)) return;
      const document = documents.get(id.slice(PREFIX.length));
      if (document === undefined) throw new Error(`No document ${id.slice(PREFIX.length)} was generated.`);
      const code = isOperation(document) ? withId(document) : document;
      return { code: `export default ${code};`, moduleSideEffects: false };
    },
    transform(code, id) {
      if (id.includes("/node_modules/") || id.includes("/gql/") || !code.includes("graphql(`")) return;
      const imports: string[] = [];
      const changed = code.replace(USE, (_use, kind: string, name: string) => {
        const document = `${name}${kind === "fragment" ? "FragmentDoc" : "Document"}`;
        imports.push(`import ${document} from "document:${document}";`);
        return document;
      });
      return { code: `${imports.join("")}${changed}`, map: null };
    },
    generateBundle() {
      const operations = [...documents.values()].filter(isOperation);
      const manifest = Object.fromEntries(
        operations.map((document) => [documentId(document), documentText(document)]),
      );
      this.emitFile({ type: "asset", fileName: "documents.json", source: JSON.stringify(manifest) });
    },
  };
}
