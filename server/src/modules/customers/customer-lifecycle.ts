import { CustomerLifecycle } from "./customer.entity.ts";

/** What a customer is doing with us on a day, which decides what whoever serves him needs first. */
export enum SalesStage {
  PRE_SALE = "PRE_SALE",
  IN_SALE = "IN_SALE",
  AFTER_SALE = "AFTER_SALE",
}

/** Why a customer is potential, existing or lost. */
export enum LifecycleCause {
  NO_DEAL_YET = "NO_DEAL_YET",
  DEAL_MADE = "DEAL_MADE",
  NO_DEAL_FOR_LONG = "NO_DEAL_FOR_LONG",
  SET_BY_HAND = "SET_BY_HAND",
}

/** What the rule looks at. Days are yyyy-mm-dd. */
export interface LifecycleFacts {
  readonly lifecycle: CustomerLifecycle;
  readonly byHand: boolean;
  readonly lastDealOn: string | null;
}

/** The day so many months after another one; the last of its month where that one has no such day, as PostgreSQL has it. */
export function monthsAfter(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const dayOfMonth = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return date.toISOString().slice(0, 10);
}

export function causeOf({ lifecycle, byHand, lastDealOn }: LifecycleFacts): LifecycleCause {
  if (byHand) return LifecycleCause.SET_BY_HAND;
  if (lifecycle === CustomerLifecycle.LOST) return LifecycleCause.NO_DEAL_FOR_LONG;
  return lastDealOn === null ? LifecycleCause.NO_DEAL_YET : LifecycleCause.DEAL_MADE;
}

/** What the rule says of a customer, whatever stands in the archive. */
export function lifecycleByRule(
  lastDealOn: string | null,
  lostAfterMonths: number | null,
  today: string,
): CustomerLifecycle {
  if (lastDealOn === null) return CustomerLifecycle.POTENTIAL;
  const isLost = lostAfterMonths !== null && monthsAfter(lastDealOn, lostAfterMonths) <= today;
  return isLost ? CustomerLifecycle.LOST : CustomerLifecycle.EXISTING;
}

/** The day on which the rule makes an existing customer a lost one, if nothing is bought until then. */
export function lostOn(facts: LifecycleFacts, lostAfterMonths: number | null): string | null {
  const { lifecycle, byHand, lastDealOn } = facts;
  if (byHand || lifecycle !== CustomerLifecycle.EXISTING || lastDealOn === null) return null;
  return lostAfterMonths === null ? null : monthsAfter(lastDealOn, lostAfterMonths);
}

export function stageOf(lastDealOn: string | null, inSaleDays: number, today: string): SalesStage {
  if (lastDealOn === null) return SalesStage.PRE_SALE;
  const days = (Date.parse(today) - Date.parse(lastDealOn)) / 86_400_000;
  return days <= inSaleDays ? SalesStage.IN_SALE : SalesStage.AFTER_SALE;
}
