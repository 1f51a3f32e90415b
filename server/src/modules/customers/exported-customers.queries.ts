import { sql, type RawBuilder, type SqlBool } from "kysely";
import { FieldRight } from "../../platform/field-rights.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isWithin, type Ownership } from "../../platform/scope.ts";
import { complaintFact } from "./complaint-facts.queries.ts";
import { NO_DEAL } from "./customer-facts.entity.ts";
import { conditionsOnCustomer, conditionsOnFacts } from "./customer-filter.ts";
import type { CustomerFilter } from "./customer-input.types.ts";
import { onFacts, understandFieldFilters } from "./field-filter.ts";
import { openPersonal, personalForPeople, type CustomerPersonal } from "./customer-personal.ts";
import { searchFor } from "./customer-search.queries.ts";
import { CustomerOrdering, type CustomerTier } from "./customer-words.types.ts";
import type { CustomerKind, CustomerLifecycle } from "./customer.entity.ts";
import { visibleTo } from "./customer.policy.ts";
import type { SealedFieldName } from "../../platform/custom-fields.ts";
import { PERSONAL_FIELDS } from "../../platform/personal-fields.ts";
import { knowsSealedCustomFields, mayKnow, mayOnField, showPersonal } from "./personal.queries.ts";

/** Which customers, and in which order: the ledger's own question. */
export interface CustomerQuestion {
  readonly search: string | null;
  readonly filter: CustomerFilter | null;
  readonly orderBy: CustomerOrdering;
}

/** How many customers a question means, and how many deals they have. */
export interface CountedCustomers {
  readonly customers: number;
  /** A row for each deal, and one for each customer without any. */
  readonly deals: number;
}

/** What a file may tell of a customer. Personal values are whole: whoever writes them out asks for the reader's right. */
export interface ExportedCustomer extends Ownership {
  readonly id: string;
  readonly number: string;
  readonly kind: CustomerKind;
  readonly lifecycle: CustomerLifecycle;
  readonly tier: CustomerTier | null;
  readonly name: string | null;
  readonly nickname: string | null;
  readonly channelId: string | null;
  readonly memberLevelId: string | null;
  readonly dealCount: number;
  readonly totalSpent: string;
  readonly firstDealOn: string | null;
  readonly lastDealOn: string | null;
  readonly openComplaintCount: number;
  readonly createdAt: Date;
  readonly personal: CustomerPersonal;
}

/** As many bytes as an id has. */
const ID = 16;

const ORDER: Readonly<Record<CustomerOrdering, RawBuilder<unknown>>> = {
  [CustomerOrdering.LAST_DEAL]: sql`facts.last_deal_on desc, facts.customer_id desc`,
  [CustomerOrdering.TOTAL_SPENT]: sql`facts.total_spent desc, facts.customer_id desc`,
  [CustomerOrdering.NEWEST]: sql`facts.customer_id desc`,
};

/** How many customers an export of the caller would hold. */
export async function countExportedCustomers(
  context: RequestContext,
  question: CustomerQuestion,
): Promise<CountedCustomers> {
  const { rows } = await sql<CountedCustomers>`
    select count(*)::integer as customers, coalesce(sum(greatest(facts.deal_count, 1)), 0)::integer as deals
    from customer_facts as facts ${await joinedAndFiltered(context, question)}`.execute(
    context.em.getKysely(),
  );
  return rows[0] ?? { customers: 0, deals: 0 };
}

/** The first so many of them whose personal values the caller may have in clear by the hundred, with their versions. */
export async function listCustomersToReveal(
  context: RequestContext,
  question: CustomerQuestion,
  most: number,
): Promise<{ id: string; version: number }[]> {
  const revealed = visibleTo(context.actor, "customer:revealMany");
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from customer where id = any(array(
      select facts.customer_id from customer_facts as facts ${await joinedAndFiltered(context, question)} and ${revealed}
      limit ${most}))`.execute(context.em.getKysely());
  return rows;
}

/**
 * The ids of the customers of an export, in its order, sixteen bytes each: all of them known at one moment, and a million
 * of them in little memory. A page of them is read when its turn comes, however long the reader takes.
 */
export class ExportedIds {
  readonly #bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  static async read(context: RequestContext, question: CustomerQuestion): Promise<ExportedIds> {
    const { rows } = await sql<{ ids: Buffer | null }>`
      select string_agg(uuid_send(id), ''::bytea) as ids from (
        select facts.customer_id as id from customer_facts as facts ${await joinedAndFiltered(context, question)}
        order by ${ORDER[question.orderBy]}
      ) as listed`.execute(context.em.getKysely());
    return new ExportedIds(rows[0]?.ids ?? Buffer.alloc(0));
  }

  get count(): number {
    return this.#bytes.length / ID;
  }

  *pages(size: number): Generator<string[], void> {
    for (let from = 0; from < this.#bytes.length; from += size * ID) {
      const page = this.#bytes.subarray(from, from + size * ID);
      yield Array.from({ length: page.length / ID }, (_, place) =>
        uuidOf(page.toString("hex", place * ID, (place + 1) * ID)),
      );
    }
  }
}

function uuidOf(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

interface Row extends Omit<ExportedCustomer, "personal"> {
  readonly personal: Buffer | null;
  readonly open_complaint_count: number;
}

/** The customers with these ids in their order, as they are at this moment; those who went, or are out of reach by now, are left out. */
export async function readExportedCustomers(
  context: RequestContext,
  ids: readonly string[],
): Promise<ExportedCustomer[]> {
  const { cipher, em } = context;
  // The sealed blob is read for those alone who may see anything of it.
  const knows = PERSONAL_FIELDS.some((field) => mayKnow(context, field)) || knowsSealedCustomFields(context);
  const personal = knows ? sql`customer.personal` : sql`null::bytea as personal`;
  const { rows } = await sql<Row>`
    select customer.id, customer.number, customer.kind, customer.lifecycle, customer.name, customer.nickname,
      customer.channel_id as "channelId", customer.member_level_id as "memberLevelId", customer.owner_id as "ownerId",
      customer.team_id as "teamId", customer.created_at as "createdAt", facts.tier, facts.deal_count as "dealCount",
      facts.total_spent as "totalSpent", facts.first_deal_on as "firstDealOn",
      nullif(facts.last_deal_on, ${NO_DEAL}::date) as "lastDealOn",
      ${complaintFact(context, "facts.open_complaint_count") ?? sql`facts.open_complaint_count`}, ${personal}
    from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
      join customer on customer.id = wanted.id
      join customer_facts as facts on facts.customer_id = customer.id
    where ${reached(context)}
    order by wanted.place`.execute(em.getKysely());
  return rows.map(({ open_complaint_count, ...row }) => ({
    ...row,
    openComplaintCount: open_complaint_count,
    createdAt: new Date(row.createdAt),
    personal: openPersonal(cipher, row.id, row.personal),
  }));
}

/** A personal value as it goes out: whole where it was revealed to somebody with the right, else as that reader sees it anywhere. */
export function personalForFile(
  context: RequestContext,
  customer: ExportedCustomer,
  field: SealedFieldName,
  { revealed }: { readonly revealed: boolean },
): string | null {
  const value = customer.personal[field];
  if (!value) return null;
  const mayBeClear = revealed && isWithin(context.actor, "customer:revealMany", customer);
  if (!mayBeClear || !mayOnField(context, field, FieldRight.VIEW))
    return showPersonal(context, field, value).text;
  return personalForPeople(field, value);
}

/** What leaves the house in a file the caller both sees and may export. */
function reached({ actor }: RequestContext): RawBuilder<SqlBool> {
  return sql<SqlBool>`${visibleTo(actor)} and ${visibleTo(actor, "customer:export")}`;
}

async function joinedAndFiltered(
  context: RequestContext,
  { search: typed, filter }: CustomerQuestion,
): Promise<RawBuilder<unknown>> {
  const search = await searchFor(context, typed);
  const fields = await understandFieldFilters(context, filter?.fields);
  const onCustomer = [...conditionsOnCustomer(filter ?? {}), ...(search.condition ? [search.condition] : [])];
  const conditions = [
    reached(context),
    ...conditionsOnFacts(context, filter ?? {}),
    ...fields.map(onFacts),
    ...onCustomer,
  ];
  const joined = onCustomer.length > 0 ? sql`join customer on customer.id = facts.customer_id` : sql``;
  return sql`${joined} where ${sql.join(conditions, sql` and `)}`;
}
