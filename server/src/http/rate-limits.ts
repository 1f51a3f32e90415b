import { RequestError, requestErrorTexts } from "../platform/errors.ts";
import type { Charge } from "../platform/operation.ts";

/** Every operation costs so much at least, however little it asks. */
export const LEAST_CHARGE = 10;
const MINUTE = 60_000;
/** Whose bucket is full again is forgotten, and looked for this often. */
const FORGET_EVERY = MINUTE;

interface Bucket {
  points: number;
  at: number;
}

/** So many points a minute for each caller, to be saved up to a minute's worth. Kept by this process for itself. */
export class RateLimits {
  readonly limit: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  /** Until when those who went over their limit are refused without a look at who they are. */
  readonly #over = new Map<string, number>();
  #forgotAt: number;

  constructor(pointsPerMinute: number, now: () => number = () => performance.now()) {
    this.limit = pointsPerMinute;
    this.#now = now;
    this.#forgotAt = now();
  }

  /** Takes the points, or refuses. The credential is what the caller showed; it alone is refused from then on. */
  charge(whose: string, cost: number, credential?: string): Charge {
    const wanted = Math.min(Math.max(cost, LEAST_CHARGE), this.limit);
    const bucket = this.#bucketOf(whose);
    if (bucket.points < wanted) {
      const wait = ((wanted - bucket.points) / this.limit) * MINUTE;
      if (credential !== undefined && bucket.points < LEAST_CHARGE)
        this.#over.set(credential, this.#now() + wait);
      throw rateLimited(wait);
    }
    bucket.points -= wanted;
    return this.#show(wanted, bucket);
  }

  /** What is left, without taking anything. */
  look(whose: string): Charge {
    return this.#show(0, this.#bucketOf(whose));
  }

  /** Refuses whoever went over the limit a moment ago, by what he shows alone. */
  refuseWhoIsOver(credential: string): void {
    if (this.#over.size === 0) return;
    const until = this.#over.get(credential);
    if (until === undefined) return;
    const wait = until - this.#now();
    if (wait > 0) throw rateLimited(wait);
    this.#over.delete(credential);
  }

  #bucketOf(whose: string): Bucket {
    const now = this.#now();
    if (now - this.#forgotAt > FORGET_EVERY) this.#forget(now);
    let bucket = this.#buckets.get(whose);
    if (!bucket) this.#buckets.set(whose, (bucket = { points: this.limit, at: now }));
    bucket.points = Math.min(this.limit, bucket.points + ((now - bucket.at) / MINUTE) * this.limit);
    bucket.at = now;
    return bucket;
  }

  #forget(now: number): void {
    this.#forgotAt = now;
    for (const [whose, { at }] of this.#buckets) if (now - at > MINUTE) this.#buckets.delete(whose);
    for (const [credential, until] of this.#over) if (until < now) this.#over.delete(credential);
  }

  #show(requested: number, { points }: Bucket): Charge {
    const untilFull = ((this.limit - points) / this.limit) * MINUTE;
    return {
      requested,
      limit: this.limit,
      remaining: Math.floor(points),
      resetAt: new Date(Date.now() + untilFull),
    };
  }
}

function rateLimited(wait: number): RequestError {
  return new RequestError("RATE_LIMITED", requestErrorTexts.RATE_LIMITED, {
    retryAfter: Math.max(1, Math.ceil(wait / 1000)),
  });
}
