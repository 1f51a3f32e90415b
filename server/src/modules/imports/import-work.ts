import { sql } from "kysely";
import { isConnectionFailure, isContention } from "../../platform/database/connection-failure.ts";
import type { Actor, Permission } from "../../platform/actor.ts";
import type { RequestContext } from "../../platform/request.ts";
import { ImportState, isWorked, WORKED_STATES } from "./import-state.ts";
import type { ImportFailure } from "./import-failure.ts";
import { checkImport } from "./taking-in/check-import.ts";
import {
  claimImport,
  DEAD_AFTER_SECONDS,
  releaseImport,
  WorkIsGone,
  type WorkedImport,
} from "./taking-in/lease.ts";
import { revertImport } from "./taking-in/revert-import.ts";
import { FieldNotAllowed, runImport } from "./taking-in/run-import.ts";

/** Two queues: a dry run is short and does not wait for a long import to end. */
export const CHECK_QUEUE = "import-check";
export const RUN_QUEUE = "import-run";

const LOOK_EVERY_MILLISECONDS = 3000;
const READING_DEAD_AFTER_SECONDS = 30;
const MOST_ATTEMPTS = 5;

/** What the work needs of the application around it. */
export interface WorkSurroundings {
  /** A context of its own, without an actor, whose changes count as an import's. */
  readonly newContext: () => RequestContext;
  /** The member of staff as of now; null when disabled or gone. */
  readonly actorOf: (context: RequestContext, staffId: string) => Promise<Actor | null>;
}

/** Whoever asked for the work is not allowed to any more. */
class NotAllowedAnyMore extends Error {}

/** Does an import's work until nothing is left to do, unless somebody else is at it. Told to end, it ends between batches. */
export async function workOnImport(
  surroundings: WorkSurroundings,
  importId: string,
  signal?: AbortSignal,
): Promise<void> {
  const context = surroundings.newContext();
  const one = await claimImport(context, importId, signal);
  if (!one) return;
  try {
    if (one.state === ImportState.CHECKING) await checkImport(context, one);
    else if (one.state === ImportState.RUNNING)
      await runImport(context, one, () => actorFor(surroundings, one, ["import:start", "import:repeat"]));
    else
      await revertImport(context, one, () =>
        actorFor(surroundings, one, ["import:revert", "demoArchive:remove"]),
      );
  } catch (error) {
    await afterFailure(context, one, error);
  }
}

/** Takes part in the work of all servers: from the queues, and for imports whose worker has died. */
export async function workOnImports(surroundings: WorkSurroundings): Promise<() => void> {
  const context = surroundings.newContext();
  for (const queue of [CHECK_QUEUE, RUN_QUEUE]) {
    await context.jobs.work(queue, (key, signal) =>
      workOnImport(surroundings, key.split("/")[0] ?? "", signal),
    );
  }
  const look = (): void => {
    lookAfterImports(surroundings.newContext()).catch((error: unknown) =>
      context.logger.debug({ error }, "could not look after the imports"),
    );
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

/** An import as far as the queue has to know it. */
interface WaitingImport {
  readonly id: string;
  readonly state: ImportState;
  readonly version: number;
  readonly attempts: number;
  readonly workerId: string | null;
}

/**
 * Asks for the work that an import's state calls for. The key is another one for each step, each failure and each
 * worker that died: the queue would hold back a key whose job it still takes to be running.
 */
async function askForWork(context: RequestContext, one: WaitingImport): Promise<void> {
  const queue = one.state === ImportState.CHECKING ? CHECK_QUEUE : RUN_QUEUE;
  const turn = `${one.version}/${one.attempts}/${one.workerId ?? "nobody"}`;
  await context.jobs.send(queue, `${one.id}/${turn}`);
}

export async function askForWorkOf(context: RequestContext, importId: string): Promise<void> {
  const { rows } = await sql<WaitingImport>`
    select id, state, version, attempts, worker_id as "workerId" from import where id = ${importId}`.execute(
    context.em.getKysely(),
  );
  for (const row of rows) if (isWorked(row.state)) await askForWork(context, row);
}

async function actorFor(
  surroundings: WorkSurroundings,
  one: WorkedImport,
  permissions: readonly Permission[],
): Promise<Actor | null> {
  if (one.askedById === null) return null;
  const actor = await surroundings.actorOf(surroundings.newContext(), one.askedById);
  if (!actor || !permissions.some((permission) => actor.permissions.has(permission)))
    throw new NotAllowedAnyMore();
  return actor;
}

async function afterFailure(context: RequestContext, one: WorkedImport, error: unknown): Promise<void> {
  if (error instanceof WorkIsGone) return;
  if (one.signal?.aborted) return releaseImport(context, one);
  // The database is away or too busy: whoever looks after the imports next goes on, here or elsewhere.
  if (isConnectionFailure(error) || isContention(error)) throw error;
  const log = context.logger.child({ importId: one.id });
  log.error({ error }, "work on an import failed");
  const failure: ImportFailure | null =
    error instanceof NotAllowedAnyMore
      ? { code: "NOT_ALLOWED_ANY_MORE" }
      : error instanceof FieldNotAllowed
        ? { code: "FIELD_NOT_ALLOWED" }
        : one.attempts >= MOST_ATTEMPTS
          ? { code: "WORK_FAILED" }
          : null;
  await sql`
    update import
    set worker_id = null,
      state = case when ${failure !== null} then ${ImportState.FAILED} else state end,
      version = case when ${failure !== null} then version + 1 else version end,
      failure = ${failure && JSON.stringify(failure)}::jsonb
    where id = ${one.id} and worker_id = ${one.workerId}`.execute(context.em.getKysely());
}

/** Asks again for work that nobody is at, and gives up files whose reading server is gone: their bytes went with it. */
async function lookAfterImports(context: RequestContext): Promise<void> {
  const kysely = context.em.getKysely();
  const { rows } = await sql<WaitingImport>`
    select id, state, version, attempts, worker_id as "workerId" from import
    where state = any(${[...WORKED_STATES]}::text[])
      and (worker_id is null or worker_seen_at < now() - make_interval(secs => ${DEAD_AFTER_SECONDS}))`.execute(
    kysely,
  );
  for (const row of rows) await askForWork(context, row);
  await sql`
    with given_up as (
      update import
      set state = ${ImportState.FAILED}, version = version + 1, failure = ${JSON.stringify({ code: "READING_INTERRUPTED" } satisfies ImportFailure)}::jsonb
      where state = ${ImportState.READING}
        and worker_seen_at < now() - make_interval(secs => ${READING_DEAD_AFTER_SECONDS})
      returning id
    )
    delete from import_batch where import_id in (select id from given_up)`.execute(kysely);
}
