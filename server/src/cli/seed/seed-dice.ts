import { Dice } from "../../modules/imports/demo/demo-people.ts";

/** What a stream of numbers is for: each has its own, so that more of one thing changes nothing of another. */
export enum Purpose {
  PERSON = 1,
  ORDER_COUNT = 2,
  ORDERS = 3,
  COMPLAINT_PLACE = 4,
  COMPLAINT = 5,
  NOTES = 6,
  IDS = 7,
}

/** The same numbers each time for the same seed, purpose and record, whatever was thrown for others before. */
export function diceFor(seed: number, purpose: Purpose, record: number): Dice {
  return new Dice(mix(mix(mix(seed) ^ purpose) ^ record));
}

/** Spreads every bit over all of them (the end of MurmurHash3). */
export function mix(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Picks by weight out of a long list: looked up, not counted through. */
export class Chooser<Item> {
  readonly #items: readonly Item[];
  readonly #sums: Float64Array;

  constructor(weighted: readonly (readonly [Item, number])[]) {
    this.#items = weighted.map(([item]) => item);
    this.#sums = new Float64Array(weighted.length);
    let sum = 0;
    for (const [index, [, weight]] of weighted.entries()) {
      sum += weight;
      this.#sums[index] = sum;
    }
  }

  pick(dice: Dice): Item {
    const item = this.#items[placeIn(this.#sums, dice.next() * (this.#sums.at(-1) ?? 0))];
    if (item === undefined) throw new RangeError("nothing to choose from");
    return item;
  }
}

/** The first place whose running sum lies above the value. */
export function placeIn(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
