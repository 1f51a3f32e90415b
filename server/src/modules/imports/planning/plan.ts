import type { Payment } from "../../orders/payment-words.queries.ts";
import type { CustomerKind } from "../../customers/customer.entity.ts";
import type { OrderLine } from "./known.ts";
import type { PreparedRow, RowField } from "./prepare-row.ts";
import type { PlanIssue } from "./row-issues.ts";

/** A customer to make, with what all rows of the batch say of it. */
export interface NewCustomer {
  readonly index: number;
  readonly id: string;
  readonly externalId: string | null;
  readonly fields: Partial<Record<RowField, string>>;
  /** Known by nothing but name and address: these find it again. */
  place: string | null;
}

/** Empty fields of a customer on file that the file fills. */
export interface Filling {
  readonly customerId: string;
  /** Made by this import, by an earlier batch: no news for the person who watches the numbers. */
  readonly ours: boolean;
  readonly fields: Partial<Record<RowField, string>>;
  /** The ID of the shop, when the customer was known by nickname only. */
  externalId: string | null;
}

export interface NewOrder {
  readonly customerIndex: number;
  readonly customerId: string;
  readonly row: number;
  readonly number: string | null;
  readonly orderedOn: string;
  readonly time: string | null;
  readonly payment: Payment | null;
  readonly channel: string | null;
  amount: string;
  lines: readonly OrderLine[];
  /** Of an order without a number: what it is known by, with the how-manieth of its like it is. */
  readonly likeness: string | null;
}

/** More goods of an order that an earlier batch of this import made. */
export interface GrownOrder {
  readonly orderId: string;
  readonly customerId: string;
  amount: string;
  lines: readonly OrderLine[];
}

export interface NewNote {
  readonly customerIndex: number;
  readonly customerId: string;
  readonly row: number;
  readonly text: string;
}

export type OrderField = "orderedOn" | "amount" | "items";

/** A value of the file that differs from what is known. */
export interface NewProposal {
  readonly row: number;
  readonly customerId: string;
  readonly orderId: string | null;
  readonly field: RowField | OrderField;
  /** As it would be kept; lines of goods as they would be written. */
  readonly value: string | OrderLine[];
}

export interface ProblemRow {
  readonly row: PreparedRow;
  readonly issues: readonly PlanIssue[];
}

/** What a batch of rows comes to. Nothing is written yet. */
export interface Plan {
  readonly rows: number;
  /** Of the customers to make. */
  readonly kind: CustomerKind;
  readonly newCustomers: NewCustomer[];
  readonly fillings: Map<string, Filling>;
  /** Fields that rows fill, counted without those of customers that the import itself made. */
  filledFields: number;
  readonly newOrders: NewOrder[];
  /** Those of them that have a number. */
  readonly numbered: Map<string, NewOrder>;
  readonly grownOrders: Map<string, GrownOrder>;
  readonly notes: NewNote[];
  readonly proposals: NewProposal[];
  readonly problems: ProblemRow[];
  /** What each row that is no problem brings, by row number: none is a known row. */
  readonly effects: Map<number, number>;
  /** Words for levels and channels in these rows. */
  readonly memberLevels: Set<string>;
  readonly channels: Set<string>;
}

export function emptyPlan(rows: number, kind: CustomerKind): Plan {
  return {
    rows,
    kind,
    newCustomers: [],
    fillings: new Map(),
    filledFields: 0,
    newOrders: [],
    numbered: new Map(),
    grownOrders: new Map(),
    notes: [],
    proposals: [],
    problems: [],
    effects: new Map(),
    memberLevels: new Set(),
    channels: new Set(),
  };
}

export function addEffect(plan: Plan, row: number, change = 1): void {
  plan.effects.set(row, (plan.effects.get(row) ?? 0) + change);
}
