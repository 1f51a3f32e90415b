import type { TimelineKind } from "../../modules/customers/timeline-entry.entity.ts";
import { ChangeSource } from "../../platform/request.ts";
import type { CopyRows } from "./copy-rows.ts";
import type { SeedId, SeedIds } from "./seed-ids.ts";

/** Adds the rows that every record has beside its own: that it was made, and what the customer's timeline says. */
export interface Teller {
  readonly ids: SeedIds;
  readonly customerId: SeedId;
  readonly source: ChangeSource;
  readonly made: (type: string, id: SeedId, version: number, at: number, fields: readonly string[]) => void;
  readonly happened: (
    kind: TimelineKind,
    at: number,
    subjectId: SeedId | null,
    fields: readonly string[] | null,
  ) => void;
}

/** Nobody of the staff did any of it: the command line is named as the source, and the seed as the request. */
export function tellerFor(rows: CopyRows, ids: SeedIds, customerId: SeedId, seed: number): Teller {
  const source = ChangeSource.COMMAND_LINE;
  return {
    ids,
    customerId,
    source,
    made: (type, id, version, at, fields) =>
      rows.add("change", ids.next(at), type, id, version, "seed", fields, source, `seed-${seed}`, at),
    happened: (kind, at, subjectId, fields) =>
      rows.add("timeline_entry", ids.next(at), customerId, kind, at, subjectId, fields, source),
  };
}
