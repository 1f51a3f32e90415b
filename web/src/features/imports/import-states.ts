import type { ChipTone } from "../../components/chip.tsx";
import type { ImportState } from "../../gql/graphql.ts";

/** The states in which the server works and the console looks again and again. */
export type MovingState = "READING" | "CHECKING" | "RUNNING" | "REVERTING";

export function isMoving(state: ImportState): state is MovingState {
  return state === "READING" || state === "CHECKING" || state === "RUNNING" || state === "REVERTING";
}

export const stateTone: Record<ImportState, ChipTone> = {
  READING: "soft",
  CHECKING: "soft",
  READY: "warn",
  RUNNING: "soft",
  FINISHED: "good",
  REVERTING: "soft",
  REVERTED: "quiet",
  FAILED: "bad",
  DISCARDED: "quiet",
};

export const steps = ["file", "columns", "dryRun", "run", "done"] as const;
export type Step = (typeof steps)[number];

/** Whether there may be rows to mend or values to decide about: not while rows go in, nor when all was thrown away. */
export function hasOpenEnds(state: ImportState): boolean {
  return state === "CHECKING" || state === "READY" || state === "FINISHED";
}

/** Where an import stands on its way; undefined where it has left the way (failed, discarded, reverted). */
export function stepOf(state: ImportState): Step | undefined {
  switch (state) {
    case "READING":
      return "columns";
    case "CHECKING":
    case "READY":
      return "dryRun";
    case "RUNNING":
      return "run";
    case "FINISHED":
      return "done";
    default:
      return undefined;
  }
}
