import { LockMode } from "@mikro-orm/core";
import { sql } from "kysely";
import type { Actor } from "../../platform/actor.ts";
import { now } from "../../platform/clock.ts";
import type { RequestContext } from "../../platform/request.ts";
import { handOverBatch } from "./commands/hand-over-batch.ts";
import { HandOver, HandOverKind, HandOverState } from "./hand-over.entity.ts";

const QUEUE = "hand-over";
const LOOK_EVERY_MILLISECONDS = 3000;
/** No batch takes so long: whoever was at it is dead. */
const DEAD_AFTER_SECONDS = 6;

/** What the work needs of the application around it. */
export interface HandOverSurroundings {
  readonly newContext: () => RequestContext;
  /** The member of staff as of now; null when disabled or gone. */
  readonly actorOf: (context: RequestContext, staffId: string) => Promise<Actor | null>;
}

/** Asks for the rest, when the first batch was not all. */
export async function askForHandOver(context: RequestContext, id: string): Promise<void> {
  const one = await context.em.fork().findOne(HandOver, id);
  if (one?.state === HandOverState.RUNNING) await context.jobs.send(QUEUE, id);
}

/** Takes part in the hand-overs of all servers, and goes on with those whose worker has died. */
export async function workOnHandOvers(surroundings: HandOverSurroundings): Promise<() => void> {
  const context = surroundings.newContext();
  await context.jobs.work(QUEUE, async (key, signal) => {
    const [id = ""] = key.split("/");
    while (!signal.aborted && (await workOnBatch(surroundings, id)));
  });
  const look = (): void => {
    lookAfterHandOvers(surroundings.newContext()).catch((error: unknown) =>
      context.logger.debug({ error }, "could not look after the hand-overs"),
    );
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

/** One batch in one transaction: it is in whole or not at all. Answers whether there may be more. */
async function workOnBatch(surroundings: HandOverSurroundings, id: string): Promise<boolean> {
  const context = surroundings.newContext();
  return context.em.transactional(async (em) => {
    // Whoever else is at it waits here, and finds what is left.
    const one = await em.findOne(HandOver, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (one?.state !== HandOverState.RUNNING) return false;
    const actor = await surroundings.actorOf({ ...context, em }, one.askedById);
    const permission = one.kind === HandOverKind.TEAM_CHANGE ? "staff:changeTeam" : "staff:handOver";
    if (!actor?.permissions.has(permission)) {
      one.state = HandOverState.FAILED;
      one.finishedAt = now();
      await em.flush();
      return false;
    }
    await handOverBatch({ ...context, em, actor }, one);
    return one.state === HandOverState.RUNNING;
  });
}

/** The key is another one as often as it stood still: the queue would hold back one whose job it takes to be running. */
async function lookAfterHandOvers(context: RequestContext): Promise<void> {
  const { rows } = await sql<{ key: string }>`
    select concat(id, '/', extract(epoch from worked_at)) as key from hand_over
    where state = ${HandOverState.RUNNING}
      and worked_at < now() - make_interval(secs => ${DEAD_AFTER_SECONDS})`.execute(context.em.getKysely());
  for (const { key } of rows) await context.jobs.send(QUEUE, key);
}
