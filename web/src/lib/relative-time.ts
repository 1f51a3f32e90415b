const units = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long ago, in the largest unit that fits: "3 days ago", "刚刚". */
export function relativeTime(language: string, instant: string, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return language.startsWith("zh") ? "刚刚" : "just now";
}

/** The same for a calendar day: today, yesterday, last month. */
export function relativeDay(language: string, day: string, now: number): string {
  const local = new Date(now);
  const today = Date.UTC(local.getFullYear(), local.getMonth(), local.getDate());
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - today) / 86_400_000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const [unit, length] of [
    ["year", 365],
    ["month", 30],
    ["week", 7],
  ] as const) {
    if (Math.abs(days) >= length) return format.format(Math.trunc(days / length), unit);
  }
  return format.format(days, "day");
}
