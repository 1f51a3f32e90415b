/** Money as people type it: full-width digits, a currency sign, thousands separators. Undefined when it is no amount. */
export function readAmount(typed: string): string | undefined {
  const plain = typed.normalize("NFKC").replaceAll(/[\s,¥元]/g, "");
  return /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? plain : undefined;
}

export function readQuantity(typed: string): string | undefined {
  const plain = typed.normalize("NFKC").replaceAll(/[\s,]/g, "");
  return /^\d{1,9}(\.\d{1,3})?$/.test(plain) && !/^0*(\.0*)?$/.test(plain) ? plain : undefined;
}

function cents(amount: string): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
}

export const sameAmount = (one: string, other: string): boolean => cents(one) === cents(other);

/** The exact sum; undefined as long as one of the amounts is missing. */
export function sumOfAmounts(amounts: readonly (string | undefined)[]): string | undefined {
  if (amounts.length === 0) return undefined;
  let sum = 0n;
  for (const amount of amounts) {
    if (amount === undefined) return undefined;
    sum += cents(amount);
  }
  return `${sum / 100n}.${String(sum % 100n).padStart(2, "0")}`;
}

/** A quantity without zeros that say nothing: 2.000 is 2. */
export function shortQuantity(quantity: string): string {
  return quantity.includes(".") ? quantity.replace(/\.?0+$/, "") : quantity;
}
