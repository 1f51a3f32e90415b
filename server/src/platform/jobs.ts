import { PgBoss } from "pg-boss";
import type { Database } from "./database/connect.ts";
import { JOB_SCHEMA } from "./database/job-schema.ts";
import type { Logger } from "./logger.ts";

/** Long work outside a request. A job carries ids, never a person's data, and may run again after a crash. */
export interface Jobs {
  /** Starts soon, on one of the servers; a second send of the same key while one waits or runs changes nothing. */
  send(queue: string, key: string): Promise<void>;
  /** The signal tells that the server stops, or that another one has taken the job over: end at the next safe point. */
  work(queue: string, run: (key: string, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Running jobs are told to end; those that do not within seconds are left for the next start. */
  stop(): Promise<void>;
}

const POLLING_SECONDS = 1;
/** A server that was killed is noticed after this, and its job runs again elsewhere. */
const HEARTBEAT_SECONDS = 10;

const STOP_PATIENCE = 1500;
/** For the queue's own housekeeping, which may have a long table to tidy. */
const STATEMENT_TIMEOUT = 30_000;

/** pg-boss in the same database: no further service to run, and jobs survive every crash that the data survives. */
export async function startJobs(database: Pick<Database, "createPool">, logger: Logger): Promise<Jobs> {
  // One of ours: it follows the database when a restart moves it to another port.
  const pool = database.createPool({ size: 3, statementTimeout: STATEMENT_TIMEOUT });
  const boss = new PgBoss({
    db: { executeSql: (statement, values) => pool.query(statement, values) },
    schema: JOB_SCHEMA,
    migrate: false,
    reindex: false,
    createSchema: false,
  });
  const stopping = new AbortController();
  const workers = new Map<string, string>();
  boss.on("error", (error) => logger.debug({ error }, "the job queue met an error"));
  await boss.start();
  return {
    async send(queue, key) {
      await boss.send(queue, { key }, { singletonKey: key });
      // A worker of this very server need not wait for its next look at the queue.
      const worker = workers.get(queue);
      if (worker !== undefined) boss.notifyWorker(worker);
    },
    async work(queue, run) {
      await boss.createQueue(queue, {
        policy: "exclusive",
        retryLimit: 5,
        retryBackoff: true,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: 4 * 3600,
      });
      const worker = await boss.work<{ key: string }>(
        queue,
        { pollingIntervalSeconds: POLLING_SECONDS, batchSize: 1, heartbeatRefreshSeconds: 3 },
        async (jobs) => {
          for (const job of jobs) {
            await run(job.data.key, AbortSignal.any([job.signal, stopping.signal]));
          }
        },
      );
      workers.set(queue, worker);
    },
    async stop() {
      stopping.abort(new Error("the server stops"));
      await boss.stop({ graceful: true, timeout: STOP_PATIENCE, close: true });
      await pool.end();
    },
  };
}
