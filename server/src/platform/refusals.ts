import type { EntityManager } from "@mikro-orm/postgresql";
import { ChangeKind, changeRow, insertChanges, type Asking } from "./changes.ts";
import type { Logger } from "./logger.ts";
import { ChangeSource } from "./request.ts";

/** What was refused, to be noted in the change log. */
export interface Refusal {
  /** The root field, or what else was asked for: editCustomer, signIn, uploadImport. */
  readonly operation: string;
  /** Why, in the words of the contract: FORBIDDEN, NOT_FOUND, QUOTA_EXCEEDED. Never a value or what somebody typed. */
  readonly code: string;
  readonly recordType?: string | null;
  readonly recordId?: string | null;
}

interface Gathered extends Refusal {
  readonly asking: Asking;
  count: number;
}

/** Nobody waits for it: this long after a refusal it stands in the change log. */
const WRITE_AFTER = 500;
/** The same refusal again within this time is counted, not written anew. */
const GATHERED_FOR = 60_000;
/** So many different refusals a minute have a row each: of one person, and of everybody unknown together. */
const MOST_APART = { known: 50, unknown: 500 };
/** What the others of a minute are called in the row that counts them. */
const OTHERS = { operation: "otherRefusals", code: "TOO_MANY" };
/** So that no flood of refusals fills the memory while the database is away. */
const MOST_GATHERED = 1000;

/** Of whom which refusals have a row of their own in this minute. */
interface Apart {
  readonly since: number;
  readonly keys: Set<string>;
}

/**
 * Notes who was refused what. A refusal is rolled back or never began a transaction, so its row is written by itself, a
 * little later. The same person, address, operation, reason and record within a minute make one row with a count; of
 * somebody unknown it is the address, the operation and the account that was tried. Of more than some a minute the rest is one row with its
 * count, so that nobody fills the log by asking for many things, and none is lost.
 */
export class Refusals {
  readonly #em: EntityManager;
  readonly #logger: Logger;
  readonly #onMerged: () => void;
  readonly #gathered = new Map<string, Gathered>();
  readonly #apart = new Map<string, Apart>();
  readonly #writtenAt = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(em: EntityManager, logger: Logger, onMerged: () => void = () => undefined) {
    this.#em = em;
    this.#logger = logger;
    this.#onMerged = onMerged;
  }

  record(asking: Asking, refusal: Refusal): void {
    const { actor, source, address, requestId } = asking;
    // Jobs and the command line ask in nobody's stead.
    if (source !== ChangeSource.CONSOLE && source !== ChangeSource.API) return;
    const { operation, code, recordType = null, recordId = null } = refusal;
    // What somebody unknown names tells nothing, save the account whose password was guessed at.
    const record =
      actor || recordType === "StaffMember" ? { recordType, recordId } : { recordType: null, recordId: null };
    const key = JSON.stringify(
      actor
        ? [actor.staffId, actor.keyId, address, operation, code, recordType, recordId]
        : [address, operation, record.recordId],
    );
    const one = { asking: { actor, source, address, requestId }, operation, code, ...record, count: 1 };
    if (this.#standsApart(one, key)) this.#gather(key, one);
    else this.#merge(one);
    this.#timer ??= setTimeout(() => void this.#writeDue(), WRITE_AFTER).unref();
  }

  #standsApart({ asking: { actor } }: Gathered, key: string): boolean {
    const who = actor?.staffId ?? "";
    let apart = this.#apart.get(who);
    if (!apart || apart.since < Date.now() - GATHERED_FOR) {
      apart = { since: Date.now(), keys: new Set() };
      this.#apart.set(who, apart);
    }
    const most = actor ? MOST_APART.known : MOST_APART.unknown;
    if (apart.keys.size < most) apart.keys.add(key);
    return apart.keys.has(key);
  }

  #gather(key: string, one: Gathered): void {
    const known = this.#gathered.get(key);
    if (known) known.count += one.count;
    else if (this.#gathered.size < MOST_GATHERED) this.#gathered.set(key, one);
    else this.#merge(one);
  }

  /** Counts it with the others of the same person: of these there are no more than people. */
  #merge(one: Gathered): void {
    const { actor, source, requestId } = one.asking;
    const key = JSON.stringify(["others", actor?.staffId]);
    const known = this.#gathered.get(key);
    this.#onMerged();
    if (known) known.count += one.count;
    else {
      const asking = { actor, source, address: null, requestId };
      this.#gathered.set(key, { asking, ...OTHERS, recordType: null, recordId: null, count: one.count });
    }
  }

  /** Writes everything that is gathered now, whether its minute is over or not. */
  async flush(): Promise<void> {
    await this.#write([...this.#gathered.keys()]);
  }

  /** Writes the rest. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.flush();
  }

  async #writeDue(): Promise<void> {
    this.#timer = undefined;
    const earliest = Date.now() - GATHERED_FOR;
    for (const [key, at] of this.#writtenAt) if (at < earliest) this.#writtenAt.delete(key);
    for (const [who, { since }] of this.#apart) if (since < earliest) this.#apart.delete(who);
    await this.#write([...this.#gathered.keys()].filter((key) => !this.#writtenAt.has(key)));
    if (this.#gathered.size > 0) this.#timer ??= setTimeout(() => void this.#writeDue(), WRITE_AFTER).unref();
  }

  async #write(keys: readonly string[]): Promise<void> {
    const due = keys.flatMap((key) => {
      const one = this.#gathered.get(key);
      this.#gathered.delete(key);
      // The same that comes while this one is being written is counted already.
      this.#writtenAt.set(key, Date.now());
      return one ? [{ key, one }] : [];
    });
    this.#writing = this.#writing.then(() => this.#insert(due));
    await this.#writing;
  }

  async #insert(due: readonly { readonly key: string; readonly one: Gathered }[]): Promise<void> {
    if (due.length === 0) return;
    try {
      await insertChanges(
        this.#em.fork(),
        due.map(({ one }) => {
          const { operation, recordType, recordId } = one;
          const record = { kind: ChangeKind.REFUSAL, operation, version: 0 };
          return {
            ...changeRow(one.asking, { ...record, type: recordType ?? null, id: recordId ?? null }),
            reason: one.code,
            count: one.count,
          };
        }),
      );
    } catch (error) {
      this.#logger.debug({ error }, "refusals could not be written yet");
      // The database is away: they wait, as far as there is room.
      for (const { key, one } of due) {
        this.#writtenAt.delete(key);
        this.#gather(key, one);
      }
    }
  }
}
