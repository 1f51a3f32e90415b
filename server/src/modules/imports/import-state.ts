/** Where an import stands. */
export enum ImportState {
  READING = "READING",
  CHECKING = "CHECKING",
  READY = "READY",
  RUNNING = "RUNNING",
  FINISHED = "FINISHED",
  REVERTING = "REVERTING",
  REVERTED = "REVERTED",
  FAILED = "FAILED",
  DISCARDED = "DISCARDED",
}

/** What a person may ask of an import. */
export type ImportStep = "mapColumns" | "start" | "discard" | "mend" | "decide" | "revert" | "repeat";

const STEPS: Readonly<Record<ImportState, readonly ImportStep[]>> = {
  READING: [],
  CHECKING: ["mapColumns", "discard"],
  READY: ["mapColumns", "start", "discard", "mend"],
  RUNNING: [],
  FINISHED: ["mend", "decide", "revert"],
  REVERTING: [],
  REVERTED: ["repeat"],
  // A run that failed half-way can be taken back; what failed before it began can only be thrown away.
  FAILED: ["discard"],
  DISCARDED: [],
};

/** What is allowed in an import's state: the one table that decides. */
export function allowedSteps(one: {
  readonly state: ImportState;
  readonly startedAt: unknown;
}): readonly ImportStep[] {
  return one.state === ImportState.FAILED && one.startedAt !== null ? ["revert"] : STEPS[one.state];
}

/** The states in which a worker is at it; one that is not seen for a while is replaced. */
export const WORKED_STATES = [ImportState.CHECKING, ImportState.RUNNING, ImportState.REVERTING] as const;
export type WorkedState = (typeof WORKED_STATES)[number];

export function isWorked(state: ImportState): state is WorkedState {
  return (WORKED_STATES as readonly ImportState[]).includes(state);
}
