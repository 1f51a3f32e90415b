import { insertRows } from "../../../platform/bulk.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { changeCustomers } from "../../customers/commands/change-customers.ts";
import { bindToCustomersOnFile } from "../../customers/commands/bind-shop-customer-ids.ts";
import {
  takeInCustomers,
  type ArchiveValue,
  type NewDeals,
  type Provenance,
} from "../../customers/commands/take-in-customers.ts";
import { takeInNotes } from "../../interactions/commands/take-in-notes.ts";
import { refreshDealFacts } from "../../orders/commands/refresh-deal-facts.ts";
import { growOrders, takeInOrders } from "../../orders/commands/take-in-orders.ts";
import { ProposalState } from "../../orders/proposal.entity.ts";
import { placeOfProposal } from "../../orders/proposal.queries.ts";
import { cents, money } from "../planning/order-lines.ts";
import type { Filling, NewCustomer } from "../planning/plan.ts";
import type { FieldsOfColumns } from "../reading/check-row.ts";
import { fieldOfTarget } from "../reading/import-targets.ts";
import type { SettledPlan } from "./settle-plan.ts";
import { addWords, type Words } from "./words.ts";

/** Writes what a batch comes to, in the caller's transaction: one statement a table, whatever the number of rows. */
export async function writePlan(
  context: RequestContext,
  settled: SettledPlan,
  provenance: Provenance & { readonly importId: string },
  known: Words,
  fieldsOfFile: FieldsOfColumns,
): Promise<Words> {
  const { plan, orders, notes, numbers } = settled;
  const words = await addWords(context, known, {
    memberLevels: numbers.newMemberLevels,
    channels: numbers.newChannels,
  });
  const byCustomer = Map.groupBy(orders, ({ customerId }) => customerId);
  await takeInCustomers(
    context,
    plan.newCustomers.map((customer) => ({
      ...customerOf(customer, words),
      kind: plan.kind,
      archive: archiveOf(customer.fields, fieldsOfFile),
      deals: dealsOf(byCustomer.get(customer.id)),
    })),
    provenance,
  );
  await fillIn(context, [...plan.fillings.values()], provenance, words);
  await takeInOrders(
    context,
    orders.map((order) => ({
      id: newId(),
      customerId: order.customerId,
      shopOrderNumber: order.number,
      orderedOn: order.orderedOn,
      orderedTime: order.time,
      paymentMethod: order.payment?.paymentMethod ?? null,
      otherPayment: order.payment?.otherPayment ?? null,
      channelId: order.channel === null ? null : words.channels.idOf(order.channel),
      amount: order.amount,
      naturalKey: order.key,
      lines: order.lines,
    })),
    provenance,
  );
  const grown = [...plan.grownOrders.values()];
  await growOrders(
    context,
    grown.map(({ orderId, amount, lines }) => ({ id: orderId, amount, lines })),
  );
  await takeInNotes(
    context,
    notes.map((note) => ({
      id: newId(),
      customerId: note.customerId,
      text: note.text,
      naturalKey: note.key,
    })),
    provenance,
  );
  // What new customers bought was written with them.
  const fresh = new Set(plan.newCustomers.map(({ id }) => id));
  const dealing = new Set([...orders, ...grown].map(({ customerId }) => customerId));
  await refreshDealFacts(
    context.em,
    [...dealing].filter((id) => !fresh.has(id)),
  );
  await writeProposals(context, settled, provenance.importId);
  return words;
}

function dealsOf(orders: SettledPlan["orders"] | undefined): NewDeals | null {
  if (!orders) return null;
  const days = orders.map(({ orderedOn }) => orderedOn).sort();
  return {
    firstOn: days[0] ?? "",
    lastOn: days.at(-1) ?? "",
    count: orders.length,
    total: money(orders.reduce((sum, { amount }) => sum + cents(amount), 0)),
  };
}

function customerOf({ id, externalId, fields, place }: NewCustomer, words: Words) {
  const { memberLevelId, channelId } = fields;
  return {
    id,
    externalId,
    place,
    name: fields.name ?? null,
    nickname: fields.nickname ?? null,
    phone: fields.phone ?? null,
    email: fields.email ?? null,
    address: fields.address ?? null,
    memberLevelId: memberLevelId === undefined ? null : words.memberLevels.idOf(memberLevelId),
    channelId: channelId === undefined ? null : words.channels.idOf(channelId),
  };
}

/** What a new customer's archive is to hold beside what every customer has. */
function archiveOf(fields: NewCustomer["fields"], fieldsOfFile: FieldsOfColumns): ArchiveValue[] {
  return [...fieldsOfFile].flatMap(([target, field]) => {
    const value = fields[target];
    return value === undefined ? [] : [{ field, value }];
  });
}

/** Only what is still empty: the customers are locked since they were looked at. */
async function fillIn(
  context: RequestContext,
  fillings: readonly Filling[],
  provenance: Provenance & { readonly importId: string },
  words: Words,
): Promise<void> {
  await changeCustomers(
    context,
    fillings.flatMap(({ customerId, fields }) => {
      const { memberLevelId, channelId, ...others } = fields;
      const values = {
        ...Object.fromEntries(
          Object.entries(others).map(([field, value]) => [fieldOfTarget(field) ?? field, value]),
        ),
        ...(memberLevelId === undefined ? {} : { memberLevelId: words.memberLevels.idOf(memberLevelId) }),
        ...(channelId === undefined ? {} : { channelId: words.channels.idOf(channelId) }),
      };
      return Object.keys(values).length === 0 ? [] : [{ id: customerId, values }];
    }),
    provenance,
  );
  await bindToCustomersOnFile(
    context,
    fillings.map(({ customerId, externalId }) => ({ id: customerId, externalId })),
    { operation: provenance.operation, importId: provenance.importId },
  );
}

/** A proposal that a reverted import left open goes over to the one that makes it again. */
async function writeProposals(
  context: RequestContext,
  { proposals }: SettledPlan,
  importId: string,
): Promise<void> {
  await insertRows(
    context.em,
    "import_proposal",
    {
      id: "uuid",
      import_id: "uuid",
      row_number: "integer",
      customer_id: "uuid",
      order_id: "uuid",
      field: "text",
      proposed: "bytea",
      proposal_key: "bytea",
      state: "text",
    },
    proposals.map((proposal) => {
      const id = newId();
      return {
        id,
        import_id: importId,
        row_number: proposal.row,
        customer_id: proposal.customerId,
        order_id: proposal.orderId,
        field: fieldOfTarget(proposal.field) ?? proposal.field,
        proposed: context.cipher.seal(placeOfProposal(id), proposal.value),
        proposal_key: proposal.key,
        state: ProposalState.OPEN,
      };
    }),
    `on conflict (proposal_key) do update set import_id = excluded.import_id, row_number = excluded.row_number
      where import_proposal.import_id is not null`,
  );
}
