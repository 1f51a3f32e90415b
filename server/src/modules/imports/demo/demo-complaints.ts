import type { ComplaintToTakeIn, PastEvent } from "../../complaints/commands/take-in-complaints.ts";
import {
  ComplaintKind,
  ComplaintMedium,
  ComplaintSeverity,
  HandlingSatisfaction,
} from "../../complaints/complaint-words.types.ts";
import { Dice } from "./demo-people.ts";
import { DEMO_STORIES, type DemoStory } from "./demo-stories.ts";

/** Goods that one of the invented customers has bought of late. */
export interface DemoPurchase {
  readonly customerId: string;
  readonly orderId: string;
  readonly goods: string;
  /** yyyy-mm-dd */
  readonly day: string;
}

const SEED = 20_260_308;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far each complaint has come, the last filed first: what is new is open, most of what is old is done. */
const FATES = [
  "RECEIVED RECEIVED ACKNOWLEDGED RECEIVED ACKNOWLEDGED ANALYSED WITHDRAWN ACKNOWLEDGED ANALYSED RESOLVED",
  "RECEIVED RESOLVED ANALYSED FOLLOWED_UP CLOSED REOPENED RESOLVED CLOSED FOLLOWED_UP CLOSED CLOSED WITHDRAWN",
  "CLOSED CLOSED CLOSED FOLLOWED_UP CLOSED CLOSED REOPENED CLOSED CLOSED CLOSED WITHDRAWN CLOSED CLOSED CLOSED",
  "CLOSED CLOSED CLOSED CLOSED",
].flatMap((line) => line.split(" ") as Fate[]);

type Fate =
  | "RECEIVED"
  | "ACKNOWLEDGED"
  | "ANALYSED"
  | "RESOLVED"
  | "FOLLOWED_UP"
  | "CLOSED"
  | "WITHDRAWN"
  | "REOPENED";

export const DEMO_COMPLAINTS = FATES.length;

export const SEVERITIES = [
  [ComplaintSeverity.LOW, 22],
  [ComplaintSeverity.NORMAL, 55],
  [ComplaintSeverity.HIGH, 18],
  [ComplaintSeverity.CRITICAL, 5],
] as const;
export const MEDIA = [
  [ComplaintMedium.PHONE, 34],
  [ComplaintMedium.WANGWANG, 26],
  [ComplaintMedium.WECHAT, 16],
  [ComplaintMedium.ON_SITE, 10],
  [ComplaintMedium.EMAIL, 5],
  [ComplaintMedium.PLATFORM, 5],
  [ComplaintMedium.QQ, 4],
] as const;
export const SATISFACTION = [
  [HandlingSatisfaction.SATISFIED, 6],
  [HandlingSatisfaction.PARTLY_SATISFIED, 3],
  [HandlingSatisfaction.DISSATISFIED, 1],
] as const;
export const REACTIONS: Readonly<Record<HandlingSatisfaction, readonly string[]>> = {
  [HandlingSatisfaction.SATISFIED]: [
    "客户说处理得很快，以后还会来买。",
    "客户表示感谢，已在平台上改为好评。",
    "客户很满意，说没想到这么快就解决了。",
  ],
  [HandlingSatisfaction.PARTLY_SATISFIED]: [
    "客户接受处理结果，但希望以后发货前多检查一遍。",
    "客户说可以接受，就是来回等了几天。",
  ],
  [HandlingSatisfaction.DISSATISFIED]: ["客户仍不满意，认为补偿太少，说下次不一定再买。"],
};
export const NOTES = [
  "客户白天上班，请在晚上七点以后联系。",
  "已请仓库查当天的出库监控。",
  "快递公司答复：明天中午前给结果。",
  "客户发来了照片，问题很清楚。",
  "老客户，请优先处理。",
];

/** Complaints about what was bought of late, the first filed first; none of them, and nothing in them, is later than now. */
export function inventDemoComplaints(
  purchases: readonly DemoPurchase[],
  now: Date,
  /** Who takes care of most of them; null for nobody. */
  assignee: { readonly id: string; readonly teamId: string | null } | null,
): ComplaintToTakeIn[] {
  const dice = new Dice(SEED);
  const latestFirst = purchases.toSorted((one, other) => (one.day < other.day ? 1 : -1));
  const apart = Math.max(1, Math.floor(latestFirst.length / FATES.length));
  const complaints = FATES.flatMap((fate, index): ComplaintToTakeIn[] => {
    const bought = latestFirst[index * apart];
    if (!bought) return [];
    const story = dice.oneOf(DEMO_STORIES);
    const medium = dice.weighted(MEDIA);
    const filedAt = momentAfter(dice, new Date(`${bought.day}T00:00:00+08:00`), dice.whole(2, 9) * DAY, now);
    const assigned = assignee !== null && (fate !== "RECEIVED" || dice.chance(0.5));
    return [
      {
        customerId: bought.customerId,
        orderId: bought.orderId,
        assigneeId: assigned ? assignee.id : null,
        teamId: assigned ? assignee.teamId : null,
        kind: story.kind ?? ComplaintKind.COMPLAINT,
        category: story.category,
        severity: story.kind ? ComplaintSeverity.LOW : dice.weighted(SEVERITIES),
        medium,
        description: story.description.replace("{goods}", bought.goods),
        filedAt,
        past: pastOf(dice, story, fate, { filedAt, medium, now }),
      },
    ];
  });
  return complaints.toSorted((one, other) => one.filedAt.getTime() - other.filedAt.getTime());
}

function pastOf(
  dice: Dice,
  story: DemoStory,
  fate: Fate,
  { filedAt, medium, now }: { filedAt: Date; medium: ComplaintMedium; now: Date },
): PastEvent[] {
  let at = filedAt;
  const after = (hours: number): Date => (at = momentAfter(dice, at, hours * HOUR, now));
  const satisfaction = dice.weighted(SATISFACTION);
  const acknowledgedThrough = medium === ComplaintMedium.PLATFORM ? ComplaintMedium.PHONE : medium;
  const way: PastEvent[] = [];
  const until = (status: Fate, step: () => PastEvent): boolean => {
    way.push(step());
    return fate === status;
  };
  if (fate === "RECEIVED") return way;
  if (fate === "WITHDRAWN")
    return [{ at: after(20), status: "WITHDRAWN", reason: "客户来电说问题已自行解决，不再追究。" }];
  if (until("ACKNOWLEDGED", () => ({ at: after(3), status: "ACKNOWLEDGED", acknowledgedThrough })))
    return way;
  if (dice.chance(0.4)) way.push({ at: after(5), note: dice.oneOf(NOTES) });
  if (until("ANALYSED", () => ({ at: after(26), status: "ANALYSED", cause: story.cause }))) return way;
  if (until("RESOLVED", () => ({ at: after(48), status: "RESOLVED", solution: story.solution }))) return way;
  if (fate === "REOPENED") {
    way.push({ at: after(60), status: "ACKNOWLEDGED", reason: "客户反映同样的问题又出现了，要求重新处理。" });
    return way;
  }
  const reaction = dice.oneOf(REACTIONS[satisfaction]);
  if (until("FOLLOWED_UP", () => ({ at: after(70), status: "FOLLOWED_UP", reaction, satisfaction })))
    return way;
  until("CLOSED", () => ({ at: after(4), status: "CLOSED" }));
  return way;
}

/** Some time later, but always before now. */
function momentAfter(dice: Dice, moment: Date, milliseconds: number, now: Date): Date {
  const left = now.getTime() - moment.getTime();
  return new Date(
    moment.getTime() + Math.min(milliseconds * (0.5 + dice.next()), left * (0.3 + dice.next() * 0.4)),
  );
}
