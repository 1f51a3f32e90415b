/** One look at a personal value, as the summary needs it. */
export type Look = {
  recordId?: string | null;
  reason?: string | null;
  actor?: { id: string; name: string; roleName: string; revealQuota?: number | null } | null;
};

export type PersonsLooks = {
  id: string;
  name: string;
  role: string;
  /** Customers of whom something was looked at; the same one counts once. */
  customers: number;
  quota: number;
  looks: number;
  /** How often each reason was given, the most frequent first. */
  reasons: [reason: string, times: number][];
};

/** A day's looks by person, whoever looked at most customers first. */
export function summaryOf(looks: readonly Look[]): PersonsLooks[] {
  const byPerson = Map.groupBy(
    looks.filter(({ actor }) => actor),
    ({ actor }) => actor?.id ?? "",
  );
  return [...byPerson]
    .map(([id, own]) => {
      const person = own[0]?.actor;
      const reasons = Map.groupBy(own, ({ reason }) => (reason ?? "").split(": ", 1)[0] ?? "");
      return {
        id,
        name: person?.name ?? "",
        role: person?.roleName ?? "",
        customers: new Set(own.map(({ recordId }) => recordId)).size,
        quota: person?.revealQuota ?? 0,
        looks: own.length,
        reasons: [...reasons]
          .map(([reason, given]): [string, number] => [reason, given.length])
          .sort((one, other) => other[1] - one[1]),
      };
    })
    .sort((one, other) => other.customers - one.customers);
}
