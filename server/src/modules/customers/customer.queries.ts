import type { GraphQLResolveInfo } from "graphql";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import { keysetPage, type Keyset } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import { columnsFor, selectedNodeFields, type ColumnsOfFields } from "../../platform/selection.ts";
import { isAnyOf, listOf, type TableOf } from "../../platform/tables.ts";
import { complaintFact } from "./complaint-facts.queries.ts";
import { NO_DEAL, type CustomerFacts } from "./customer-facts.entity.ts";
import type { Customer } from "./customer.entity.ts";
import { hasOnePlan } from "./customer-filter.ts";
import { customerCondition, mergedPages, pagesToMerge } from "./customer-pages.ts";
import { onFacts, understandFieldFilters } from "./field-filter.ts";
import { understandFieldOrder } from "./field-order.ts";
import { searchFor } from "./customer-search.queries.ts";
import { openPersonal, type CustomerPersonal } from "./customer-personal.ts";
import { visibleTo } from "./customer.policy.ts";
import { CustomerOrdering, type CustomerTier } from "./customer-words.types.ts";
import { type CustomerConnection, type CustomerType, type ExternalRefType } from "./customer.types.ts";
import type { CustomerListArguments } from "./customer-input.types.ts";
import type { ExternalRef } from "./external-ref.entity.ts";
import { PERSONAL_FIELDS, type PersonalFieldName } from "../../platform/personal-fields.ts";
import { knowsSealedCustomFields, mayKnow } from "./personal.queries.ts";

type Tables = {
  customer: TableOf<Customer>;
  customer_facts: TableOf<CustomerFacts>;
  external_ref: TableOf<ExternalRef>;
};

const OWNERSHIP = ["customer.owner_id", "customer.team_id"];
/** What the sections tell of a customer's own row; the rest lies beside it. */
const ARCHIVE = [
  "customer.kind",
  "customer.name",
  "customer.nickname",
  "customer.number",
  "facts.first_deal_on",
  "facts.last_deal_on",
  "facts.deal_count",
  "facts.total_spent",
];
/** Of these it is not known yet which personal fields they show. */
const OF_ARCHIVE = ["individual", "company", "provenance"];
const OWN_PERSONAL: readonly PersonalFieldName[] = ["phone", "email", "address"];
const COLUMNS: ColumnsOfFields = {
  id: [],
  number: ["customer.number"],
  version: ["customer.version"],
  kind: ["customer.kind"],
  lifecycle: ["customer.lifecycle"],
  lifecycleReason: ["customer.lifecycle", "customer.lifecycle_by_hand", "facts.last_deal_on"],
  stage: ["facts.last_deal_on"],
  name: ["customer.name"],
  nickname: ["customer.nickname"],
  displayName: ["customer.name", "customer.nickname", "customer.number"],
  demo: ["customer.demo"],
  channel: ["customer.channel_id"],
  memberLevel: ["customer.member_level_id"],
  createdAt: ["customer.created_at"],
  createdBy: ["customer.created_by_id"],
  updatedAt: ["customer.updated_at"],
  tier: ["facts.tier"],
  firstDealOn: ["facts.first_deal_on"],
  lastDealOn: ["facts.last_deal_on"],
  dealCount: ["facts.deal_count"],
  totalSpent: ["facts.total_spent"],
  owner: ["customer.owner_id"],
  team: ["customer.team_id"],
  ownerHistory: ["customer.owner_id", "customer.team_id", "customer.created_at", "customer.created_by_id"],
  viewerCanEdit: OWNERSHIP,
  viewerCanReveal: OWNERSHIP,
  viewerCanAssignOwner: OWNERSHIP,
  viewerCanFileComplaint: OWNERSHIP,
  individual: ARCHIVE,
  company: ARCHIVE,
  fieldValues: ["customer.kind"],
  completeness: [
    "facts.completeness",
    "facts.tier",
    "customer.kind",
    "customer.name",
    "customer.nickname",
    "customer.channel_id",
    "customer.member_level_id",
  ],
  freshness: ["customer.kind", "customer.created_at"],
  provenance: [
    "customer.kind",
    "customer.name",
    "customer.nickname",
    "customer.channel_id",
    "customer.member_level_id",
  ],
  openComplaintCount: ["facts.open_complaint_count"],
  lastComplaintAt: ["facts.last_complaint_at"],
  satisfaction: ["facts.satisfaction"],
};
const ORDERED_BY: Readonly<Record<CustomerOrdering, string>> = {
  [CustomerOrdering.LAST_DEAL]: "facts.last_deal_on",
  [CustomerOrdering.TOTAL_SPENT]: "facts.total_spent",
  [CustomerOrdering.NEWEST]: "customer.id",
};

const KEYSETS: Readonly<Record<CustomerOrdering, Keyset<CustomerRow>>> = {
  [CustomerOrdering.LAST_DEAL]: {
    name: "deal",
    column: sql`facts.last_deal_on`,
    type: "date",
    id: sql`facts.customer_id`,
    valueIn: (row) => row.last_deal_on,
  },
  [CustomerOrdering.TOTAL_SPENT]: {
    name: "spent",
    column: sql`facts.total_spent`,
    type: "numeric",
    id: sql`facts.customer_id`,
    valueIn: (row) => row.total_spent,
  },
  [CustomerOrdering.NEWEST]: {
    name: "newest",
    column: sql`facts.customer_id`,
    type: "uuid",
    id: sql`facts.customer_id`,
    valueIn: (row) => row.id,
  },
};

type CustomerRow = Omit<TableOf<Customer>, "search_terms" | "import_id" | "personal"> &
  Omit<TableOf<CustomerFacts>, "customer_id"> & { personal?: Buffer | null; field_order?: string };

/** A page of the ledger: one statement, whatever is filtered, searched or ordered by. */
export async function listCustomers(
  context: RequestContext,
  list: CustomerListArguments,
  info: GraphQLResolveInfo,
): Promise<CustomerConnection> {
  const byField = list.orderByField ? await understandFieldOrder(context, list.orderByField) : null;
  const keyset = keysetPage<CustomerRow>(byField?.keyset ?? KEYSETS[list.orderBy], list);
  const orderedBy = byField ? "facts.field_order" : ORDERED_BY[list.orderBy];
  const columns = columnsOf(context, selectedNodeFields(info), orderedBy);
  const fields = await understandFieldFilters(context, list.filter?.fields);
  const search = await searchFor(context, list.search);
  const condition = customerCondition(context, list.filter, [
    ...fields.map(onFacts),
    ...(search.condition ? [search.condition] : []),
  ]);
  const counted = byField ? sql<SqlBool>`${condition} and ${byField.hasValue}` : condition;
  const limit = hasOnePlan(context, list) ? keyset.plannedLimit : sql`${keyset.limit}`;
  const page = (matching: RawBuilder<SqlBool>) =>
    sql`${matching} and ${keyset.where} order by ${keyset.orderBy} limit ${limit}`;
  const pages = byField || list.search ? null : pagesToMerge(context, list, fields);
  const rows = pages
    ? await readCustomers(context, columns, page(sql`true`), mergedPages(pages, page))
    : await readCustomers(context, columns, page(condition), byField?.facts);
  return Object.assign(keyset.page(rows, showCustomer), {
    count: () => countCustomers(context, counted, search.countLimit),
    matchLimited: search.matchLimited,
  });
}

async function countCustomers(
  context: RequestContext,
  condition: RawBuilder<SqlBool>,
  limit: number,
): Promise<CappedCount> {
  const counted = await context.em
    .getKysely<Tables>()
    .selectFrom((capped) =>
      capped
        .selectFrom("customer")
        .innerJoin("customer_facts as facts", "facts.customer_id", "customer.id")
        .select(sql`1`.as("one"))
        .where(condition)
        .limit(limit + 1)
        .as("capped"),
    )
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  const count = Number(counted.count);
  return { value: Math.min(count, limit), capped: count > limit };
}

/** One customer by number or by the id in the database; null when there is none that the actor may see. */
export function findCustomer(
  context: RequestContext,
  by: { id: string } | { number: string },
  selected: ReadonlySet<string> | null = null,
): Promise<CustomerType | null> {
  const read = async (condition: RawBuilder<SqlBool>) => {
    const visible = sql`${condition} and ${visibleTo(context.actor)}`;
    return (await readCustomers(context, columnsOf(context, selected), visible)).map(showCustomer);
  };
  if ("number" in by)
    return read(sql<SqlBool>`customer.number = ${by.number}`).then(([customer]) => customer ?? null);
  return context.loaders.one(loaderFor(selected), by.id, async (ids) => {
    const customers = await read(isAnyOf("customer.id", ids));
    return new Map(customers.map((customer) => [customer.recordId, customer]));
  });
}

const loaderNames = new WeakMap<ReadonlySet<string>, string>();

/** Customers of the same columns are read together. */
function loaderFor(selected: ReadonlySet<string> | null): string {
  if (!selected) return "customer";
  const name = loaderNames.get(selected) ?? `customer ${columnNames(selected).join(" ")}`;
  loaderNames.set(selected, name);
  return name;
}

export async function findCustomerByExternalRef(
  context: RequestContext,
  ref: ExternalRefType,
): Promise<CustomerType | null> {
  const found = await context.em
    .getKysely<Tables>()
    .selectFrom("external_ref")
    .select("customer_id")
    .where("system", "=", ref.system)
    .where("external_id", "=", ref.id)
    .executeTakeFirst();
  return found ? findCustomer(context, { id: found.customer_id }) : null;
}

/** How other systems call a customer; all customers of a level are read in one statement. */
export async function listExternalRefs(
  context: RequestContext,
  customerId: string,
): Promise<ExternalRefType[]> {
  const refs = await context.loaders.one("externalRefs", customerId, async (ids) => {
    const { rows } = await sql<TableOf<ExternalRef>>`
      select customer_id, system, external_id from external_ref
      where ${isAnyOf("customer_id", ids)} order by system, external_id`.execute(context.em.getKysely());
    const byCustomer = new Map<string, ExternalRefType[]>();
    for (const row of rows) {
      const known = byCustomer.get(row.customer_id) ?? [];
      known.push({ system: row.system, id: row.external_id });
      byCustomer.set(row.customer_id, known);
    }
    return byCustomer;
  });
  return refs ?? [];
}

const opened = new WeakMap<CustomerType, CustomerPersonal>();

/** How to reach a customer; unsealed once for all fields that are asked for. */
export async function findPersonal(
  context: RequestContext,
  customer: CustomerType,
): Promise<CustomerPersonal> {
  const known = opened.get(customer);
  if (known) return known;
  const sealed = customer.personal === undefined ? await readPersonal(context, customer) : customer.personal;
  const personal = openPersonal(context.cipher, customer.recordId, sealed);
  opened.set(customer, personal);
  return personal;
}

async function readPersonal(context: RequestContext, { recordId: id }: CustomerType): Promise<Buffer | null> {
  return context.loaders.one("customerPersonal", id, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("customer")
      .select(["id", "personal"])
      .where(isAnyOf("id", ids))
      .execute();
    return new Map(rows.flatMap((row) => (row.personal ? [[row.id, row.personal]] : [])));
  });
}

/** The columns of what is selected, and of what orders the list. The sealed blob is read for those alone who may see of it. */
function columnsOf(
  context: RequestContext,
  selected: ReadonlySet<string> | null,
  orderedBy?: string,
): string[] {
  return columnNames(
    selected,
    orderedBy,
    (field) => mayKnow(context, field),
    knowsSealedCustomFields(context),
  );
}

function columnNames(
  selected: ReadonlySet<string> | null,
  orderedBy?: string,
  shown: (field: PersonalFieldName) => boolean = () => true,
  custom = true,
): string[] {
  const columns = columnsFor(COLUMNS, orderedBy ? ["customer.id", orderedBy] : ["customer.id"], selected);
  const isAsked = OWN_PERSONAL.some((field) => selected?.has(field) && shown(field));
  const isOfArchive = OF_ARCHIVE.some((field) => selected?.has(field));
  if (isAsked || (isOfArchive && PERSONAL_FIELDS.some(shown)) || (selected?.has("fieldValues") && custom))
    columns.push("customer.personal");
  return columns;
}

/** The rows have the columns given, and no others. */
async function readCustomers(
  context: RequestContext,
  columns: readonly string[],
  condition: RawBuilder<unknown>,
  facts: RawBuilder<unknown> = sql`customer_facts`,
): Promise<CustomerRow[]> {
  const { rows } = await sql<CustomerRow>`
    select ${sql.join(columns.map((column) => complaintFact(context, column) ?? listOf([column])))}
    from customer join ${facts} as facts on facts.customer_id = customer.id
    where ${condition}`.execute(context.em.getKysely());
  return rows;
}

function showCustomer(row: CustomerRow): CustomerType {
  return {
    __typename: "Customer",
    id: globalId("Customer", row.id),
    recordId: row.id,
    number: row.number,
    version: row.version,
    kind: row.kind,
    lifecycle: row.lifecycle,
    lifecycleByHand: row.lifecycle_by_hand,
    completenessKept: row.completeness,
    tier: row.tier as CustomerTier | null,
    displayName: row.name ?? row.nickname ?? row.number,
    name: row.name,
    nickname: row.nickname,
    demo: row.demo,
    firstDealOn: row.first_deal_on,
    lastDealOn: row.last_deal_on === NO_DEAL ? null : row.last_deal_on,
    dealCount: row.deal_count,
    totalSpent: { amount: row.total_spent, currency: "CNY" },
    openComplaintCount: row.open_complaint_count,
    lastComplaintAt: row.last_complaint_at,
    satisfaction: row.satisfaction,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    channelId: row.channel_id,
    memberLevelId: row.member_level_id,
    createdById: row.created_by_id,
    ownerId: row.owner_id,
    teamId: row.team_id,
    ...(row.personal === undefined ? {} : { personal: row.personal }),
  };
}
