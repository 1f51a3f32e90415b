import { mix } from "./seed-dice.ts";

const HEX4 = Array.from({ length: 65_536 }, (_, number) => number.toString(16).padStart(4, "0"));
const MOST_RECORDS = 0xfff;

/**
 * Ids of one customer and all that belongs to it: UUIDs of version 7 like any other, but the same each time. The
 * moment stands in front; behind it the record's place and the customer's number make it one of its kind.
 */
export class SeedIds {
  readonly #customer: string;
  #seed: number;
  #record = 0;

  constructor(seed: number, customerNumber: number) {
    this.#seed = mix(mix(seed) ^ customerNumber);
    this.#customer = `${hex4(customerNumber >>> 16)}${hex4(customerNumber)}`;
  }

  next(moment: number): string {
    this.#record += 1;
    if (this.#record > MOST_RECORDS) throw new RangeError("too many records of one customer");
    this.#seed = mix(this.#seed);
    const high = Math.floor(moment / 0x1_0000_0000);
    const low = moment >>> 0;
    return `${hex4(high)}${hex4(low >>> 16)}-${hex4(low)}-${hex4(0x7000 | this.#record)}-${hex4(0x8000 | (this.#seed & 0x3fff))}-${hex4(this.#seed >>> 16)}${this.#customer}`;
  }
}

function hex4(number: number): string {
  return HEX4[number & 0xffff] ?? "";
}
