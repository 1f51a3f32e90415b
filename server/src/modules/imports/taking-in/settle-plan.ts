import { hash } from "node:crypto";
import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { matchNoteKeys } from "../../interactions/note-match.queries.ts";
import { matchOrderKeys, matchOrdersOfDays } from "../../orders/order-match.queries.ts";
import { proposalKey } from "../../orders/proposal.queries.ts";
import { noNumbers, type ImportNumbers } from "../planning/import-numbers.ts";
import { addEffect, type NewNote, type NewOrder, type NewProposal, type Plan } from "../planning/plan.ts";
import { likenessOf } from "../planning/plan-order.ts";
import { comparable, ROW_FIELDS, type RowField } from "../planning/prepare-row.ts";
import { fieldOfTarget, isFieldTarget } from "../reading/import-targets.ts";
import type { Words } from "./words.ts";

export type Keyed<Planned> = Planned & { readonly key: Buffer };

/** A plan without what is on file already: what really is to be written, and its numbers. */
export interface SettledPlan {
  readonly plan: Plan;
  readonly orders: (NewOrder & { readonly key: Buffer | null })[];
  readonly notes: Keyed<NewNote>[];
  readonly proposals: Keyed<NewProposal>[];
  readonly numbers: ImportNumbers;
}

interface Options {
  readonly importId: string;
  readonly words: Words;
  /** For a row that comes after the run: a deal just like one of the same import is one more, not the same. */
  readonly afterTheRun?: boolean;
}

/** Leaves out orders, notes and proposals that are on file, by their keys. */
export async function settlePlan(
  context: RequestContext,
  plan: Plan,
  { importId, words, afterTheRun = false }: Options,
): Promise<SettledPlan> {
  const orders = await newOrdersOf(context, plan, importId, afterTheRun);
  const notes = await unknown(
    plan,
    plan.notes.map((note) => ({ ...note, key: keyOf(`note|${note.customerId}|${note.text}`) })),
    (keys) => matchNoteKeys(context, keys),
  );
  const proposals = await unknown(
    plan,
    plan.proposals.map((proposal) => ({ ...proposal, key: keyOfProposal(context, proposal) })),
    (keys) => matchProposalKeys(context, importId, keys),
  );
  const numbers: ImportNumbers = {
    ...noNumbers(),
    newCustomers: plan.newCustomers.length,
    newOrders: orders.length,
    filledFields: plan.filledFields,
    newNotes: notes.length,
    proposals: proposals.length,
    problemRows: plan.problems.length,
    knownRows: [...plan.effects.values()].filter((effects) => effects === 0).length,
    newMemberLevels: words.memberLevels.unknown(plan.memberLevels),
    newChannels: words.channels.unknown(plan.channels),
  };
  return { plan, orders, notes, proposals, numbers };
}

async function newOrdersOf(
  context: RequestContext,
  plan: Plan,
  importId: string,
  afterTheRun: boolean,
): Promise<SettledPlan["orders"]> {
  let open = plan.newOrders.map((order) => ({
    ...order,
    key: order.likeness === null ? null : keyOf(`order|${order.likeness}`),
  }));
  const settled: SettledPlan["orders"] = open.filter(({ key }) => key === null);
  open = open.filter(({ key }) => key !== null);
  while (open.length > 0) {
    const onFile = await matchOrderKeys(
      context,
      open.flatMap(({ key }) => key ?? []),
    );
    const again: typeof open = [];
    for (const order of open) {
      const hex = order.key?.toString("hex") ?? "";
      if (!onFile.has(hex)) settled.push(order);
      else if (afterTheRun && onFile.get(hex) === importId) again.push(nextOfItsLike(order));
      else addEffect(plan, order.row, -1);
    }
    open = again;
  }
  const fresh = await withoutThoseOnFile(context, plan, settled, importId);
  return fresh.sort((one, other) => one.row - other.row);
}

/**
 * Leaves out deals that are on file by other ways: recorded by hand, or with an order number that this sheet does not
 * have. The how-manieth of its like a row tells is new only when fewer of them are on file.
 */
async function withoutThoseOnFile(
  context: RequestContext,
  plan: Plan,
  orders: SettledPlan["orders"],
  importId: string,
): Promise<SettledPlan["orders"]> {
  const made = new Set(plan.newCustomers.map(({ id }) => id));
  const asked = orders.filter(
    ({ likeness, customerId }) => likeness !== null && customerId !== "" && !made.has(customerId),
  );
  if (asked.length === 0) return orders;
  const alike = await matchOrdersOfDays(context, asked, importId);
  const onFile = Map.groupBy(alike, likenessOf);
  return orders.filter((order) => {
    const { like, times } = readLikeness(order);
    const isKnown = order.likeness !== null && times <= (onFile.get(like)?.length ?? 0);
    if (isKnown) addEffect(plan, order.row, -1);
    return !isKnown;
  });
}

function readLikeness({ likeness }: Pick<NewOrder, "likeness">): { like: string; times: number } {
  const [, like = "", times = "1"] = /^(.*)\|(\d+)$/s.exec(likeness ?? "") ?? [];
  return { like, times: Number(times) };
}

function nextOfItsLike<Order extends NewOrder>(order: Order): Order & { key: Buffer } {
  const { like, times } = readLikeness(order);
  const likeness = `${like}|${times + 1}`;
  return { ...order, likeness, key: keyOf(`order|${likeness}`) };
}

/** In a dry run customers to be made have no id yet, and nothing of theirs can be on file. */
async function unknown<
  Planned extends { readonly row: number; readonly customerId: string; readonly key: Buffer },
>(
  plan: Plan,
  planned: readonly Planned[],
  match: (keys: Buffer[]) => Promise<ReadonlySet<string>>,
): Promise<Planned[]> {
  if (planned.length === 0) return [];
  const onFile = await match(planned.map(({ key }) => key));
  const seen = new Set<string>();
  return planned.filter(({ key, row, customerId }) => {
    if (customerId === "") return true;
    const hex = key.toString("hex");
    const known = onFile.has(hex) || seen.has(hex);
    seen.add(hex);
    if (known) addEffect(plan, row, -1);
    return !known;
  });
}

/** Proposed before and decided, or still open in another import that stands, or by an order or a review: not proposed again. */
async function matchProposalKeys(
  context: RequestContext,
  importId: string,
  keys: readonly Buffer[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select encode(import_proposal.proposal_key, 'hex') as key
    from import_proposal left join import on import.id = import_proposal.import_id
    where import_proposal.proposal_key = any(${keys}::bytea[])
      and (import_proposal.state <> 'OPEN' or import.id is null or (import.id <> ${importId} and import.state <> 'REVERTED'))`.execute(
    context.em.getKysely(),
  );
  return new Set(rows.map(({ key }) => key));
}

function keyOf(what: string): Buffer {
  return hash("sha256", what, "buffer").subarray(0, 16);
}

function keyOfProposal(context: RequestContext, { customerId, orderId, field, value }: NewProposal): Buffer {
  const isOfCustomer = isFieldTarget(field) || (ROW_FIELDS as readonly string[]).includes(field);
  const plain =
    typeof value === "string"
      ? isOfCustomer
        ? comparable(field as RowField, value)
        : value
      : JSON.stringify(value);
  const name = fieldOfTarget(field) ?? field;
  return proposalKey(context, { customerId, orderId, field: name, comparable: plain });
}
