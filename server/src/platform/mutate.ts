import { createHash } from "node:crypto";
import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp, type EntityManager } from "@mikro-orm/postgresql";
import {
  DomainError,
  DomainErrors,
  StaleVersion,
  UserErrorCode,
  conflictText,
  type UserError,
} from "./errors.ts";
import { text } from "./language.ts";
import type { RequestContext } from "./request.ts";
import type { TableOf } from "./tables.ts";

/** Remembers what a create did under a caller's key, so that the same request sent again has the same one effect. */
@Entity({ tableName: "idempotency" })
export class Idempotency {
  [PrimaryKeyProp]?: ["actorId", "operation", "key"];

  @PrimaryKey({ type: "uuid" })
  actorId!: string;

  @PrimaryKey({ type: "text" })
  operation!: string;

  @PrimaryKey({ type: "text" })
  key!: string;

  @Property({ type: "blob" })
  bodyHash!: Buffer;

  /** The record that the first request made. */
  @Property({ type: "text", nullable: true })
  recordId!: string | null;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  createdAt!: Date;
}

export interface MutationRequest {
  /** The mutation's name; stands in the change log. */
  readonly operation: string;
  /** The whole input: its hash tells a repeated request from another one under the same key. */
  readonly input?: object;
  readonly idempotencyKey?: string | null | undefined;
}

/** What came of a mutation: the command's answer, or why it refused. */
export type MutationOutcome<Answer> =
  | { readonly done: true; readonly answer: Answer; readonly errors: [] }
  | { readonly done: false; readonly stale: StaleVersion | null; readonly errors: UserError[] };

/**
 * Runs one command in one transaction. The command answers with the id of its record (or another string); a refusal
 * rolls everything back and becomes the payload's `errors`. A deadlock is tried again, at most three times.
 */
export async function mutate(
  context: RequestContext,
  request: MutationRequest,
  command: (context: RequestContext) => Promise<string>,
): Promise<MutationOutcome<string>> {
  try {
    const answer = await withDeadlockRetry(() =>
      context.em.fork().transactional(async (em) => {
        const scope = { ...context, em };
        const earlier = await earlierAnswer(em, context, request);
        if (earlier !== null) return earlier;
        const made = await command(scope);
        await rememberAnswer(em, context, request, made);
        return made;
      }),
    );
    context.loaders.clear();
    context.reference.forget();
    return { done: true, answer, errors: [] };
  } catch (error) {
    if (error instanceof StaleVersion) {
      const conflict = new DomainError(UserErrorCode.CONFLICT, conflictText, ["expectedVersion"]);
      return { done: false, stale: error, errors: [conflict.toUserError(context.language)] };
    }
    const refusals =
      error instanceof DomainErrors ? error.errors : error instanceof DomainError ? [error] : null;
    if (!refusals) throw error;
    return {
      done: false,
      stale: null,
      errors: refusals.map((refusal) => refusal.toUserError(context.language)),
    };
  }
}

type Tables = { idempotency: TableOf<Idempotency> };

async function earlierAnswer(
  em: EntityManager,
  context: RequestContext,
  request: MutationRequest,
): Promise<string | null> {
  const { idempotencyKey } = request;
  if (!idempotencyKey || !context.actor) return null;
  if (idempotencyKey.length > 200) {
    throw new DomainError(
      UserErrorCode.TOO_LONG,
      text("幂等键最多 200 个字符。", "An idempotency key has at most 200 characters."),
      ["idempotencyKey"],
    );
  }
  const bodyHash = hashOf(request.input ?? {});
  const key = { actor_id: context.actor.staffId, operation: request.operation, key: idempotencyKey };
  // The insert waits for a request in flight under the same key, so two at once have one effect.
  const inserted = await em
    .getKysely<Tables>()
    .insertInto("idempotency")
    .values({ ...key, body_hash: bodyHash, record_id: null, created_at: new Date() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return null;
  const earlier = await em
    .getKysely<Tables>()
    .selectFrom("idempotency")
    .select(["body_hash", "record_id"])
    .where("actor_id", "=", key.actor_id)
    .where("operation", "=", key.operation)
    .where("key", "=", key.key)
    .executeTakeFirstOrThrow();
  if (!earlier.body_hash.equals(bodyHash)) {
    throw new DomainError(
      UserErrorCode.IDEMPOTENCY_MISMATCH,
      text(
        "该幂等键已用于另一份内容。新的请求请换一个键。",
        "This idempotency key was used with other content. Take a new key for a new request.",
      ),
      ["idempotencyKey"],
    );
  }
  return earlier.record_id;
}

async function rememberAnswer(
  em: EntityManager,
  context: RequestContext,
  request: MutationRequest,
  recordId: string,
): Promise<void> {
  if (!request.idempotencyKey || !context.actor) return;
  await em
    .getKysely<Tables>()
    .updateTable("idempotency")
    .set({ record_id: recordId })
    .where("actor_id", "=", context.actor.staffId)
    .where("operation", "=", request.operation)
    .where("key", "=", request.idempotencyKey)
    .execute();
}

function hashOf(input: object): Buffer {
  const sorted = JSON.stringify(input, (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash("sha256").update(sorted).digest();
}

const DEADLOCK = "40P01";

async function withDeadlockRetry<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const deadlock = error instanceof Error && "code" in error && error.code === DEADLOCK;
      if (!deadlock || attempt === 3) throw error;
    }
  }
}
