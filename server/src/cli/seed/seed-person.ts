import {
  NICKNAME_ENDS,
  NICKNAME_STARTS,
  PHONE_RANGES,
  STREETS,
  type Dice,
} from "../../modules/imports/demo/demo-people.ts";
import { CustomerKind } from "../../modules/customers/customer.entity.ts";
import { Chooser } from "./seed-dice.ts";
import { inventFirm, inventName } from "./seed-names.ts";

export interface SeedPerson {
  readonly kind: CustomerKind;
  readonly name: string | null;
  readonly nickname: string | null;
  /** The shop's own ID of the customer, bound as an external reference. */
  readonly externalId: string | null;
  /** In E.164. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
}

const STREET = new Chooser(STREETS);
const MAIL_HOSTS = new Chooser([
  ["qq", 60],
  ["163", 18],
  ["126", 6],
  ["sina", 6],
  ["outlook", 5],
  ["foxmail", 5],
]);

/** An invented customer. Of somebody who only asked the shop may know no more than what they call themselves. */
export function inventPerson(dice: Dice, number: number, hasBought: boolean): SeedPerson {
  const firm = dice.chance(0.012);
  const nickname = !firm && (!hasBought || dice.chance(0.6)) ? inventNickname(dice, number) : null;
  const known = hasBought || dice.chance(0.6);
  const named = firm || nickname === null || (known && dice.chance(0.97));
  const phone = known || nickname === null ? inventPhone(dice, firm) : null;
  const hasEmail = known && dice.chance(firm ? 0.8 : 0.38);
  return {
    kind: firm ? CustomerKind.COMPANY : CustomerKind.INDIVIDUAL,
    name: named ? (firm ? inventFirm(dice) : inventName(dice)) : null,
    nickname,
    externalId: nickname,
    phone,
    // Under example.cn nobody is written to.
    email: hasEmail ? `user${number}@${MAIL_HOSTS.pick(dice)}.example.cn` : null,
    address: hasBought && dice.chance(0.9) ? inventAddress(dice) : null,
  };
}

/** Ends in the customer's number, so that no two are the same. */
function inventNickname(dice: Dice, number: number): string {
  if (dice.chance(0.45)) return `${dice.oneOf(NICKNAME_STARTS)}${dice.oneOf(NICKNAME_ENDS)}${number}`;
  return `tb_${dice.whole(10, 99)}${String(number).padStart(6, "0")}`;
}

/** Mobile numbers for people, for one firm in two a landline. The digits are made up. */
function inventPhone(dice: Dice, firm: boolean): string {
  if (firm && dice.chance(0.5)) return `+86571${dice.whole(8, 8)}${sevenDigits(dice)}`;
  return `+86${dice.oneOf(PHONE_RANGES)}${dice.whole(0, 9)}${sevenDigits(dice)}`;
}

function sevenDigits(dice: Dice): string {
  return String(dice.whole(0, 9_999_999)).padStart(7, "0");
}

function inventAddress(dice: Dice): string {
  const room = dice.chance(0.7)
    ? `${dice.whole(1, 30)}幢${dice.whole(1, 4)}单元${dice.whole(1, 26)}0${dice.whole(1, 4)}室`
    : "";
  return `${STREET.pick(dice)}${dice.whole(1, 999)}号${room}`;
}
