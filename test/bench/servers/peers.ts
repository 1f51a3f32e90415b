import { fileURLToPath } from "node:url";
import type { Archive } from "../archive/open-archive.ts";
import { launch, type BenchServer } from "./bench-server.ts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The same answers from minimal SQL, without GraphQL. */
export async function startByHand(
  archive: Archive,
  databaseUrl = archive.applicationUrl,
): Promise<BenchServer> {
  return launch({
    name: "by hand",
    command: [file("../peers/by-hand/server.ts")],
    environment: { DATABASE_URL: databaseUrl, DOSSIER_KEY_FILE: archive.keyFile, NODE_ENV: "production" },
    address: /^listening (\S+)$/m,
  });
}

/** PostGraphile 5 on the same tables. */
export async function startPostGraphile(
  archive: Archive,
  databaseUrl = archive.applicationUrl,
): Promise<BenchServer> {
  return launch({
    name: "PostGraphile",
    command: [file("../peers/postgraphile/server.ts")],
    environment: { DATABASE_URL: databaseUrl, NODE_ENV: "production", GRAPHILE_ENV: "production" },
    address: /^listening (\S+)$/m,
  });
}
