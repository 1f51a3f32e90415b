/** The present moment, ISO 8601 in UTC. One place, so that nothing else reads the machine's clock. */
export function now(): Date {
  return new Date();
}

/** The business day (yyyy-mm-dd) that a moment falls on in a time zone. */
export function businessDay(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(moment);
}
