import { mkdtemp, readdir, readFile, rm, stat, statfs } from "node:fs/promises";
import { freemem, tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findHolder, openDataFolder } from "../../server/src/platform/database/data-folder.ts";
import { startEmbeddedPostgres } from "../../server/src/platform/database/postgres-supervisor.ts";
import { createLogger } from "../../server/src/platform/logger.ts";
import { migrateDatabase } from "./application.ts";

/** Where specs make their databases: addresses of the migrated template, as each of the three roles. */
export interface Cluster {
  superuserUrl: string;
  ownerUrl: string;
  applicationUrl: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    cluster: Cluster;
  }
}

interface SharedCluster {
  cluster: Cluster;
  users: number;
  stop(): Promise<void>;
}

// Every project loads this file for itself, and all of them share one PostgreSQL: hence a place outside the module.
const PLACE = Symbol.for("dossier.test.cluster");
const shelf = globalThis as { [PLACE]?: Promise<SharedCluster> };

/** Starts one real PostgreSQL for the whole run and migrates one database, which every spec then copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = await (shelf[PLACE] ??= startCluster());
  shared.users += 1;
  project.provide("cluster", shared.cluster);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete shelf[PLACE];
    await shared.stop();
  };
}

const FOLDER_PREFIX = "dossier-test-";
const AN_HOUR = 3_600_000;

/** Linux keeps it in memory. */
const MEMORY = "/dev/shm";
const ENOUGH = 4 * 1024 ** 3;

/**
 * In memory where there is plenty: nobody needs these databases after a power failure, and each that is made or dropped
 * waits for the disk. What has to last is tested on data folders that those specs make for themselves, on the disk.
 */
async function findPlace(): Promise<string> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return Math.min(bavail * bsize, freemem()) >= ENOUGH ? MEMORY : tmpdir();
}

/** A run that was interrupted leaves its folder behind: nobody holds it any more. */
async function removeLeftovers(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(FOLDER_PREFIX)) continue;
    const path = join(place, name);
    // Gone already, if two runs tidy up at once. A folder that another run has just made is not held yet.
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age < AN_HOUR || (await findHolder(path)) !== undefined) continue;
    await rm(path, { recursive: true, force: true });
  }
}

async function startCluster(): Promise<SharedCluster> {
  const place = await findPlace();
  for (const folder of new Set([place, tmpdir()])) await removeLeftovers(folder);
  const path = await mkdtemp(join(place, FOLDER_PREFIX));
  const undo: (() => Promise<void>)[] = [() => rm(path, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.toReversed()) await step();
  };
  try {
    const dataFolder = await openDataFolder(path, "tests");
    undo.push(() => dataFolder.close());
    const logger = createLogger(process.env["LOG_LEVEL"] ?? "error");
    // For several servers at once, two of which may be those of one story.
    const wishes = { max_connections: "200" };
    const postgres = await startEmbeddedPostgres({ dataFolder, logger, wishes });
    // As root it may lie elsewhere, where the account that PostgreSQL runs as can go.
    undo.push(() => rm(postgres.dataLocation, { recursive: true, force: true }));
    undo.push(() => postgres.stop());
    const { ownerUrl, applicationUrl } = postgres;
    await migrateDatabase({ ownerUrl, applicationUrl });
    return {
      cluster: { ownerUrl, applicationUrl, superuserUrl: await superuserUrl(path, ownerUrl) },
      users: 0,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function superuserUrl(dataFolder: string, ownerUrl: string): Promise<string> {
  const file: unknown = JSON.parse(await readFile(join(dataFolder, "database.json"), "utf8"));
  if (typeof file !== "object" || file === null || !("superuserPassword" in file)) {
    throw new Error("database.json holds no superuserPassword any more: look at postgres-place.ts");
  }
  const url = new URL(ownerUrl);
  url.username = "postgres";
  url.password = String(file.superuserPassword);
  return url.href;
}
