import { useTranslation } from "react-i18next";

export type MoneyValue = { amount: string; currency: string };

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** Building an Intl format costs far more than using it, and a ledger uses thousands. */
function once<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(
  key: string,
  make: () => Format,
): Format {
  const known = formats.get(key);
  if (known) return known as Format;
  const made = make();
  formats.set(key, made);
  return made;
}

export function formatMoney(language: string, money: MoneyValue): string {
  const format = once(
    `money ${language} ${money.currency}`,
    () =>
      new Intl.NumberFormat(language, {
        style: "currency",
        currency: money.currency,
        currencyDisplay: "narrowSymbol",
        minimumFractionDigits: 2,
      }),
  );
  // Handed over as text: a number would round large amounts.
  return format.format(money.amount as Intl.StringNumericLiteral);
}

export function formatNumber(language: string, value: number): string {
  return once(`number ${language}`, () => new Intl.NumberFormat(language)).format(value);
}

/** A calendar day (yyyy-mm-dd) means the same day everywhere, so no time zone may move it. */
export function formatDate(language: string, day: string): string {
  const format = once(
    `date ${language}`,
    () =>
      new Intl.DateTimeFormat(language, {
        timeZone: "UTC",
        year: "numeric",
        month: language.startsWith("zh") ? "2-digit" : "short",
        day: language.startsWith("zh") ? "2-digit" : "numeric",
      }),
  );
  return format.format(new Date(`${day}T00:00:00Z`));
}

export function formatDateTime(language: string, instant: string): string {
  const format = once(
    `instant ${language}`,
    () =>
      new Intl.DateTimeFormat(language, {
        year: "numeric",
        month: language.startsWith("zh") ? "2-digit" : "short",
        day: language.startsWith("zh") ? "2-digit" : "numeric",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      }),
  );
  return format.format(new Date(instant));
}

/** The formats in the language on the screen. */
export function useFormat(): {
  money: (money: MoneyValue) => string;
  number: (value: number) => string;
  date: (day: string) => string;
  dateTime: (instant: string) => string;
} {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return {
    money: (money) => formatMoney(language, money),
    number: (value) => formatNumber(language, value),
    date: (day) => formatDate(language, day),
    dateTime: (instant) => formatDateTime(language, instant),
  };
}
