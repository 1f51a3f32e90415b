import { mix } from "./seed-dice.ts";

const HEX3 = Array.from({ length: 4096 }, (_, number) => number.toString(16).padStart(3, "0"));

/**
 * Ids of one customer and all that belongs to it: UUIDs of version 7 like any other, but the same each time. The
 * moment stands in front; behind it the record's place and the customer's number make it one of its kind.
 */
export class SeedIds {
  readonly #ending: string;
  #record = 0;
  /** Several records are of the same moment. */
  #moment = -1;
  #beginning = "";

  constructor(seed: number, customerNumber: number) {
    const random = mix(mix(seed) ^ customerNumber);
    this.#ending = `-${hex(0x8000 | (random & 0x3fff), 4)}-${hex(random >>> 16, 4)}${hex(customerNumber, 8)}`;
  }

  next(moment: number): string {
    this.#record += 1;
    const record = HEX3[this.#record];
    if (record === undefined) throw new RangeError("too many records of one customer");
    if (moment !== this.#moment) {
      const digits = hex(moment, 12);
      this.#moment = moment;
      this.#beginning = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
    }
    return this.#beginning + record + this.#ending;
  }
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}
