import { isCustomField } from "../../platform/custom-fields.ts";
import { currentOperation } from "../../platform/operation.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CellToWrite } from "../../platform/spreadsheets/cells.ts";
import {
  personalForFile,
  readExportedCustomers,
  type ExportedCustomer,
  type ExportedIds,
} from "../customers/exported-customers.queries.ts";
import { readFieldValues } from "../customers/field-values.queries.ts";
import { mayKnow } from "../customers/personal.queries.ts";
import { readExportedOrders, type ExportedOrder } from "../orders/exported-orders.queries.ts";
import type { BegunExport } from "./commands/begin-export.ts";
import { columnsNamed, PROFILES, type ExportColumn, type ExportedRow } from "./export-columns.ts";

/** Customers of one statement: enough for its costs to be shared, few enough for others to get their turn. */
const PAGE = 500;

/**
 * The rows of an export, read page by page as its reader takes them, under the rights and within the scope that the
 * caller has then. `onRows` hears how many were read.
 */
export async function* readRows(
  context: RequestContext,
  { begun, ids }: { readonly begun: BegunExport; readonly ids: ExportedIds },
  onRows: (count: number) => void,
): AsyncGenerator<CellToWrite[], void> {
  const columns = await columnsNamed(context, begun.columns);
  const withPlain = columns.some(({ beside }) => beside);
  for (const page of ids.pages(PAGE)) {
    const rows = await readPage(context, begun, page, withPlain);
    for (const row of rows) yield await cellsOf(context, row, columns);
    onRows(rows.length);
  }
}

/**
 * Reads on the other side of a stream are still those of the operation that began them: whoever ends it, because a right
 * was taken away, ends these too.
 */
export function withinOperation<Item>(items: AsyncGenerator<Item, void>): AsyncGenerator<Item, void> {
  const operation = currentOperation();
  if (!operation) return items;
  return {
    next: () => operation.run(() => items.next()),
    return: (value) => operation.run(() => items.return(value)),
    throw: (error: unknown) => operation.run(() => items.throw(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: () => items[Symbol.asyncDispose](),
  };
}

async function readPage(
  context: RequestContext,
  { profile, revealed }: BegunExport,
  ids: readonly string[],
  withPlain: boolean,
): Promise<ExportedRow[]> {
  const customers = await readExportedCustomers(context, ids);
  const plain = withPlain ? await readFieldValues(context, ids) : null;
  const mayRead = (field: string): boolean => !isCustomField(field) || mayKnow(context, field);
  const rowOf = (customer: ExportedCustomer, order: ExportedOrder | null): ExportedRow => ({
    customer,
    order,
    plain: (field) => (mayRead(field) ? (plain?.get(customer.id)?.get(field) ?? null) : null),
    personal: (field) => personalForFile(context, customer, field, { revealed: revealed.has(customer.id) }),
  });
  if (!PROFILES[profile].perDeal) return customers.map((customer) => rowOf(customer, null));
  const orders = await readExportedOrders(
    context,
    customers.map(({ id }) => id),
  );
  return customers.flatMap((customer) =>
    (orders.get(customer.id) ?? [null]).map((order) => rowOf(customer, order)),
  );
}

function cellsOf(
  context: RequestContext,
  row: ExportedRow,
  columns: readonly ExportColumn[],
): CellToWrite[] | Promise<CellToWrite[]> {
  const cells = columns.map((column) => column.read(row, context));
  const isWaiting = cells.some((cell) => cell instanceof Promise);
  return isWaiting ? Promise.all(cells.map(async (cell) => cell)) : (cells as CellToWrite[]);
}
