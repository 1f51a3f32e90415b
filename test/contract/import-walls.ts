import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { parseSync, Visitor } from "vite";

/** Slices in their one order: each imports only from those before it. */
export const SLICES = [
  "access",
  "channels",
  "customers",
  "orders",
  "tiers",
  "interactions",
  "complaints",
  "credit",
  "visits",
  "surveys",
  "campaigns",
  "imports",
  "exports",
  "analytics",
];

/** The files that put the parts together: they know everything, and no part knows them. */
const COMPOSITION =
  /^(main|web-process|app|core|context|schema|schema-text|node\.resolver|timeline-subject\.resolver|archive-event\.(resolver|scope|types)|change-log\.(resolver|types|queries)|entities|subscriptions)\.ts$|^(migrations|cli|http)\//;
/** What a slice shows to those on its right. `*.types` are its words in the graph: fields of its types name them. */
const DOORS = /\.(entity|queries|types)\.ts$|^commands\/[^/]+\.ts$/;
/** Declarations that import, export and inventory read, beside the three doors. */
const DECLARATIONS = new Set(["customers/fields.ts"]);

const ENTRANCE = "test/contract/import-walls.ts";

export interface Breach {
  file: string;
  imports: string;
  remedy: string;
}

/** Source text by path from the repository's root, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

interface Import {
  specifier: string;
  /** The imported path from the root, for relative imports. */
  target: string | undefined;
  names: string[];
}

export function findBreaches(sources: Sources): Breach[] {
  return [...sources].flatMap(([file, source]) =>
    importsOf(file, source).flatMap((imported) => {
      const remedy = remedyFor(file, source, imported, sources);
      return remedy === undefined ? [] : [{ file, imports: imported.specifier, remedy }];
    }),
  );
}

export function describeBreaches(breaches: readonly Breach[]): string {
  return breaches
    .map(({ file, imports, remedy }) => `${file}\n  imports ${imports}\n  → ${remedy}`)
    .join("\n");
}

/** Reads every TypeScript source under the given folders of the repository. */
export function readSources(root: string, folders: readonly string[]): Sources {
  const sources = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      sources.set(relative(root, path).split(sep).join("/"), readFileSync(path, "utf8"));
    }
  }
  return sources;
}

function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file} does not parse: ${error.message}`);
  const imports: Import[] = [];
  const add = (specifier: string, names: string[] = []) => {
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : undefined;
    imports.push({ specifier, target, names });
  };
  new Visitor({
    ImportDeclaration: (node) => {
      const named = node.specifiers.map((specifier) =>
        specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier"
          ? specifier.imported.name
          : specifier.local.name,
      );
      add(node.source.value, named);
    },
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source.value);
    },
    ExportAllDeclaration: (node) => {
      add(node.source.value);
    },
    ImportExpression: (node) => {
      if (node.source.type === "Literal" && typeof node.source.value === "string") add(node.source.value);
    },
    TSImportType: (node) => {
      add(node.source.value);
    },
  }).visit(program);
  return imports;
}

function remedyFor(file: string, source: string, imported: Import, sources: Sources): string | undefined {
  if (file.startsWith("server/src/")) return serverRemedy(file.slice("server/src/".length), imported);
  if (file.startsWith("web/src/")) return webRemedy(file.slice("web/src/".length), source, imported, sources);
  return undefined;
}

function serverRemedy(file: string, { specifier, target }: Import): string | undefined {
  if (specifier.startsWith("@dossier/web") || target?.startsWith("web/")) {
    return "The server knows nothing of the console. Move what both need into the schema.";
  }
  if (target === undefined || !target.startsWith("server/src/")) return undefined;
  const path = target.slice("server/src/".length);
  if (COMPOSITION.test(file)) return undefined;
  if (COMPOSITION.test(path)) {
    return `${path} puts the parts together, so no part may import it. Pass what you need as an argument.`;
  }
  const there = sliceOf(path);
  if (there === undefined) return undefined;
  const here = sliceOf(file);
  if (here === undefined) {
    return `${file.startsWith("platform/") ? "platform" : file} knows no slice. Move this into ${there}, or let ${there} register itself from app.ts.`;
  }
  if (here === there) return undefined;
  const [from, to] = [SLICES.indexOf(here), SLICES.indexOf(there)];
  if (from < 0 || to < 0) {
    return `${from < 0 ? here : there} has no place in the order of slices. Give it one in ${ENTRANCE} and in the architecture.`;
  }
  if (to > from) {
    return `${there} stands to the right of ${here}. Put a field on ${here}'s type into ${there}; let ${here} emit an event and handle it in ${there} by way of subscriptions.ts.`;
  }
  const inside = path.slice(`modules/${there}/`.length);
  if (DOORS.test(inside) || DECLARATIONS.has(`${there}/${inside}`)) return undefined;
  return `${there} is entered by *.entity, *.queries, *.types and commands/* only. Use or add one of those in ${there}.`;
}

function sliceOf(path: string): string | undefined {
  return /^modules\/([^/]+)\//.exec(path)?.[1];
}

function webRemedy(file: string, source: string, imported: Import, sources: Sources): string | undefined {
  const { specifier, target } = imported;
  if (specifier.startsWith("@dossier/") || target?.startsWith("server/")) {
    return "The console knows the server only by generated documents. Ask for it in a GraphQL document.";
  }
  const path = target?.startsWith("web/src/") === true ? target.slice("web/src/".length) : undefined;
  if (file.startsWith("components/")) {
    if (path?.startsWith("features/") === true) {
      return "components knows no feature. Pass it as a prop or a child, or move this component into the feature.";
    }
    if (path?.startsWith("gql/") === true || /^(@apollo\/client|graphql)(\/|$)/.test(specifier)) {
      return "components speaks no GraphQL. Take plain props, or move this component into its feature.";
    }
  }
  const here = /^features\/([^/]+)\//.exec(file)?.[1];
  const there = /^features\/([^/]+)\//.exec(path ?? "")?.[1];
  if (target === undefined || here === undefined || there === undefined || here === there) return undefined;
  return foreignFeatureRemedy(source, target, imported.names, there, sources);
}

/** A component of another feature comes together with the fragment that says which data it needs. */
function foreignFeatureRemedy(
  source: string,
  target: string,
  names: readonly string[],
  there: string,
  sources: Sources,
): string | undefined {
  const fragments = [...(sources.get(target) ?? "").matchAll(/\bfragment\s+(\w+)\s+on\b/g)].map(
    ([, name]) => name ?? "",
  );
  const isFragment = (name: string) => fragments.some((fragment) => name.startsWith(fragment));
  // Components, the hooks that belong to them, and types, which are gone when it runs.
  if (names.some((name) => !/^(use)?[A-Z]/.test(name) && !isFragment(name))) {
    return `Of ${there} only components and hooks may be used here. Move what both features need into lib or components.`;
  }
  const missing = fragments.filter(
    (fragment) => !new RegExp(`\\.\\.\\.\\s*${fragment}\\b`).test(source) && !names.includes(fragment),
  );
  if (missing.length === 0) return undefined;
  return `${posix.basename(target)} needs the data of its fragment. Spread ...${missing.join(", ...")} in the query of this file.`;
}
