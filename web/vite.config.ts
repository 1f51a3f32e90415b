import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["DOSSIER_SERVER"] ?? "http://127.0.0.1:4000";

export default defineConfig({
  plugins: [react()],
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
        { target: server, changeOrigin: false },
      ]),
    ),
  },
});
