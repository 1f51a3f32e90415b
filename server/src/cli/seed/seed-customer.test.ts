import { expect, test } from "vitest";
import { ComplaintStatus, findTransition } from "../../modules/complaints/complaint-status.ts";
import { checkEmail, checkPhone } from "../../modules/customers/fields.ts";
import { dayNumber, dayOf } from "./seed-calendar.ts";
import { inventCustomer, type SeedCustomer } from "./seed-customer.ts";
import { calendarsOf, planSeed } from "./seed-plan.ts";

const untilDay = dayNumber("2026-11-20");
const people = [{ id: "somebody", teamId: "a team" }];

function invent(seed: number, customers = 3000, complaints = 900): SeedCustomer[] {
  const task = { customers, complaints, seed, untilDay };
  const world = {
    plan: planSeed(task),
    calendars: calendarsOf(task),
    staff: { people, teams: ["a team"] },
    firstCustomer: 1,
  };
  return Array.from({ length: customers }, (_, index) => inventCustomer(world, index));
}

const everybody = invent(1);
const share = (of: (customer: SeedCustomer) => boolean) => everybody.filter(of).length / everybody.length;

test("the same seed gives the same people, whoever is asked for first; another seed gives others", () => {
  const again = invent(1);
  expect(again.map(withoutMethods)).toEqual(everybody.map(withoutMethods));
  const names = (list: SeedCustomer[]) => list.map(({ person }) => person.name);
  expect(names(invent(2))).not.toEqual(names(everybody));
});

function withoutMethods(customer: SeedCustomer): unknown {
  return JSON.parse(JSON.stringify(customer));
}

test("names are as common as they are: 王, 李 and 张 about seven in a hundred each, most of two characters given", () => {
  for (const surname of ["王", "李", "张"]) {
    const found = share(({ person }) => person.name?.startsWith(surname) ?? false);
    expect(found).toBeGreaterThan(0.045);
    expect(found).toBeLessThan(0.1);
  }
  const three = share(({ person }) => person.name?.length === 3);
  expect(three).toBeGreaterThan(0.6);
  const nicknames = everybody.flatMap(({ person }) => person.nickname ?? []);
  expect(new Set(nicknames).size).toBe(nicknames.length);
});

test("contact data is such as a person could have typed", () => {
  const phones = everybody.flatMap(({ person }) => person.phone ?? []);
  const emails = everybody.flatMap(({ person }) => person.email ?? []);
  expect(phones.map(checkPhone)).toEqual(phones.map((value) => ({ value })));
  expect(emails.map(checkEmail)).toEqual(emails.map((value) => ({ value })));
  expect(everybody.filter(({ person }) => (person.name ?? person.nickname) === null)).toEqual([]);
});

test("spending has a long tail: the top hundredth spends many times what those in the middle do", () => {
  const spent = everybody.map(({ totalCents }) => totalCents).sort((one, other) => one - other);
  const at = (quantile: number) => spent[Math.floor(quantile * (spent.length - 1))] ?? 0;
  expect(at(0.99)).toBeGreaterThan(8 * at(0.5));
  expect(share(({ orders }) => orders.length === 0)).toBeGreaterThan(0.06);
  expect(share(({ orders }) => orders.length >= 8)).toBeGreaterThan(0.01);
});

test("nothing happens before somebody is a customer, and nothing after the last day", () => {
  for (const { createdAt, orders, complaints, notes } of everybody) {
    const created = dayOf(createdAt);
    for (const { day, recordedAt } of orders) {
      expect(day).toBeGreaterThanOrEqual(created);
      expect(recordedAt).toBeGreaterThanOrEqual(createdAt);
    }
    const moments = [
      ...orders.map(({ recordedAt }) => recordedAt),
      ...complaints.flatMap(({ events }) => events.map(({ at }) => at)),
      ...notes.map(({ at }) => at),
    ];
    for (const moment of moments) expect(dayOf(moment)).toBeLessThanOrEqual(untilDay);
  }
});

test("the complaints are as many as asked for, each in order, by legal steps, and some have come back", () => {
  const complaints = everybody.flatMap((customer) => customer.complaints);
  expect(new Set(complaints.map(({ place }) => place)).size).toBe(900);
  for (const { complaint, events, filedAt } of complaints) {
    const moments = [filedAt, ...events.map(({ at }) => at)];
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
    const steps = events.filter(({ fromStatus }) => fromStatus !== null);
    for (const { fromStatus, toStatus } of steps)
      expect(fromStatus && toStatus && findTransition(fromStatus, toStatus)).toBeTruthy();
    expect(complaint.status).toBe(steps.at(-1)?.toStatus ?? ComplaintStatus.RECEIVED);
  }
  expect(new Set(complaints.map(({ complaint }) => complaint.status)).size).toBe(7);
  expect(
    complaints.some(({ events }) => events.some(({ fromStatus }) => fromStatus === ComplaintStatus.CLOSED)),
  ).toBe(true);
});

test("the plan knows how many orders everybody makes before they are made", () => {
  const { ordersBefore } = planSeed({ customers: 3000, complaints: 900, seed: 1, untilDay });
  for (const [index, { orders }] of everybody.entries())
    expect((ordersBefore[index + 1] ?? 0) - (ordersBefore[index] ?? 0)).toBe(orders.length);
});
