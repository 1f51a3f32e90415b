/** What a telephone dials: the digits, and behind them an extension in the way of RFC 3966. */
export function telephoneLink(shown: string): string {
  const [, number = shown, extension] = /^(.*\d{7,})(?:-| ext\. )(\d{1,6})$/.exec(shown) ?? [];
  const digits = number.replaceAll(/[^\d+]/g, "");
  return `tel:${digits}${extension === undefined ? "" : `;ext=${extension}`}`;
}
