import type { Plugin } from "vite";
import { generatedDocuments } from "./query-texts.ts";

const PREFIX = "\0document:";
const USE = /\bgraphql\(\s*`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`\s*,?\s*\)/g;

/**
 * Each GraphQL document becomes a module of its own, which goes where it is used. As they are generated they are one map
 * that holds all of them, 350 kB which every page would fetch and read.
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
      return { code: `export default ${document};`, moduleSideEffects: false };
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
  };
}
