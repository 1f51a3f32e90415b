import { Calendar, dayOf } from "./seed-calendar.ts";
import { diceFor, Purpose } from "./seed-dice.ts";

/** What was asked for, and where the database's own numbers go on. */
export interface SeedTask {
  readonly customers: number;
  readonly complaints: number;
  readonly seed: number;
  /** The last day on which anything happens, as days since 1970. */
  readonly untilDay: number;
}

/** Which customer complains, and how many orders come before each customer's: small enough to know ahead, for all threads. */
export interface SeedPlan {
  readonly task: SeedTask;
  /** The complaints of customer i stand in `complaints` from `complaintsFrom[i]` up to `complaintsFrom[i + 1]`. */
  readonly complaintsFrom: Uint32Array;
  readonly complaints: Uint32Array;
  readonly ordersBefore: Uint32Array;
}

export interface Calendars {
  readonly customers: Calendar;
  readonly orders: Calendar;
  readonly complaints: Calendar;
}

const YEAR = 365;
/** A complaint comes some days after the goods. */
const LAG = 5;
/** Nobody complains before the first order can have come. */
const SOONEST = 12;

export function calendarsOf({ untilDay }: SeedTask): Calendars {
  return {
    customers: new Calendar(untilDay - 1, 4 * YEAR, { growth: 1.25 }),
    orders: new Calendar(untilDay, 4 * YEAR, { growth: 1.35 }),
    complaints: new Calendar(untilDay, 3 * YEAR, { growth: 1.3, lag: LAG }),
  };
}

/** When the complaint with this place in the order of filing was filed. */
export function filedAt(calendars: Calendars, { complaints }: SeedTask, place: number): number {
  return calendars.complaints.momentAt((place + 0.5) / complaints);
}

/** Most complaints are about an order; such an order is made together with its complaint. */
export function isAboutAnOrder({ seed }: SeedTask, place: number): boolean {
  return diceFor(seed, Purpose.COMPLAINT_PLACE, place).next() < 0.86;
}

/** Lays out what belongs to whom, so that every thread can make its own part without asking another. */
export function planSeed(task: SeedTask): SeedPlan {
  const calendars = calendarsOf(task);
  const complainers = new Uint32Array(task.complaints);
  const complaintsFrom = shared(task.customers + 1);
  for (let place = 0; place < task.complaints; place += 1) {
    const soonest = dayOf(filedAt(calendars, task, place)) - SOONEST;
    const known = Math.max(1, Math.floor(calendars.customers.shareBefore(soonest) * task.customers));
    const customer = Math.floor(
      diceFor(task.seed, Purpose.COMPLAINT_PLACE, ~place).next() ** 1.2 * Math.min(known, task.customers),
    );
    complainers[place] = customer;
    complaintsFrom[customer + 1] = (complaintsFrom[customer + 1] ?? 0) + 1;
  }
  for (let index = 1; index <= task.customers; index += 1)
    complaintsFrom[index] = (complaintsFrom[index] ?? 0) + (complaintsFrom[index - 1] ?? 0);
  const complaints = shared(task.complaints);
  const next = complaintsFrom.slice();
  for (const [place, customer] of complainers.entries()) {
    const slot = next[customer] ?? 0;
    complaints[slot] = place;
    next[customer] = slot + 1;
  }
  return { task, complaintsFrom, complaints, ordersBefore: countOrders(task, complaintsFrom, complaints) };
}

function countOrders(task: SeedTask, complaintsFrom: Uint32Array, complaints: Uint32Array): Uint32Array {
  const before = shared(task.customers + 1);
  for (let index = 0; index < task.customers; index += 1) {
    let count = ownOrders(task, index);
    for (let slot = complaintsFrom[index] ?? 0; slot < (complaintsFrom[index + 1] ?? 0); slot += 1)
      if (isAboutAnOrder(task, complaints[slot] ?? 0)) count += 1;
    before[index + 1] = (before[index] ?? 0) + count;
  }
  return before;
}

/** How many orders a customer makes beside those complained of: none for some, one or two for most, dozens for a few. */
export function ownOrders({ seed }: SeedTask, index: number): number {
  const dice = diceFor(seed, Purpose.ORDER_COUNT, index);
  if (dice.chance(0.12)) return 0;
  return Math.min(80, 1 + Math.floor(Math.exp(dice.normal() * 1.1 - 0.25)));
}

/** Seen by all threads without being copied. */
function shared(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}
