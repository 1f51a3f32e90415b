/** The present moment, ISO 8601 in UTC. One place, so that nothing else reads the machine's clock. */
export function now(): Date {
  return new Date();
}

/** Making one costs fifty times as much as using it; there are as many as there are time zones in use. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The business day (yyyy-mm-dd) that a moment falls on in a time zone. */
export function businessDay(moment: Date, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  formats.set(timeZone, format);
  return format.format(moment);
}
