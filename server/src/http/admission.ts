import { RequestError, requestErrorTexts } from "../platform/errors.ts";

export interface AdmissionLimits {
  /** Operations at work at the same time. */
  readonly atWork: number;
  /** Of these, one person's. */
  readonly each: number;
  readonly waiting: number;
  /** In milliseconds. */
  readonly patience: number;
}

/** More at once only wait for each other: the database has eight connections for them, of which nobody holds all. */
const LIMITS: AdmissionLimits = { atWork: 24, each: 6, waiting: 200, patience: 8000 };

interface Waiter {
  readonly begin: () => void;
  readonly isPatient: boolean;
}

/**
 * Lets operations in. When there are too many they wait, people taking turns, so that whoever asks for much waits for
 * himself; and when too many wait, or for too long, they are refused at once instead of drowning the server.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #atWork = new Map<string, number>();
  /** The person whose turn is next comes first. */
  readonly #waiting = new Map<string, Waiter[]>();
  #working = 0;
  #impatient = 0;

  constructor(limits: Partial<AdmissionLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  get working(): number {
    return this.#working;
  }

  /** Undefined when the work may begin at once, or else a promise of that. Whoever was let in has to leave. */
  enter(who: string): Promise<void> | undefined {
    if (this.#hasRoom(who) && !this.#waiting.has(who)) {
      this.#begin(who);
      return undefined;
    }
    if (this.#impatient >= this.#limits.waiting) throw busy();
    return this.#wait(who, this.#limits.patience);
  }

  /** For what cannot be refused, such as telling of an event. Waits for as long as it takes. */
  enterPatiently(who: string): Promise<void> | undefined {
    if (!this.#hasRoom(who) || this.#waiting.has(who)) return this.#wait(who, null);
    this.#begin(who);
    return undefined;
  }

  leave(who: string): void {
    this.#working -= 1;
    const mine = (this.#atWork.get(who) ?? 1) - 1;
    if (mine > 0) this.#atWork.set(who, mine);
    else this.#atWork.delete(who);
    if (this.#waiting.size > 0) this.#letIn();
  }

  #hasRoom(who: string): boolean {
    return this.#working < this.#limits.atWork && (this.#atWork.get(who) ?? 0) < this.#limits.each;
  }

  #begin(who: string): void {
    this.#working += 1;
    this.#atWork.set(who, (this.#atWork.get(who) ?? 0) + 1);
  }

  #wait(who: string, patience: number | null): Promise<void> {
    return new Promise((resolve, reject) => {
      let lost: NodeJS.Timeout | undefined;
      const waiter: Waiter = {
        isPatient: patience === null,
        begin: () => {
          clearTimeout(lost);
          resolve();
        },
      };
      if (patience !== null) {
        lost = setTimeout(() => {
          this.#giveUp(who, waiter);
          reject(busy());
        }, patience);
        this.#impatient += 1;
      }
      const queue = this.#waiting.get(who);
      if (queue) queue.push(waiter);
      else this.#waiting.set(who, [waiter]);
    });
  }

  #letIn(): void {
    for (const [who, queue] of this.#waiting) {
      if (this.#working >= this.#limits.atWork) return;
      if (!this.#hasRoom(who)) continue;
      const waiter = queue.shift();
      // The next turn is another person's.
      this.#waiting.delete(who);
      if (queue.length > 0) this.#waiting.set(who, queue);
      if (!waiter) continue;
      if (!waiter.isPatient) this.#impatient -= 1;
      this.#begin(who);
      waiter.begin();
    }
  }

  #giveUp(who: string, waiter: Waiter): void {
    this.#impatient -= 1;
    const queue = (this.#waiting.get(who) ?? []).filter((each) => each !== waiter);
    if (queue.length > 0) this.#waiting.set(who, queue);
    else this.#waiting.delete(who);
  }
}

export function busy(): RequestError {
  return new RequestError("UNAVAILABLE", requestErrorTexts.OVERLOADED, { retryAfter: 1 });
}
