import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:net";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { connectDatabase } from "../../../server/src/platform/database/connect.ts";
import { migrate } from "../../../server/src/platform/database/migrate.ts";
import { startJobs } from "../../../server/src/platform/jobs.ts";
import {
  logger,
  makeUsedFolder,
  portOf,
  postmasterOf,
  removeTemplate,
  start,
  stateReached,
} from "../database/real-database.ts";

afterAll(removeTemplate);

test("G4 jobs go on after kill -9 of PostgreSQL, also when it comes back at another port", async () => {
  const { postgres } = await start(await makeUsedFolder());
  const database = await connectDatabase({ embedded: postgres, logger });
  await migrate({ database, migrations: [], logger });
  const jobs = await startJobs(database, logger);
  onTestFinished(() => jobs.stop());
  const done = new Map<string, () => void>();
  const worked = (key: string) => new Promise<void>((resolve) => done.set(key, resolve));
  await jobs.work("test", async (key) => done.get(key)?.());

  const [first, second] = [randomUUID(), randomUUID()];
  const firstDone = worked(first);
  await jobs.send("test", first);
  await firstDone;

  // Another program takes the port as soon as it is free.
  const before = portOf(postgres.applicationUrl);
  let thief: Server | undefined;
  postgres.onStateChange((state) => {
    if (state === "down") thief ??= createServer().listen({ host: "127.0.0.1", port: before });
  });
  onTestFinished(() => void thief?.close());
  const healed = stateReached(postgres, "up");
  process.kill(await postmasterOf(postgres.dataLocation), "SIGKILL");
  await healed;
  expect(portOf(postgres.applicationUrl)).not.toBe(before);
  const secondDone = worked(second);
  await jobs.send("test", second);
  await secondDone;
});

test("T53 a job that runs is told when the server stops, and runs again after the next start", async () => {
  const { postgres } = await start(await makeUsedFolder());
  const database = await connectDatabase({ embedded: postgres, logger });
  await migrate({ database, migrations: [], logger });
  const jobs = await startJobs(database, logger);
  const key = randomUUID();
  let tellStarted: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (tellStarted = resolve));
  await jobs.work("test", async (_key, signal) => {
    tellStarted();
    await new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("stopped")));
    });
  });
  await jobs.send("test", key);
  await started;
  await jobs.stop();

  const next = await startJobs(database, logger);
  onTestFinished(() => next.stop());
  const again = new Promise<string>((resolve) => {
    void next.work("test", async (found) => resolve(found));
  });
  expect(await again).toBe(key);
});
