import { createHmac } from "node:crypto";
import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import { DomainError, RequestError, requestErrorTexts, UserErrorCode } from "./errors.ts";
import { text, type Language } from "./language.ts";
import type { RequestContext } from "./request.ts";
import type { UserError } from "./errors.ts";

/** Remembers for a day what came of a create under a caller's key, so that the same request sent again has one effect. */
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

  /** Or why it was refused: codes and paths, never a value. */
  @Property({ type: "json", nullable: true })
  refusals!: KeptRefusal[] | null;

  @Index({ name: "idempotency_created_index" })
  @Property({ type: "timestamptz", defaultRaw: "now()" })
  createdAt!: Date;
}

interface KeptRefusal {
  readonly code: UserErrorCode;
  readonly path: string[];
}

/** What a caller asks to have done once. */
export interface KeyedRequest {
  /** The mutation's name, or what an upload is called. */
  readonly operation: string;
  /** Everything that was sent: its hash tells a repeated request from another one under the same key. */
  readonly input?: object;
  readonly idempotencyKey?: string | null | undefined;
}

export type Earlier = { readonly recordId: string } | { readonly refusals: readonly KeptRefusal[] };

export const KEPT_HOURS = 24;
const LONGEST_KEY = 255;

/** Refusals that came of the archive as it was. What is wrong with the input itself can be mended under the same key. */
const KEPT: ReadonlySet<UserErrorCode> = new Set([
  UserErrorCode.NOT_FOUND,
  UserErrorCode.ALREADY_TAKEN,
  UserErrorCode.WRONG_STATE,
  UserErrorCode.NOT_ALLOWED,
  UserErrorCode.LAST_ADMINISTRATOR,
  UserErrorCode.DUPLICATE_IMPORT,
]);

const replayed = new WeakSet<RequestContext>();

/** Whether this request was answered with what came of an earlier one. */
export function wasReplayed(context: RequestContext): boolean {
  return replayed.has(context);
}

/**
 * Takes the key for this transaction. Answers what came of the same request before, or null when this is the first.
 * Refuses while another one is at work under the key, and for another content under a used key.
 */
export async function claimKey(
  context: RequestContext,
  request: KeyedRequest,
  asked: RequestContext = context,
): Promise<Earlier | null> {
  const key = keyOf(context, request);
  if (!key) return null;
  const body = hashOf(context, request.input ?? {});
  const { rows } = await sql<{ mine: boolean; fresh: boolean }>`
    with claim as materialized (
      select pg_try_advisory_xact_lock(hashtextextended(${`${key.actorId}|${request.operation}|${key.key}`}, 0)) as mine
    ), taken as (
      insert into idempotency (actor_id, operation, key, body_hash)
      select ${key.actorId}::uuid, ${request.operation}, ${key.key}, ${body} from claim where mine
      on conflict (actor_id, operation, key) do update
      set body_hash = excluded.body_hash, record_id = null, refusals = null, created_at = now()
      where idempotency.created_at < now() - make_interval(hours => ${KEPT_HOURS})
      returning 1
    )
    select mine, exists (select from taken) as fresh from claim`.execute(context.em.getKysely());
  const [claim] = rows;
  if (claim?.fresh) return null;
  if (!claim?.mine) throw inFlight();
  return readEarlier(context, request, asked);
}

/** The same question without taking the key: for work that begins before its transaction does. */
export async function readEarlier(
  context: RequestContext,
  request: KeyedRequest,
  asked: RequestContext = context,
): Promise<Earlier | null> {
  if (!keyOf(context, request)) return null;
  const { rows } = await sql<{
    body_hash: Buffer;
    record_id: string | null;
    refusals: KeptRefusal[] | null;
  }>`
    select body_hash, record_id, refusals from idempotency
    where ${isKey(context, request)} and created_at >= now() - make_interval(hours => ${KEPT_HOURS})`.execute(
    context.em.getKysely(),
  );
  const [row] = rows;
  if (!row) return null;
  if (!row.body_hash.equals(hashOf(context, request.input ?? {}))) throw mismatch();
  replayed.add(asked);
  if (row.refusals) return { refusals: row.refusals };
  return row.record_id === null ? null : { recordId: row.record_id };
}

/** Keeps what was made, in the transaction that made it. */
export async function keepRecord(
  context: RequestContext,
  request: KeyedRequest,
  recordId: string,
): Promise<void> {
  if (!keyOf(context, request)) return;
  await sql`update idempotency set record_id = ${recordId} where ${isKey(context, request)}`.execute(
    context.em.getKysely(),
  );
}

/** Keeps why a request was refused, after its transaction was undone. */
export async function keepRefusals(
  context: RequestContext,
  request: KeyedRequest,
  errors: readonly DomainError[],
): Promise<void> {
  if (errors.length === 0 || !errors.every(({ code }) => KEPT.has(code))) return;
  const key = keyOf(context, request);
  if (!key) return;
  const refusals: KeptRefusal[] = errors.map(({ code, path }) => ({ code, path }));
  await sql`
    insert into idempotency (actor_id, operation, key, body_hash, refusals)
    values (${key.actorId}, ${request.operation}, ${key.key}, ${hashOf(context, request.input ?? {})}, ${JSON.stringify(refusals)}::jsonb)
    on conflict do nothing`.execute(context.em.fork().getKysely());
}

/** What was made is gone again, so the same request may make it anew. */
export async function forgetKey(context: RequestContext, operation: string, recordId: string): Promise<void> {
  if (!context.actor) return;
  await sql`
    delete from idempotency
    where actor_id = ${context.actor.staffId} and operation = ${operation} and record_id = ${recordId}`.execute(
    context.em.fork().getKysely(),
  );
}

export function asUserError({ code, path }: KeptRefusal, language: Language): UserError {
  return { code, message: REFUSED_BEFORE[language], path };
}

const REFUSED_BEFORE = text(
  "同一请求此前已被拒绝。请按提示修改后，换一个幂等键再提交。",
  "The same request was refused before. Mend what it says, then send it under a new idempotency key.",
);

function keyOf(
  { actor }: RequestContext,
  { idempotencyKey }: KeyedRequest,
): { readonly actorId: string; readonly key: string } | null {
  if (!idempotencyKey || !actor) return null;
  if (idempotencyKey.length > LONGEST_KEY) {
    throw new DomainError(
      UserErrorCode.TOO_LONG,
      text(`幂等键最多 ${LONGEST_KEY} 个字符。`, `An idempotency key has at most ${LONGEST_KEY} characters.`),
      ["idempotencyKey"],
    );
  }
  return { actorId: actor.staffId, key: idempotencyKey };
}

function isKey({ actor }: RequestContext, request: KeyedRequest): RawBuilder<SqlBool> {
  return sql<SqlBool>`actor_id = ${actor?.staffId} and operation = ${request.operation} and key = ${request.idempotencyKey}`;
}

function inFlight(): RequestError {
  return new RequestError("IDEMPOTENCY_IN_FLIGHT", requestErrorTexts.IDEMPOTENCY_IN_FLIGHT);
}

function mismatch(): DomainError {
  return new DomainError(
    UserErrorCode.IDEMPOTENCY_MISMATCH,
    text(
      "该幂等键已用于另一份内容。新的请求请换一个键。",
      "This idempotency key was used with other content. Take a new key for a new request.",
    ),
    ["idempotencyKey"],
  );
}

/** Keyed: what was sent may hold a phone number or a password, and whoever stole the table would try them all. */
function hashOf({ cipher }: RequestContext, input: object): Buffer {
  const sorted = JSON.stringify(input, (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHmac("sha256", cipher.sessionSecret).update(`idempotency|${sorted}`).digest();
}
