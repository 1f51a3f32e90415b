import { Client } from "pg";
import { KEPT_HOURS } from "./idempotency.ts";
import type { OutboxEvent } from "./outbox.ts";
import type { Chore } from "./relay.ts";

/** Ours among the advisory locks of a database that others may use too: the letters "dossier" and a two. */
const RELAY_LOCK = "28259042962862642";
const CHANNEL = "dossier_archive";
/** Small tables that servers keep in memory: a trigger tells of every write. */
const REFERENCE_CHANNEL = "dossier_reference";
const MOST_AT_ONCE = 1000;
const MOST_READ_AT_ONCE = 250;
const ANSWER_WITHIN = 5000;
/** A server that sleeps or is cut off loses its session, and with it the lock: it looks in far more often than that. */
const IDLE_SESSION_TIMEOUT = 10_000;

/** A committed event in its place. Names and ids only: whoever is told of it reads the record with his own rights. */
export type RelayedEvent = Pick<
  { [Key in keyof OutboxEvent]: OutboxEvent[Key] },
  "name" | "recordType" | "recordId" | "customerId" | "actorId" | "assigneeId" | "at"
> & { readonly sequence: string };

interface RelayEars {
  /** Hears the number of the newest event, or null when somebody asks for a numbering. */
  readonly onNotice: (newest: bigint | null) => void;
  readonly onReferenceChanged: () => void;
  readonly onEnd: () => void;
}

/**
 * One connection of a server to the outbox. It listens; and while it holds the relay's lock, which only one connection of
 * all servers can, it numbers what was committed. Lock and numbering go by the same session: a server that lost the one
 * cannot do the other.
 */
export class RelaySession {
  readonly #client: Client;
  #holdsLock = false;
  #open = true;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async connect(
    connectionString: string,
    { onNotice, onReferenceChanged, onEnd }: RelayEars,
  ): Promise<RelaySession> {
    const client = new Client({
      connectionString,
      application_name: "dossier relay",
      connectionTimeoutMillis: 2000,
      statement_timeout: ANSWER_WITHIN,
      query_timeout: ANSWER_WITHIN,
      keepAlive: true,
    });
    const session = new RelaySession(client);
    client.on("error", () => undefined);
    client.on("end", () => {
      session.#open = false;
      onEnd();
    });
    client.on("notification", ({ channel, payload }) => {
      if (channel === REFERENCE_CHANNEL) onReferenceChanged();
      else onNotice(payload ? BigInt(payload) : null);
    });
    try {
      await client.connect();
      await client.query(
        `set idle_session_timeout = ${IDLE_SESSION_TIMEOUT}; listen ${CHANNEL}; listen ${REFERENCE_CHANNEL}`,
      );
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get holdsLock(): boolean {
    return this.#holdsLock;
  }

  async tryLock(): Promise<void> {
    const { rows } = await this.#client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [
      RELAY_LOCK,
    ]);
    this.#holdsLock = rows[0]?.held ?? false;
  }

  /** Gives committed events their places and tells all servers, once for all of them. Null when there were none. */
  async number(): Promise<{ newest: bigint; complete: boolean } | null> {
    const { rows } = await this.#client.query<{ count: number; newest: string | null }>({
      name: "number",
      text: `
        with placed as (
          select id, nextval('outbox_event_order') as place from outbox_event
          where sequence is null order by id limit ${MOST_AT_ONCE}
        ), numbered as (
          update outbox_event set sequence = placed.place from placed where outbox_event.id = placed.id
          returning outbox_event.sequence
        )
        select count(*)::integer as count, max(sequence) as newest,
          case when count(*) > 0 then pg_notify('${CHANNEL}', max(sequence)::text) end
        from numbered`,
    });
    const { count = 0, newest = null } = rows[0] ?? {};
    return newest === null ? null : { newest: BigInt(newest), complete: count < MOST_AT_ONCE };
  }

  /** Does a chore by the session that holds the lock: whoever lost the one cannot go on with the other. */
  async work(chore: Chore): Promise<number> {
    return chore.run(this.#client);
  }

  /** Asks whoever holds the lock to number soon. */
  async askForNumbering(): Promise<void> {
    await this.#client.query(`notify ${CHANNEL}`);
  }

  /** The last place given so far. */
  async newest(): Promise<bigint> {
    const { rows } = await this.#client.query<{ newest: string }>(
      "select case when is_called then last_value else 0 end as newest from outbox_event_order",
    );
    return BigInt(rows[0]?.newest ?? 0);
  }

  /** The next events after this one, in order; fewer than could be means that there are no more. */
  async readAfter(last: bigint): Promise<{ events: RelayedEvent[]; complete: boolean }> {
    const { rows } = await this.#client.query<RelayedEvent>({
      name: "read",
      text: `
        select sequence, name, record_type as "recordType", record_id as "recordId", customer_id as "customerId",
          actor_id as "actorId", assignee_id as "assigneeId", at
        from outbox_event where sequence > $1 order by sequence limit ${MOST_READ_AT_ONCE}`,
      values: [String(last)],
    });
    return { events: rows, complete: rows.length < MOST_READ_AT_ONCE };
  }

  /** Deletes some of the oldest; answers whether there may be more. */
  async forgetOlderThan(minutes: number): Promise<boolean> {
    const { rowCount } = await this.#client.query(
      `delete from outbox_event
       where at < now() - make_interval(mins => $1)
         and sequence in (select sequence from outbox_event where sequence is not null order by sequence limit ${MOST_AT_ONCE})`,
      [minutes],
    );
    return rowCount === MOST_AT_ONCE;
  }

  /** Idempotency keys are kept for a day. Answers whether there may be more to delete. */
  async forgetKeys(): Promise<boolean> {
    const { rowCount } = await this.#client.query(
      `delete from idempotency where (actor_id, operation, key) in (
         select actor_id, operation, key from idempotency
         where created_at < now() - make_interval(hours => $1) limit ${MOST_AT_ONCE})`,
      [KEPT_HOURS],
    );
    return rowCount === MOST_AT_ONCE;
  }

  /** Does not wait for a database that no longer answers. */
  async close(): Promise<void> {
    this.#open = false;
    await this.#client.end().catch(() => undefined);
  }
}
