import type { RequestContext } from "../../../platform/request.ts";
import { isCustomField, type SealedFieldName } from "../../../platform/custom-fields.ts";
import { FieldType } from "../../customers/fields.ts";
import { CustomerKind } from "../../customers/customer.entity.ts";
import { readFieldValues } from "../../customers/field-values.queries.ts";
import type { FieldsOfColumns } from "../reading/check-row.ts";
import { fieldOfTarget, type FieldTarget } from "../reading/import-targets.ts";
import {
  findCustomersNumbered,
  matchCustomers,
  type MatchedCustomer,
} from "../../customers/customer-match.queries.ts";
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
  { lock, fields }: { readonly lock: boolean; readonly fields: FieldsOfColumns },
): Promise<void> {
  await resolveReferences(context, rows, fields);
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
  const plain = [...fields.values()].some(({ personal }) => !personal)
    ? await readFieldValues(
        context,
        customers.map(({ id }) => id),
      )
    : NOTHING_PLAIN;
  for (const customer of customers) {
    const archive = archiveOf(customer, plain.get(customer.id), fields);
    known.addOnFile(onFile(customer, importId, words, archive), customer.keys);
  }
  known.lookAtOrders(
    new Map(
      orders.map((order) => [
        order.shopOrderNumber,
        { ...order, ours: order.importId === importId, lines: order.lines },
      ]),
    ),
  );
}

const NOTHING_PLAIN: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map();

/** What is known of a customer in the fields that the file fills. */
function archiveOf(
  { personal }: MatchedCustomer,
  plain: ReadonlyMap<string, string> | undefined,
  fields: FieldsOfColumns,
): Record<FieldTarget, string | undefined> {
  return Object.fromEntries(
    [...fields].map(([target, field]) => [
      target,
      field.personal ? personal[field.name as SealedFieldName] : plain?.get(field.name),
    ]),
  );
}

/** Puts the customers themselves in the place of the numbers by which rows name them. */
async function resolveReferences(
  context: RequestContext,
  rows: readonly PreparedRow[],
  fields: FieldsOfColumns,
): Promise<void> {
  const targets = [...fields].flatMap(([target, { type }]) => (type === FieldType.CUSTOMER ? [target] : []));
  if (targets.length === 0) return;
  const named = rows.flatMap((row) =>
    targets.flatMap((target) => {
      const number = row.fields[target];
      return number === undefined ? [] : [{ row, target, number }];
    }),
  );
  const found = await findCustomersNumbered(
    context,
    named.map(({ number }) => number),
  );
  for (const { row, target, number } of named) {
    const customer = found.get(number);
    const isRight =
      customer && (isCustomField(fieldOfTarget(target) ?? "") || customer.kind === CustomerKind.INDIVIDUAL);
    if (isRight) row.fields[target] = customer.id;
    else row.issues.push({ code: "REFERENCE_NOT_FOUND", column: null, target });
  }
}

function onFile(
  customer: MatchedCustomer,
  importId: string,
  words: Words,
  archive: Record<FieldTarget, string | undefined>,
): CustomerOnFile {
  const { personal } = customer;
  const fields = {
    nickname: customer.nickname,
    name: customer.name,
    phone: personal.phone,
    email: personal.email,
    address: personal.address,
    memberLevelId: customer.memberLevelId && words.memberLevels.nameById(customer.memberLevelId),
    channelId: customer.channelId && words.channels.nameById(customer.channelId),
    ...archive,
  };
  return {
    id: customer.id,
    ours: customer.importId === importId,
    hasOrders: customer.hasOrders,
    kind: customer.kind,
    fields: Object.fromEntries(
      Object.entries(fields).flatMap(([field, value]) => (value ? [[field, value] as const] : [])),
    ),
  };
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined))];
}
