import { parse } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { bootScript } from "./build/boot-script.ts";
import { ownDocuments } from "./build/own-documents.ts";
import { precompressed } from "./build/precompressed.ts";

const server = process.env["DOSSIER_SERVER"] ?? "http://127.0.0.1:4000";

/** A browser that goes to /graphql wants the explorer, not the API. */
const pageOf = ({ headers }: { headers: { accept?: string } }): string | undefined =>
  headers.accept?.includes("text/html") ? "/index.html" : undefined;

/** antd's parts do nothing when they are loaded, yet only some of their packages say so; nor do the generated documents. */
const withoutEffects = /[\\/](node_modules[\\/](@rc-component|@ant-design)|src[\\/]gql)[\\/]/;

/** What is shared is called after everybody who shares it. */
const shortName = (name: string): string => parse(name).name.split("~", 1)[0] ?? name;

/** What every page says in one language. Long texts of a page of its own (page-texts.ts) stay files of their own. */
const textsOf = (language: string, locale: string): RegExp =>
  new RegExp(
    String.raw`(?<!features[\\/](archive-settings|change-log|customers[\\/](archive|export)|explorer|help|imports|roles))[\\/](${language}|texts\.${language})\.ts$|[\\/]${locale}\.js$`,
  );

export default defineConfig({
  plugins: [react(), ownDocuments(), bootScript(), precompressed()],
  build: {
    target: "es2022",
    // The policy allows no inline data but pictures: fonts and scripts stay files of their own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !withoutEffects.test(id) },
      output: {
        chunkFileNames: ({ name }) => `assets/${shortName(name)}-[hash].js`,
        assetFileNames: ({ names: [name = ""] }) => `assets/${shortName(name)}-[hash][extname]`,
        // A browser asks for six files at a time, and each time waits for the line: a few files, not a hundred.
        codeSplitting: {
          groups: [
            { name: "base", tags: ["$initial"], priority: 9 },
            { name: "zh-CN", test: textsOf("zh", "zh_CN"), priority: 8 },
            { name: "en", test: textsOf("en", "en_US"), priority: 8 },
            { name: "input", test: /[\\/]antd[\\/]es[\\/]input[\\/]/, priority: 7 },
            { name: "frame", test: /[\\/]shell[\\/]shell\.tsx$/, priority: 5 },
            // The panel beside a list draws the arrow that a select draws too: alone, it would bring the whole select along.
            { name: "list", test: /[\\/](components[\\/]paged-list\.tsx|DownOutlined\.js)$/, priority: 4 },
            { name: "select", test: /[\\/]antd[\\/]es[\\/]select[\\/]/, priority: 3 },
            { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 1500 },
          ],
        },
      },
    },
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
