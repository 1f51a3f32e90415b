import { sql, type SqlBool } from "kysely";
import { may } from "../../platform/authz.ts";
import { countsOfChildren, NONE, pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import { clearValue, type MaskedValue } from "../../platform/scalars.ts";
import { isAnyOf, type TableOf } from "../../platform/tables.ts";
import { findChannel, listChannels } from "../channels/channel.queries.ts";
import { findCustomer } from "../customers/customer.queries.ts";
import { findMemberLevel } from "../customers/member-level.queries.ts";
import { matchCustomers } from "../customers/customer-match.queries.ts";
import { archiveField, CUSTOMER_FIELDS, FieldSensitivity } from "../customers/fields.ts";
import { isCustomField, type CustomFieldId, type SealedFieldName } from "../../platform/custom-fields.ts";
import { isPersonalField } from "../../platform/personal-fields.ts";
import { findFieldValues } from "../customers/field-values.queries.ts";
import { labelOfField, showKeptValue } from "../customers/kept-value.queries.ts";
import { mayKnow, showPersonal } from "../customers/personal.queries.ts";
import { findOrder, listOrderItems } from "../orders/order.queries.ts";
import { ProposalState, type Proposal } from "../orders/proposal.entity.ts";
import { placeOfProposal } from "../orders/proposal.queries.ts";
import type {
  ImportProposalArguments,
  ImportProposalConnection,
  ImportProposalType,
} from "./import-proposal.types.ts";
import type { OrderLine } from "./planning/known.ts";

type Tables = { import_proposal: TableOf<Proposal> };
/** One that an import proposes. */
type ImportProposalRow = TableOf<Proposal> & { import_id: string; row_number: number };

const KEYSET: Keyset<ImportProposalRow> = {
  name: "importProposal",
  column: sql`(2147483647 - import_proposal.row_number)`,
  type: "integer",
  id: sql`import_proposal.id`,
  valueIn: (row) => String(2147483647 - row.row_number),
};
const MOST_ON_A_CARD = 20;

/** An import's proposals, from the top of the file; the lists of a level are read in one statement. */
export async function listImportProposals(
  context: RequestContext,
  importId: string,
  list: ImportProposalArguments,
): Promise<ImportProposalConnection> {
  const keyset = keysetPage(KEYSET, list);
  const inState = list.state ? sql<SqlBool>`import_proposal.state = ${list.state}` : sql<SqlBool>`true`;
  const children = { table: "import_proposal", parent: "import_id", where: inState };
  const rows = await context.loaders.one(`importProposals ${JSON.stringify(list)}`, importId, (ids) =>
    pagesOfChildren(context.em, ids, { ...children, keyset }),
  );
  return Object.assign(
    keyset.page(rows ?? [], (row) => showProposal(row)),
    {
      count: async () =>
        (await context.loaders.one(`importProposalCount ${list.state ?? ""}`, importId, (ids) =>
          countsOfChildren(context.em, ids, children),
        )) ?? NONE,
    },
  );
}

/** What files say otherwise about a customer, undecided, of imports that stand; at most twenty. */
export async function listOpenProposals(
  context: RequestContext,
  customerId: string,
): Promise<ImportProposalType[]> {
  if (!may(context, "import:list")) return [];
  const proposals = await context.loaders.one("openProposals", customerId, async (ids) => {
    const { rows } = await sql<ImportProposalRow>`
      select found.* from unnest(${[...ids]}::uuid[]) as wanted (customer_id), lateral (
        select import_proposal.* from import_proposal join import on import.id = import_proposal.import_id
        where import_proposal.customer_id = wanted.customer_id and import_proposal.state = ${ProposalState.OPEN}
          and import.state in ('RUNNING', 'FINISHED')
        order by import_proposal.id desc limit ${MOST_ON_A_CARD}
      ) found`.execute(context.em.getKysely());
    return Map.groupBy(
      rows.map((row) => showProposal(row)),
      (proposal) => proposal.customerId,
    );
  });
  return proposals ?? [];
}

export async function findProposal(
  context: RequestContext,
  id: string | null,
): Promise<ImportProposalType | null> {
  if (!id || !may(context, "import:list")) return null;
  return context.loaders.one("importProposal", id, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("import_proposal")
      .selectAll()
      .where(isAnyOf("id", ids))
      .where("import_id", "is not", null)
      .execute();
    return new Map((rows as ImportProposalRow[]).map((row) => [row.id, showProposal(row)]));
  });
}

/** What the archive says now, beside what the file says. */
export async function currentValue(
  context: RequestContext,
  {
    field,
    customerId,
    orderId,
  }: { readonly field: string; readonly customerId: string; readonly orderId: string | null },
): Promise<MaskedValue> {
  if (orderId !== null) {
    const order = await findOrder(context, orderId);
    if (field === "amount") return clearValue(order?.amount.amount);
    if (field === "orderedOn") return clearValue(order?.orderedOn);
    const items = await listOrderItems(context, orderId);
    return clearValue(
      describe(
        items.map(({ goods, quantity, amount }) => ({ goods, quantity, amount: amount?.amount ?? null })),
      ),
    );
  }
  if (isOfSections(field)) {
    const isSealed = isPersonalField(field) || (isCustomField(field) && isSealedField(context, field));
    const kept = isSealed
      ? await personalValue(context, customerId, field)
      : ((await findFieldValues(context, customerId)).get(field) ?? null);
    return showKeptValue(context, field, kept);
  }
  if (isPersonalField(field)) {
    const value = mayKnow(context, field) ? await personalValue(context, customerId, field) : null;
    return showPersonal(context, field, value);
  }
  const customer = await findCustomer(context, { id: customerId });
  if (field === "memberLevelId")
    return clearValue((await findMemberLevel(context, customer?.memberLevelId ?? null))?.name);
  if (field === "channelId") {
    await listChannels(context);
    return clearValue((await findChannel(context, customer?.channelId ?? null))?.name);
  }
  return clearValue(field === "nickname" ? customer?.nickname : customer?.name);
}

function isSealedField({ actor }: RequestContext, field: CustomFieldId): boolean {
  return actor?.customFields.get(field)?.sensitivity !== FieldSensitivity.PLAIN;
}

async function personalValue(
  context: RequestContext,
  customerId: string,
  field: SealedFieldName,
): Promise<string | null> {
  const noKeys = { refs: [], nicknames: [], phones: [], emails: [], places: [] };
  const personal = await context.loaders.one("proposalPersonal", customerId, async (ids) => {
    const found = await matchCustomers(context, noKeys, { lock: false, ids });
    return new Map(found.map((customer) => [customer.id, customer.personal]));
  });
  return personal?.[field] ?? null;
}

export function openProposed(context: RequestContext, row: Pick<TableOf<Proposal>, "id" | "proposed">) {
  return context.cipher.open(placeOfProposal(row.id), row.proposed) as string | OrderLine[];
}

function showProposal(row: ImportProposalRow): ImportProposalType {
  return {
    __typename: "ImportProposal",
    id: globalId("ImportProposal", row.id),
    recordId: row.id,
    importId: row.import_id,
    customerId: row.customer_id,
    orderId: row.order_id,
    decidedById: row.decided_by_id,
    state: row.state,
    rowNumber: row.row_number,
    field: row.field,
    stored: row,
    decidedAt: row.decided_at,
  };
}

/** What is proposed, as the caller may see it. */
export async function showProposed(context: RequestContext, row: TableOf<Proposal>): Promise<MaskedValue> {
  const { field } = row;
  if (isPersonalField(field) && !mayKnow(context, field)) return showPersonal(context, field, null);
  const proposed = openProposed(context, row);
  const plain = typeof proposed === "string" ? proposed : describe(proposed);
  if (row.order_id === null && isOfSections(field)) return showKeptValue(context, field, plain);
  return isPersonalField(field) ? showPersonal(context, field, plain) : clearValue(plain);
}

/** What a field of the sections is called; every customer's own ones have names everywhere. */
export async function labelOfProposed(
  context: RequestContext,
  { orderId, field }: Pick<ImportProposalType, "orderId" | "field">,
): Promise<string | null> {
  return orderId === null && isOfSections(field) ? labelOfField(context, field) : null;
}

function isOfSections(field: string): boolean {
  const isOwn = CUSTOMER_FIELDS.some(({ name }) => name === field);
  return !isOwn && (isCustomField(field) || archiveField(field) !== null);
}

function describe(lines: readonly OrderLine[]): string {
  return lines
    .map(({ goods, quantity, amount }) =>
      [goods, quantity && `×${quantity}`, amount && `¥${amount}`].filter(Boolean).join(" "),
    )
    .join(", ");
}
