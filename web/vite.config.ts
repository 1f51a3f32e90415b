import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = process.env["DOSSIER_SERVER"] ?? "http://127.0.0.1:4000";

/**
 * The script that runs before the first paint must be neither inline (the page's policy) nor a module (those run late), and
 * Vite leaves such a script alone. Here it becomes a file with a hashed name like all others.
 */
function bootScript(): Plugin {
  const address = "/src/boot.js";
  const source = readFileSync(new URL(`.${address}`, import.meta.url), "utf8");
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
  const fileName = `assets/boot-${hash}.js`;
  return {
    name: "dossier-boot-script",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "asset", fileName, source });
    },
    transformIndexHtml: {
      order: "pre",
      handler: (html) => html.replace(`<script src="${address}">`, `<script src="/${fileName}" vite-ignore>`),
    },
  };
}

/** Compressed once here, not at every request there: the server sends `x.js.br` where the browser takes it. */
function precompressed(): Plugin {
  return {
    name: "dossier-precompressed",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!/\.(js|css|svg)$/.test(fileName)) continue;
          const source = Buffer.from(file.type === "chunk" ? file.code : file.source);
          const brotli = brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
          this.emitFile({ type: "asset", fileName: `${fileName}.br`, source: brotli });
          this.emitFile({
            type: "asset",
            fileName: `${fileName}.gz`,
            source: gzipSync(source, { level: 9 }),
          });
        }
      },
    },
  };
}

/** A browser that goes to /graphql wants the explorer, not the API. */
const pageOf = ({ headers }: { headers: { accept?: string } }): string | undefined =>
  headers.accept?.includes("text/html") ? "/index.html" : undefined;

export default defineConfig({
  plugins: [react(), bootScript(), precompressed()],
  build: {
    target: "es2022",
    // The policy allows no inline data but pictures: fonts and scripts stay files of their own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: Object.fromEntries(
      ["/graphql", "/auth", "/files", "/readyz"].map((path) => [
        path,
        {
          target: server,
          changeOrigin: false,
          ...(path === "/graphql" ? { ws: true, bypass: pageOf } : {}),
        },
      ]),
    ),
  },
});
