import { PgBoss } from "pg-boss";
import { JOB_SCHEMA } from "./database/job-schema.ts";
import type { Logger } from "./logger.ts";

/** Long work outside a request. A job carries ids, never a person's data, and may run again after a crash. */
export interface Jobs {
  /** Starts soon, on one of the servers; a second send of the same key while one waits or runs changes nothing. */
  send(queue: string, key: string): Promise<void>;
  work(queue: string, run: (key: string, signal: AbortSignal) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const POLLING_SECONDS = 1;
/** A server that was killed is noticed after this, and its job runs again elsewhere. */
const HEARTBEAT_SECONDS = 10;

/** pg-boss in the same database: no further service to run, and jobs survive every crash that the data survives. */
export async function startJobs(connectionString: () => string, logger: Logger): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: connectionString(),
    schema: JOB_SCHEMA,
    migrate: false,
    reindex: false,
    createSchema: false,
    application_name: "dossier jobs",
    max: 3,
  });
  boss.on("error", (error) => logger.debug({ error }, "the job queue met an error"));
  await boss.start();
  return {
    async send(queue, key) {
      await boss.send(queue, { key }, { singletonKey: key });
    },
    async work(queue, run) {
      await boss.createQueue(queue, {
        policy: "exclusive",
        retryLimit: 5,
        retryBackoff: true,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: 4 * 3600,
      });
      await boss.work<{ key: string }>(
        queue,
        { pollingIntervalSeconds: POLLING_SECONDS, batchSize: 1, heartbeatRefreshSeconds: 3 },
        async (jobs) => {
          for (const job of jobs) await run(job.data.key, job.signal);
        },
      );
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5000, close: true });
    },
  };
}
