import type { RequestContext } from "../../../platform/request.ts";
import { matchCustomers, type MatchedCustomer } from "../../customers/customer-match.queries.ts";
import { matchOrders } from "../../orders/order-match.queries.ts";
import type { CustomerOnFile, Known } from "../planning/known.ts";
import { nameAndAddress, type PreparedRow } from "../planning/prepare-row.ts";
import type { Words } from "./words.ts";

/** Reads from the archive what the rows may mean, a fixed number of statements for all of them together. */
export async function lookUp(
  context: RequestContext,
  importId: string,
  rows: readonly PreparedRow[],
  known: Known,
  words: Words,
  { lock }: { readonly lock: boolean },
): Promise<void> {
  const right = rows.filter(({ issues }) => issues.length === 0);
  const numbers = distinct(right.map(({ order }) => order?.number));
  const orders = await matchOrders(context, numbers);
  const byId = right.filter(({ externalId }) => externalId !== null);
  const byContact = right.filter(({ externalId }) => externalId === null);
  const byPlace = byContact.filter(({ fields }) => fields.phone === undefined && fields.email === undefined);
  const customers = await matchCustomers(
    context,
    {
      refs: distinct(byId.map(({ externalId }) => externalId)),
      nicknames: distinct(byId.map(({ externalId }) => externalId?.toLowerCase())),
      phones: distinct(byContact.map(({ fields }) => fields.phone)),
      emails: distinct(byContact.map(({ fields }) => fields.email?.toLowerCase())),
      places: distinct(byPlace.map(({ fields }) => nameAndAddress(fields))),
    },
    { lock, ids: orders.map(({ customerId }) => customerId) },
  );
  for (const customer of customers) known.addOnFile(onFile(customer, importId, words), customer.keys);
  known.lookAtOrders(
    new Map(
      orders.map((order) => [
        order.shopOrderNumber,
        { ...order, ours: order.importId === importId, lines: order.lines },
      ]),
    ),
  );
}

function onFile(customer: MatchedCustomer, importId: string, words: Words): CustomerOnFile {
  const { personal } = customer;
  const fields = {
    nickname: customer.nickname,
    name: customer.name,
    phone: personal.phone,
    email: personal.email,
    address: personal.address,
    memberLevelId: customer.memberLevelId && words.memberLevels.nameById(customer.memberLevelId),
    channelId: customer.channelId && words.channels.nameById(customer.channelId),
  };
  return {
    id: customer.id,
    ours: customer.importId === importId,
    hasOrders: customer.hasOrders,
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value)),
  };
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined))];
}
