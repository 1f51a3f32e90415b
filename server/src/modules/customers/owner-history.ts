import type { Ownership } from "../../platform/scope.ts";

/** A change of the person or of the team, as the change log has it. */
export interface OwnerChange<Time> {
  /** The customer's version after it: person and team that changed together share it. */
  readonly version: number;
  readonly field: string;
  readonly old: string | null;
  readonly at: Time;
  readonly byId: string | null;
  readonly note: string | null;
}

/** Who looked after a customer, from when until when, and who gave it to them. */
export interface OwnerSpan<Time> extends Ownership {
  readonly from: Time;
  readonly until: Time | null;
  readonly byId: string | null;
  readonly note: string | null;
}

/** The owners one after another, the present one first: read backwards from today, since the log keeps what was before. */
export function ownersOver<Time>(
  present: Ownership,
  made: { readonly at: Time; readonly byId: string | null },
  changes: readonly OwnerChange<Time>[],
): OwnerSpan<Time>[] {
  const spans: OwnerSpan<Time>[] = [];
  let owner = present;
  let until: Time | null = null;
  for (const together of Map.groupBy(changes, ({ version }) => version).values()) {
    const [change] = together;
    if (!change) continue;
    const { at, byId, note } = change;
    spans.push({ ...owner, from: at, until, byId, note });
    const before = (field: "ownerId" | "teamId"): string | null => {
      const changed = together.find((one) => one.field === field);
      return changed ? changed.old : owner[field];
    };
    owner = { ownerId: before("ownerId"), teamId: before("teamId") };
    until = at;
  }
  return [...spans, { ...owner, from: made.at, until, byId: made.byId, note: null }];
}
