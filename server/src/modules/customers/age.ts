import { AgeSource, type CustomerAge } from "./archive-field.types.ts";

/** How old somebody is on a day: exactly from the birth date, else at most from the year of birth. */
export function ageOf(
  born: { readonly birthDate: string | undefined; readonly birthYear: string | undefined },
  today: string,
): CustomerAge | null {
  const year = Number(today.slice(0, 4));
  if (born.birthDate !== undefined) {
    // Whoever was born on the 29th of February is a year older on the 1st of March.
    const hadBirthday = today.slice(5) >= born.birthDate.slice(5);
    const years = year - Number(born.birthDate.slice(0, 4)) - (hadBirthday ? 0 : 1);
    return { years, from: AgeSource.BIRTH_DATE };
  }
  if (born.birthYear === undefined) return null;
  return { years: year - Number(born.birthYear), from: AgeSource.BIRTH_YEAR };
}
