import type { TimelineKind } from "../../modules/customers/timeline-entry.entity.ts";
import { ChangeSource } from "../../platform/request.ts";
import { list, moment, type CopyText } from "./copy-text.ts";
import type { SeedIds } from "./seed-ids.ts";

/** Adds the rows that every record has beside its own: that it was made, and what the customer's timeline says. */
export interface Teller {
  readonly ids: SeedIds;
  readonly customerId: string;
  readonly source: ChangeSource;
  readonly made: (type: string, id: string, version: number, at: number, fields: readonly string[]) => void;
  readonly happened: (
    kind: TimelineKind,
    at: number,
    subjectId: string | null,
    fields: readonly string[] | null,
  ) => void;
}

/** Nobody of the staff did any of it: the command line is named as the source, and the seed as the request. */
export function tellerFor(text: CopyText, ids: SeedIds, customerId: string, seed: number): Teller {
  const source = ChangeSource.COMMAND_LINE;
  return {
    ids,
    customerId,
    source,
    made: (type, id, version, at, fields) =>
      text.add(
        "change",
        ids.next(at),
        type,
        id,
        version,
        "seed",
        list(fields),
        source,
        `seed-${seed}`,
        moment(at),
      ),
    happened: (kind, at, subjectId, fields) =>
      text.add(
        "timeline_entry",
        ids.next(at),
        customerId,
        kind,
        moment(at),
        subjectId,
        fields === null ? null : list(fields),
        source,
      ),
  };
}
