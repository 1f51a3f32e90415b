import { CustomerLifecycle } from "../../modules/customers/customer.entity.ts";
import { NOTES } from "../../modules/imports/demo/demo-rows.ts";
import type { Dice } from "../../modules/imports/demo/demo-people.ts";
import { DAY, HOUR, dayOf, startOfDay } from "./seed-calendar.ts";
import { inventComplaint, type SeedComplaint, type SeedStaff } from "./seed-complaint.ts";
import { diceFor, Purpose } from "./seed-dice.ts";
import { inventItems, inventTaste, type SeedItem } from "./seed-goods.ts";
import { inventPerson, type SeedPerson } from "./seed-person.ts";
import { filedAt, isAboutAnOrder, ownOrders, type Calendars, type SeedPlan } from "./seed-plan.ts";

export interface SeedOrder {
  /** Days since 1970. */
  readonly day: number;
  readonly recordedAt: number;
  readonly items: readonly SeedItem[];
  readonly cents: number;
}

export interface SeedNote {
  readonly at: number;
  readonly text: string;
}

export interface PlacedComplaint extends SeedComplaint {
  /** Its place in the order of filing. */
  readonly place: number;
  readonly order: SeedOrder | null;
}

/** A customer with everything that hangs on it. */
export interface SeedCustomer {
  readonly number: number;
  readonly person: SeedPerson;
  readonly lifecycle: CustomerLifecycle;
  readonly createdAt: number;
  /** By day. */
  readonly orders: readonly SeedOrder[];
  /** In the order of filing. */
  readonly complaints: readonly PlacedComplaint[];
  readonly notes: readonly SeedNote[];
  readonly totalCents: number;
}

export interface SeedWorld {
  readonly plan: SeedPlan;
  readonly calendars: Calendars;
  readonly staff: SeedStaff;
  /** The number that the first customer gets. */
  readonly firstCustomer: number;
}

/** The customer at a place of the plan; the same each time, whoever asks and in which order. */
export function inventCustomer(world: SeedWorld, index: number): SeedCustomer {
  const { plan, calendars, firstCustomer } = world;
  const { task } = plan;
  const number = firstCustomer + index;
  const createdAt = calendars.customers.momentAt(index / task.customers);
  const dice = diceFor(task.seed, Purpose.ORDERS, number);
  const taste = inventTaste(dice);
  const orderOn = (day: number, minutes: number): SeedOrder => {
    const items = inventItems(dice, taste);
    const recordedAt = Math.max(
      createdAt + minutes * 60_000,
      startOfDay(day) + dice.whole(8 * 60, 23 * 60) * 60_000,
    );
    return { day, recordedAt, items, cents: items.reduce((sum, { cents }) => sum + cents, 0) };
  };
  const created = dayOf(createdAt);
  const orders: SeedOrder[] = [];
  for (let count = ownOrders(task, index); count > 0; count -= 1)
    // Most come to buy: the first order is of the day on which the shop got to know them.
    orders.push(
      orderOn(
        orders.length === 0 && dice.chance(0.7) ? created : calendars.orders.dayFrom(dice, created),
        count,
      ),
    );
  const complaints = placesOf(plan, index).map((place) => {
    const filed = filedAt(calendars, task, place);
    const bought = Math.max(created, dayOf(filed) - dice.whole(2, 9));
    const order = isAboutAnOrder(task, place) ? orderOn(bought, 1) : null;
    if (order) orders.push(order);
    return complain(world, place, filed, order, taste.goods[0]?.name ?? "");
  });
  orders.sort((one, other) => one.recordedAt - other.recordedAt);
  const person = inventPerson(diceFor(task.seed, Purpose.PERSON, number), number, orders.length > 0);
  return {
    number,
    person,
    lifecycle: lifecycleOf(dice, orders, task.untilDay),
    createdAt,
    orders,
    complaints,
    notes: inventNotes(diceFor(task.seed, Purpose.NOTES, number), createdAt, startOfDay(task.untilDay)),
    totalCents: orders.reduce((sum, { cents }) => sum + cents, 0),
  };
}

function placesOf({ complaints, complaintsFrom }: SeedPlan, index: number): number[] {
  return [...complaints.subarray(complaintsFrom[index], complaintsFrom[index + 1])];
}

function complain(
  { plan, staff }: SeedWorld,
  place: number,
  filed: number,
  order: SeedOrder | null,
  usual: string,
): PlacedComplaint {
  const made = inventComplaint(diceFor(plan.task.seed, Purpose.COMPLAINT, place), {
    filedAt: filed,
    goods: order?.items[0]?.goods ?? usual,
    staff,
    until: startOfDay(plan.task.untilDay + 1),
  });
  return { ...made, place, order };
}

/** Whoever bought is a customer; of those who have not for a long time somebody has written off two thirds. */
function lifecycleOf(dice: Dice, orders: readonly SeedOrder[], untilDay: number): CustomerLifecycle {
  const last = orders.at(-1);
  if (!last) return CustomerLifecycle.POTENTIAL;
  return untilDay - last.day > 540 && dice.chance(0.66) ? CustomerLifecycle.LOST : CustomerLifecycle.EXISTING;
}

function inventNotes(dice: Dice, from: number, until: number): SeedNote[] {
  if (!dice.chance(0.12)) return [];
  const day = dayOf(from + dice.next() * (until - from)) + 1;
  return [
    { at: Math.min(startOfDay(day) + dice.whole(9, 20) * HOUR, until + DAY - 1), text: dice.oneOf(NOTES) },
  ];
}
