import {
  ComplaintEvidence,
  ComplaintStatus,
  findTransition,
} from "../../modules/complaints/complaint-status.ts";
import type { StepEvidence } from "../../modules/complaints/complaint-evidence.ts";
import {
  ComplaintEventKind,
  ComplaintKind,
  ComplaintMedium,
  ComplaintSeverity,
} from "../../modules/complaints/complaint-words.types.ts";
import { Complaint } from "../../modules/complaints/complaint.entity.ts";
import {
  MEDIA,
  NOTES,
  REACTIONS,
  SATISFACTION,
  SEVERITIES,
} from "../../modules/imports/demo/demo-complaints.ts";
import type { Dice } from "../../modules/imports/demo/demo-people.ts";
import { DEMO_STORIES, type DemoStory } from "../../modules/imports/demo/demo-stories.ts";
import { DAY, HOUR, dayOf, startOfDay } from "./seed-calendar.ts";
import { Chooser } from "./seed-dice.ts";

/** Who can take care of complaints, as the database knows them. */
export interface SeedStaff {
  readonly people: readonly { readonly id: string; readonly teamId: string | null }[];
  readonly teams: readonly string[];
}

export interface SeedComplaintEvent {
  readonly kind: ComplaintEventKind;
  readonly at: number;
  readonly fromStatus: ComplaintStatus | null;
  readonly toStatus: ComplaintStatus | null;
  readonly evidence: StepEvidence;
  readonly text: string | null;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

export interface SeedComplaint {
  /** As it stands after everything that happened with it; without id, number and customer. */
  readonly complaint: Complaint;
  readonly filedAt: number;
  readonly events: readonly SeedComplaintEvent[];
}

const { RECEIVED, ACKNOWLEDGED, ANALYSED, RESOLVED, FOLLOWED_UP, CLOSED, WITHDRAWN } = ComplaintStatus;

/** The ways a complaint goes, and how often; what is new has only begun its way. */
const WAYS = new Chooser<readonly ComplaintStatus[]>([
  [[ACKNOWLEDGED, ANALYSED, RESOLVED, FOLLOWED_UP, CLOSED], 820],
  [[WITHDRAWN], 28],
  [[ACKNOWLEDGED, WITHDRAWN], 22],
  [[ACKNOWLEDGED, ANALYSED, WITHDRAWN], 8],
  [[ACKNOWLEDGED, ANALYSED, RESOLVED, WITHDRAWN], 4],
  [[WITHDRAWN, RECEIVED, ACKNOWLEDGED, ANALYSED, RESOLVED, FOLLOWED_UP, CLOSED], 6],
  [[ACKNOWLEDGED, ANALYSED, RESOLVED, ACKNOWLEDGED, ANALYSED, RESOLVED, FOLLOWED_UP, CLOSED], 52],
  [
    [ACKNOWLEDGED, ANALYSED, RESOLVED, FOLLOWED_UP, ACKNOWLEDGED, ANALYSED, RESOLVED, FOLLOWED_UP, CLOSED],
    32,
  ],
  [
    [
      ACKNOWLEDGED,
      ANALYSED,
      RESOLVED,
      FOLLOWED_UP,
      CLOSED,
      ACKNOWLEDGED,
      ANALYSED,
      RESOLVED,
      FOLLOWED_UP,
      CLOSED,
    ],
    28,
  ],
]);
/** Some get stuck where they are, however old. */
const STUCK = 0.05;
/** About how many hours it takes to get there. */
const HOURS: Readonly<Record<ComplaintStatus, number>> = {
  [RECEIVED]: 30,
  [ACKNOWLEDGED]: 3,
  [ANALYSED]: 20,
  [RESOLVED]: 38,
  [FOLLOWED_UP]: 60,
  [CLOSED]: 5,
  [WITHDRAWN]: 22,
};
const WITHDRAWN_BECAUSE = [
  "客户来电说问题已自行解决，不再追究。",
  "客户与卖家沟通后同意撤诉。",
  "客户表示是误会，要求撤回投诉。",
];
const REOPENED_BECAUSE = [
  "客户反映同样的问题又出现了，要求重新处理。",
  "客户对处理结果不认可，要求重新处理。",
  "补发的商品仍有问题，客户再次来电。",
];
const NO_EVIDENCE: StepEvidence = {
  acknowledgedThrough: null,
  cause: null,
  solution: null,
  reaction: null,
  satisfaction: null,
  reason: null,
};

/** Lets an invented complaint go its way by the rules of every complaint, up to the last moment. */
export function inventComplaint(
  dice: Dice,
  { filedAt, goods, staff, until }: { filedAt: number; goods: string; staff: SeedStaff; until: number },
): SeedComplaint {
  const story = dice.oneOf(DEMO_STORIES);
  const medium = dice.weighted(MEDIA);
  const complaint = Object.assign(new Complaint(), {
    version: 1,
    kind: story.kind ?? ComplaintKind.COMPLAINT,
    category: story.category,
    severity: story.kind ? ComplaintSeverity.LOW : dice.weighted(SEVERITIES),
    medium,
    description: story.description.replace("{goods}", goods),
    status: RECEIVED,
    assigneeId: null as string | null,
    teamId: null as string | null,
  });
  const whole = WAYS.pick(dice);
  const way = dice.chance(STUCK) ? whole.slice(0, dice.whole(0, Math.min(4, whole.length - 1))) : whole;
  const events = [filed(dice, complaint, filedAt, staff)];
  const assigned = assign(
    dice,
    complaint,
    filedAt + Math.floor((0.1 + dice.next()) * HOUR),
    staff,
    way.length,
  );
  if (assigned && assigned.at < until) events.push(assigned);
  else if (assigned) Object.assign(complaint, { assigneeId: null, teamId: null, version: 1 });
  let at = events.at(-1)?.at ?? filedAt;
  for (const status of way) {
    if (status === ANALYSED && dice.chance(0.35)) {
      at = later(dice, at, 4);
      if (at < until) events.push(event(ComplaintEventKind.NOTE_WRITTEN, at, { text: dice.oneOf(NOTES) }));
    }
    at = later(dice, at, HOURS[status]);
    if (at >= until) break;
    events.push(step(dice, complaint, status, at, story));
  }
  return { complaint, filedAt, events };
}

/** Half of them belong to somebody from the start. */
function filed(dice: Dice, complaint: Complaint, at: number, staff: SeedStaff): SeedComplaintEvent {
  const [person] = staff.people;
  if (person && dice.chance(0.45)) Object.assign(complaint, ownerAmong(dice, staff));
  const { assigneeId, teamId, description } = complaint;
  return event(ComplaintEventKind.FILED, at, { toStatus: RECEIVED, text: description, assigneeId, teamId });
}

/** The others are given to a person soon, or to a team's queue; of the newest some still wait. */
function assign(
  dice: Dice,
  complaint: Complaint,
  at: number,
  staff: SeedStaff,
  steps: number,
): SeedComplaintEvent | null {
  if (complaint.assigneeId !== null || staff.people.length === 0 || dice.chance(steps === 0 ? 0.5 : 0.06))
    return null;
  const team = staff.teams.length > 0 && dice.chance(0.12) ? dice.oneOf(staff.teams) : null;
  const owner = team === null ? ownerAmong(dice, staff) : { assigneeId: null, teamId: team };
  complaint.assign(owner);
  complaint.version += 1;
  return event(ComplaintEventKind.ASSIGNED, at, owner);
}

function ownerAmong(dice: Dice, { people }: SeedStaff): { assigneeId: string; teamId: string | null } {
  const { id, teamId } = dice.oneOf(people);
  return { assigneeId: id, teamId };
}

function step(
  dice: Dice,
  complaint: Complaint,
  to: ComplaintStatus,
  at: number,
  story: DemoStory,
): SeedComplaintEvent {
  const fromStatus = complaint.status;
  const evidence = evidenceFor(dice, complaint, to, story);
  complaint.changeStatus(to, evidence);
  complaint.version += 1;
  return event(ComplaintEventKind.STATUS_CHANGED, at, {
    fromStatus,
    toStatus: to,
    evidence,
    text: evidence.cause ?? evidence.solution ?? evidence.reaction ?? evidence.reason,
  });
}

/** Exactly what the table of transitions asks for. */
function evidenceFor(dice: Dice, complaint: Complaint, to: ComplaintStatus, story: DemoStory): StepEvidence {
  const asked = findTransition(complaint.status, to)?.requires ?? [];
  const satisfaction = asked.includes(ComplaintEvidence.SATISFACTION) ? dice.weighted(SATISFACTION) : null;
  const { medium } = complaint;
  return {
    acknowledgedThrough: asked.includes(ComplaintEvidence.ACKNOWLEDGED_THROUGH)
      ? medium === ComplaintMedium.PLATFORM
        ? ComplaintMedium.PHONE
        : medium
      : null,
    cause: asked.includes(ComplaintEvidence.CAUSE) ? story.cause : null,
    solution: asked.includes(ComplaintEvidence.SOLUTION) ? story.solution : null,
    reaction: satisfaction === null ? null : dice.oneOf(REACTIONS[satisfaction]),
    satisfaction,
    reason: asked.includes(ComplaintEvidence.REASON)
      ? dice.oneOf(to === WITHDRAWN ? WITHDRAWN_BECAUSE : REOPENED_BECAUSE)
      : null,
  };
}

function event(
  kind: ComplaintEventKind,
  at: number,
  details: Partial<SeedComplaintEvent>,
): SeedComplaintEvent {
  return {
    kind,
    at,
    fromStatus: null,
    toStatus: null,
    evidence: NO_EVIDENCE,
    text: null,
    assigneeId: null,
    teamId: null,
    ...details,
  };
}

/** Some hours later, between nine in the morning and nine in the evening. */
function later(dice: Dice, moment: number, hours: number): number {
  const at = moment + Math.floor(Math.max(0.05, hours * (0.4 + dice.next() * 1.2)) * HOUR);
  const day = dayOf(at);
  const morning = startOfDay(day) + 9 * HOUR;
  if (at < morning) return morning + ((at - moment) % HOUR);
  const evening = startOfDay(day) + 21 * HOUR;
  return at > evening ? morning + DAY + ((at - evening) % HOUR) : at;
}
