import type { SalesStage } from "../../../gql/graphql.ts";
import type { CardTab } from "./use-card-address.ts";

export const stages = ["PRE_SALE", "IN_SALE", "AFTER_SALE"] as const satisfies SalesStage[];

const tabsOf: Record<SalesStage, readonly CardTab[]> = {
  PRE_SALE: ["archive", "notes", "timeline", "orders", "reviews", "complaints", "history"],
  IN_SALE: ["orders", "timeline", "archive", "notes", "complaints", "reviews", "history"],
  AFTER_SALE: ["timeline", "reviews", "complaints", "orders", "notes", "archive", "history"],
};

/** The parts of the card in the order that helps in this stage. */
export const tabsIn = (stage: SalesStage): readonly CardTab[] => tabsOf[stage];

export type NextStep =
  | "askName"
  | "askPhone"
  | "askAddress"
  | "askPreferences"
  | "writeNote"
  | "recordOrder"
  | "checkAddress"
  | "latestOrder"
  | "seeComplaints"
  | "askReview"
  | "care"
  | "nextPurchase";

/** What the next step depends on. Of what the reader may not know nothing is said to be missing. */
export type StageFacts = {
  isCompany: boolean;
  nameMissing: boolean;
  phoneMissing: boolean;
  addressMissing: boolean;
  preferencesMissing: boolean;
  dealCount: number;
  openComplaintCount: number;
  reviewed: boolean;
  mayEdit: boolean;
  mayNote: boolean;
  mayOrder: boolean;
  mayReview: boolean;
};

/** What to do next with a customer in this stage, the most useful first; only what the reader may do. */
export function nextSteps(stage: SalesStage, facts: StageFacts): NextStep[] {
  const { mayEdit, mayNote, mayOrder, mayReview, dealCount } = facts;
  const complaints = facts.openComplaintCount > 0 && "seeComplaints";
  const steps: Record<SalesStage, (NextStep | false)[]> = {
    PRE_SALE: [
      complaints,
      mayEdit && facts.nameMissing && "askName",
      mayEdit && facts.phoneMissing && "askPhone",
      mayEdit && !facts.isCompany && facts.preferencesMissing && "askPreferences",
      mayNote && "writeNote",
      mayOrder && "recordOrder",
    ],
    IN_SALE: [
      dealCount > 0 && "latestOrder",
      mayEdit && (facts.addressMissing ? "askAddress" : "checkAddress"),
      mayEdit && facts.phoneMissing && "askPhone",
      complaints,
      mayOrder && "recordOrder",
    ],
    AFTER_SALE: [
      complaints,
      mayReview && dealCount > 0 && !facts.reviewed && "askReview",
      mayNote && "care",
      dealCount > 0 && "nextPurchase",
    ],
  };
  return steps[stage].filter((step) => step !== false);
}
