import { KINDS, type Goods } from "../../modules/imports/demo/demo-rows.ts";
import type { Dice } from "../../modules/imports/demo/demo-people.ts";
import { Chooser } from "./seed-dice.ts";

const KIND = new Chooser(KINDS);

export interface SeedItem {
  readonly goods: string;
  readonly quantity: number;
  /** In hundredths of a yuan. */
  readonly cents: number;
}

export interface Taste {
  readonly goods: readonly Goods[];
  /** Around 1; a few spend many times what most do. */
  readonly generosity: number;
}

export function inventTaste(dice: Dice): Taste {
  return { goods: KIND.pick(dice), generosity: Math.exp(dice.normal() * 0.5) };
}

/** One to three lines of goods; now and then somebody buys for a whole firm. */
export function inventItems(dice: Dice, { goods, generosity }: Taste): SeedItem[] {
  const lines = dice.chance(0.8) ? 1 : dice.whole(2, 3);
  const wholesale = dice.chance(0.004) ? dice.whole(8, 40) : 1;
  return Array.from({ length: lines }, () => {
    const { name, price } = dice.oneOf(goods);
    const quantity = wholesale * (dice.chance(0.15) ? dice.whole(2, 4) : 1);
    const each = Math.max(9.9, price * generosity * (0.9 + dice.next() * 0.2));
    return { goods: name, quantity, cents: Math.round(each * 100) * quantity };
  });
}
