import { mix } from "./seed-dice.ts";

/** The sixteen bytes of a UUID: what is written a dozen times a customer is never printed and read again. */
export type SeedId = Uint8Array;

const TWO_TO_32 = 4_294_967_296;
const MOST_RECORDS = 0xfff;

/**
 * Ids of one customer and all that belongs to it: UUIDs of version 7 like any other, but the same each time. The
 * moment stands in front; behind it the record's place and the customer's number make it one of its kind.
 */
export class SeedIds {
  readonly #next = new Uint8Array(16);
  #record = 0;
  /** Several records are of the same moment. */
  #moment = -1;

  constructor(seed: number, customerNumber: number) {
    const random = mix(mix(seed) ^ customerNumber);
    put16(this.#next, 8, 0x8000 | (random & 0x3fff));
    put16(this.#next, 10, random >>> 16);
    put16(this.#next, 12, customerNumber >>> 16);
    put16(this.#next, 14, customerNumber);
  }

  next(moment: number): SeedId {
    this.#record += 1;
    if (this.#record > MOST_RECORDS) throw new RangeError("too many records of one customer");
    if (moment !== this.#moment) {
      this.#moment = moment;
      put16(this.#next, 0, Math.floor(moment / TWO_TO_32));
      put16(this.#next, 2, moment >>> 16);
      put16(this.#next, 4, moment);
    }
    put16(this.#next, 6, 0x7000 | this.#record);
    return this.#next.slice();
  }
}

function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

/** As the application knows it. */
export function idText(id: SeedId): string {
  const digits = Buffer.from(id.buffer, id.byteOffset, 16).toString("hex");
  const [time, second, third] = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16)];
  return `${time}-${second}-${third}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
