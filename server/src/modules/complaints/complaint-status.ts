export enum ComplaintStatus {
  RECEIVED = "RECEIVED",
  ACKNOWLEDGED = "ACKNOWLEDGED",
  ANALYSED = "ANALYSED",
  RESOLVED = "RESOLVED",
  FOLLOWED_UP = "FOLLOWED_UP",
  CLOSED = "CLOSED",
  WITHDRAWN = "WITHDRAWN",
}

/** What a step asks for. */
export enum ComplaintEvidence {
  ACKNOWLEDGED_THROUGH = "ACKNOWLEDGED_THROUGH",
  CAUSE = "CAUSE",
  SOLUTION = "SOLUTION",
  REACTION = "REACTION",
  SATISFACTION = "SATISFACTION",
  REASON = "REASON",
}

export interface Transition {
  readonly from: ComplaintStatus;
  readonly to: ComplaintStatus;
  readonly requires: readonly ComplaintEvidence[];
}

const { RECEIVED, ACKNOWLEDGED, ANALYSED, RESOLVED, FOLLOWED_UP, CLOSED, WITHDRAWN } = ComplaintStatus;
const { ACKNOWLEDGED_THROUGH, CAUSE, SOLUTION, REACTION, SATISFACTION, REASON } = ComplaintEvidence;

/** Every step a complaint can take, onward, back and out; there are no others. */
export const TRANSITIONS: readonly Transition[] = [
  { from: RECEIVED, to: ACKNOWLEDGED, requires: [ACKNOWLEDGED_THROUGH] },
  { from: ACKNOWLEDGED, to: ANALYSED, requires: [CAUSE] },
  { from: ANALYSED, to: RESOLVED, requires: [SOLUTION] },
  { from: RESOLVED, to: FOLLOWED_UP, requires: [REACTION, SATISFACTION] },
  { from: FOLLOWED_UP, to: CLOSED, requires: [] },
  { from: RESOLVED, to: ACKNOWLEDGED, requires: [REASON] },
  { from: FOLLOWED_UP, to: ACKNOWLEDGED, requires: [REASON] },
  { from: CLOSED, to: ACKNOWLEDGED, requires: [REASON] },
  { from: WITHDRAWN, to: RECEIVED, requires: [REASON] },
  { from: RECEIVED, to: WITHDRAWN, requires: [REASON] },
  { from: ACKNOWLEDGED, to: WITHDRAWN, requires: [REASON] },
  { from: ANALYSED, to: WITHDRAWN, requires: [REASON] },
  { from: RESOLVED, to: WITHDRAWN, requires: [REASON] },
];

/** The order of the handling; a step back in it is a reopening. */
const HANDLING = [RECEIVED, ACKNOWLEDGED, ANALYSED, RESOLVED, FOLLOWED_UP, CLOSED];

export function allowedTransitions(status: ComplaintStatus): Transition[] {
  return TRANSITIONS.filter(({ from }) => from === status);
}

export function findTransition(from: ComplaintStatus, to: ComplaintStatus): Transition | null {
  return TRANSITIONS.find((transition) => transition.from === from && transition.to === to) ?? null;
}

/** The way on, not back or out: what is offered first. */
export function isReopening({ from, to }: Transition): boolean {
  return from === WITHDRAWN || (to !== WITHDRAWN && HANDLING.indexOf(to) < HANDLING.indexOf(from));
}

/** Whether somebody still has to do something about it. */
export function isOpen(status: ComplaintStatus): boolean {
  return status !== CLOSED && status !== WITHDRAWN;
}
