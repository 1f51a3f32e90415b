import { useState } from "react";
import type { UserErrorValue } from "../../../components/user-errors.ts";
import type { FragmentType } from "../../../gql/index.ts";
import type { conflictLine } from "./field-conflict-dialog.tsx";

export type SaveAnswer<Saved> = {
  /** The record as it is now; with a conflict, what somebody else made of it. */
  record: Saved | null | undefined;
  conflicts: readonly FragmentType<typeof conflictLine>[];
  errors: readonly UserErrorValue[];
};

export type Clash<Changes, Saved> = {
  mine: Changes;
  current: Saved;
  conflicts: readonly FragmentType<typeof conflictLine>[];
};

type VersionedSave<Changes, Saved> = {
  /** Undefined when it failed at the top level: the reader has been told then. */
  send: (changes: Changes, expectedVersion: number) => Promise<SaveAnswer<Saved> | undefined>;
  /** `over`: what somebody else had made of it, when it was saved over that. */
  onSaved: (record: Saved, changes: Changes, over: Saved | undefined) => void;
  onRefused: (errors: readonly UserErrorValue[]) => void;
  /** After a conflict, all was left as the others made it. */
  onTheirsTaken: (current: Saved) => void;
};

/** Saves on top of the version that was read. When somebody was faster, nothing is written until the reader has chosen. */
export function useVersionedSave<Changes extends object, Saved extends { version: number }>(
  save: VersionedSave<Changes, Saved>,
): {
  clash: Clash<Changes, Saved> | undefined;
  send: (changes: Changes, expectedVersion: number) => Promise<void>;
  decide: (keepMine: ReadonlySet<string>) => Promise<void>;
  back: () => void;
} {
  const [clash, setClash] = useState<Clash<Changes, Saved>>();

  const send = async (changes: Changes, expectedVersion: number, over?: Saved): Promise<void> => {
    const answer = await save.send(changes, expectedVersion);
    if (!answer) return;
    const { record, conflicts, errors } = answer;
    const stale = errors.some(
      (error) => error.code === "CONFLICT" && error.path.at(-1) === "expectedVersion",
    );
    if (stale && record) return setClash({ mine: changes, current: record, conflicts });
    setClash(undefined);
    if (errors.length > 0 || !record) save.onRefused(errors);
    else save.onSaved(record, changes, over);
  };

  return {
    clash,
    send,
    decide: async (keepMine) => {
      if (!clash) return;
      const kept = Object.fromEntries(Object.entries(clash.mine).filter(([field]) => keepMine.has(field)));
      if (Object.keys(kept).length > 0) return send(kept as Changes, clash.current.version, clash.current);
      setClash(undefined);
      save.onTheirsTaken(clash.current);
    },
    back: () => setClash(undefined),
  };
}
