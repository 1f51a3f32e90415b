import { keyOf, type Known } from "./known.ts";
import { addEffect, emptyPlan, type NewCustomer, type Plan } from "./plan.ts";
import { planOrder } from "./plan-order.ts";
import { nameAndAddress, type PreparedRow, type RowField } from "./prepare-row.ts";
import { isFieldTarget } from "../reading/import-targets.ts";
import type { PlanIssue, RowIssueCode } from "./row-issues.ts";

export interface Planner {
  readonly known: Known;
  /** An id for a record to make; empty in a dry run, which makes none. */
  readonly newId: () => string;
}

/** Works out what rows come to, in their order. Pure: the archive is only known by `known`, nothing is written. */
export function planRows(rows: readonly PreparedRow[], planner: Planner): Plan {
  const plan = emptyPlan(rows.length, planner.known.kind);
  const made = new Map<number, NewCustomer>();
  for (const row of rows) {
    const outcome = row.issues.length > 0 ? row.issues : planRow(row, planner, plan, made);
    if (outcome.length > 0) plan.problems.push({ row, issues: outcome });
  }
  return plan;
}

function planRow(
  row: PreparedRow,
  { known, newId }: Planner,
  plan: Plan,
  made: Map<number, NewCustomer>,
): PlanIssue[] {
  const found = findCustomer(row, known);
  if (found !== null && typeof found === "object") return [found];
  if (found === null && row.externalId === null && !isNamed(row))
    return [issue("CUSTOMER_MISSING", "orderNumber")];
  const number = row.order?.number ?? null;
  if (number !== null && found !== orderOwner(number, known) && orderOwner(number, known) !== null)
    return [issue("ORDER_OF_ANOTHER_CUSTOMER", "orderNumber")];

  const ofArchive = Object.keys(row.fields).find(isFieldTarget);
  if (found !== null && ofArchive !== undefined && !known.isOfKind(found))
    return [issue("OTHER_KIND", ofArchive)];

  const at = row.source.row;
  plan.effects.set(at, 0);
  const index = found ?? makeCustomer(row, known, newId(), plan, made);
  const customer = made.get(index);
  for (const field of known.fields) {
    const value = row.fields[field];
    if (value === undefined) continue;
    takeField(row, index, field, value, known, plan, customer);
  }
  if (customer === undefined) bindExternalId(row, index, known, plan);
  if (row.fields.phone !== undefined) known.addKey(index, "phone", row.fields.phone);
  if (row.fields.email !== undefined) known.addKey(index, "email", row.fields.email.toLowerCase());
  if (row.order) planOrder(at, row.order, index, known, plan);
  if (row.note !== null && known.count(`note|${keyOf(known, index)}|${row.note}`) === 1) {
    plan.notes.push({ customerIndex: index, customerId: known.idOf(index), row: at, text: row.note });
    addEffect(plan, at);
  }
  return [];
}

function isNamed({ fields }: PreparedRow): boolean {
  return [fields.name, fields.phone, fields.email, fields.address].some((value) => value !== undefined);
}

/** The customer whom a row means: by the shop's ID, by nickname, else by phone, e-mail, name with address. */
function findCustomer(row: PreparedRow, known: Known): number | null | PlanIssue {
  const { externalId, fields } = row;
  if (externalId !== null) {
    const [bound] = known.find("ref", externalId);
    if (bound !== undefined) return bound;
    const called = known.find("nickname", externalId.toLowerCase());
    return called.length > 1 ? issue("SEVERAL_CUSTOMERS", "customerId") : (called[0] ?? null);
  }
  for (const field of ["phone", "email"] as const) {
    const value = fields[field];
    if (value === undefined) continue;
    const having = known.find(field, field === "email" ? value.toLowerCase() : value);
    if (having.length === 1) return having[0] ?? null;
    if (having.length === 0) continue;
    // A family's or a firm's number: the name decides.
    const { name } = fields;
    const named =
      name === undefined ? [] : having.filter((index) => known.compare(index, "name", name) === "same");
    return named.length === 1 ? (named[0] ?? null) : issue("SEVERAL_CUSTOMERS", field);
  }
  const number = row.order?.number ?? null;
  const owner = number === null ? null : orderOwner(number, known);
  if (owner !== null) return owner;
  if (fields.phone !== undefined || fields.email !== undefined) return null;
  const place = nameAndAddress(fields);
  return place === null ? null : (known.find("place", place)[0] ?? null);
}

function orderOwner(number: string, known: Known): number | null {
  const onFile = known.orderOnFile(number);
  const owner = onFile ? known.indexOf(onFile.customerId) : known.orderMade(number);
  return owner ?? null;
}

function makeCustomer(
  row: PreparedRow,
  known: Known,
  id: string,
  plan: Plan,
  made: Map<number, NewCustomer>,
): number {
  const index = known.addMade(id);
  const { externalId, fields } = row;
  const customer: NewCustomer = { index, id, externalId, fields: {}, place: null };
  if (externalId !== null) {
    known.addKey(index, "ref", externalId);
    known.addKey(index, "nickname", externalId.toLowerCase());
  } else if (fields.phone === undefined && fields.email === undefined) {
    customer.place = nameAndAddress(fields);
    if (customer.place !== null) known.addKey(index, "place", customer.place);
  }
  plan.newCustomers.push(customer);
  made.set(index, customer);
  addEffect(plan, row.source.row);
  return index;
}

/** Fills what is empty; what is there is never overwritten, only questioned. */
function takeField(
  row: PreparedRow,
  index: number,
  field: RowField,
  value: string,
  known: Known,
  plan: Plan,
  customer: NewCustomer | undefined,
): void {
  const at = row.source.row;
  const standing = known.compare(index, field, value);
  if (standing === "same") return;
  if (standing === "empty") {
    known.setField(index, field, value);
    if (field === "memberLevelId") plan.memberLevels.add(value);
    if (field === "channelId") plan.channels.add(value);
    if (customer) {
      customer.fields[field] = value;
    } else {
      fillingOf(plan, known, index).fields[field] = value;
      if (!known.isMadeHere(index)) plan.filledFields += 1;
    }
    addEffect(plan, at);
    return;
  }
  // The ID leads to the customer; that the customer is called otherwise in the archive is no contradiction.
  if (field === "nickname" || (field === "channelId" && row.channelIsCommon)) return;
  if (known.count(`differs|${keyOf(known, index)}|${field}|${value}`) > 1) return;
  plan.proposals.push({ row: at, customerId: known.idOf(index), orderId: null, field, value });
  addEffect(plan, at);
}

function fillingOf(plan: Plan, known: Known, index: number) {
  const key = keyOf(known, index);
  const filling = plan.fillings.get(key) ?? {
    customerId: known.idOf(index),
    ours: known.isMadeHere(index),
    fields: {},
    externalId: null,
  };
  plan.fillings.set(key, filling);
  return filling;
}

/** A customer who was found by nickname is known by the shop's ID from now on. */
function bindExternalId({ externalId }: PreparedRow, index: number, known: Known, plan: Plan): void {
  if (externalId === null || known.find("ref", externalId).length > 0) return;
  known.addKey(index, "ref", externalId);
  fillingOf(plan, known, index).externalId = externalId;
}

function issue(code: RowIssueCode, target: PlanIssue["target"]): PlanIssue {
  return { code, column: null, target };
}
