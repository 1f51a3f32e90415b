import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rolldown } from "vite";
import { documentIds } from "./documents.ts";

const address = "/src/boot.js";
const placeholder = "/assets/boot.js";
const emptyList = "[]; // files";
const askingPlace = /^ *\/\/ ahead\.ts is put here.*$/m;
const read = (path: string): string => readFileSync(new URL(`../src/${path}`, import.meta.url), "utf8");

type Ahead = [pattern: string, files: string[]][];

/**
 * The script that runs before the first paint must be neither inline (the page's policy) nor a module (those run late), and
 * Vite leaves such a script alone. Here it becomes a file with a hashed name like all others, and is told which files each
 * page and each language consists of, so that the browser fetches them all at once instead of finding one by the other.
 * It also asks the server what the page will ask first (ahead.ts).
 */
export function bootScript(): Plugin {
  return {
    name: "dossier-boot-script",
    apply: "build",
    transformIndexHtml: {
      order: "pre",
      handler: (html) => html.replace(`<script src="${address}"`, `<script vite-ignore src="${placeholder}"`),
    },
    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") throw new Error("The build made no index.html.");
        const ahead = JSON.stringify(filesAhead(bundle));
        const asking = await askingScript();
        const source = read("boot.js")
          .replace(emptyList, () => `${ahead};`)
          .replace(askingPlace, () => asking);
        if (!source.includes(ahead) || !source.includes(asking))
          throw new Error("boot.js has no place for the files or the queries.");
        const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
        const fileName = `assets/boot-${hash}.js`;
        this.emitFile({ type: "asset", fileName, source });
        page.source = String(page.source).replace(placeholder, `/${fileName}`);
      },
    },
  };
}

/** ahead.ts with all that it needs, as one script that is no module. */
async function askingScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    plugins: [documentIds()],
    build: {
      write: false,
      target: "es2022",
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: fileURLToPath(new URL("../src/ahead.ts", import.meta.url)),
        output: { format: "iife", codeSplitting: false },
      },
    },
  });
  const [script, ...more] = Array.isArray(built) || !("output" in built) ? [] : built.output;
  if (script?.type !== "chunk" || more.length > 0) throw new Error("ahead.ts did not become one script.");
  return script.code;
}

/** By the pattern of an address or the name of a language: what is not in the page itself already. */
function filesAhead(bundle: Rolldown.OutputBundle): Ahead {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const holding = (source: string): string[] =>
    chunks.filter((chunk) => chunk.moduleIds.some((id) => id.endsWith(`/src/${source}`))).map(nameOf);
  const known = filesOf(holding("main.tsx"), bundle);
  const newOf = (sources: readonly string[]): string[] =>
    [...filesOf(sources.flatMap(holding), bundle)].filter((name) => !known.has(name));
  const routes = [...read("routes.tsx").matchAll(/path: "(\/[^"]*)",\s*lazy: [^"]*import\("\.\/([^"]+)"\)/g)];
  if (routes.length < 5) throw new Error("The addresses in routes.tsx are written in another way now.");
  const pages = routes.map(([, path = "", file = ""]): Ahead[number] => [
    `^${path.replace(/:\w+/g, "[^/]+")}$`,
    newOf(path === "/sign-in" ? [file] : ["shell/shell.tsx", file]),
  ]);
  return [...pages, ["zh-CN", newOf(["i18n/zh.ts"])], ["en", newOf(["i18n/en.ts"])]];
}

/** These chunks and all that they need, with their styles. */
function filesOf(names: readonly string[], bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const chunk = bundle[name];
    if (found.has(`/${name}`) || chunk?.type !== "chunk") return;
    found.add(`/${name}`);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(`/${style}`);
    chunk.imports.forEach(visit);
  };
  names.forEach(visit);
  return found;
}

const nameOf = ({ fileName }: { fileName: string }): string => fileName;
