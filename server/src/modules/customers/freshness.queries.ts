import { sql, type RawBuilder, type SqlBool } from "kysely";
import { businessDay, now } from "../../platform/clock.ts";
import { COUNT_LIMIT, keysetPage, type Keyset } from "../../platform/connection.ts";
import { badUserInput } from "../../platform/errors.ts";
import { recordId } from "../../platform/ids.ts";
import { text } from "../../platform/language.ts";
import { isPersonalField } from "../../platform/personal-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf, type Moment } from "../../platform/tables.ts";
import { ALL_SECTIONS, SECTIONS, type ArchiveSection } from "./archive-field.ts";
import { findArchiveSettings } from "./archive-settings.queries.ts";
import { visibleTo } from "./customer.policy.ts";
import type { CustomerType } from "./customer.types.ts";
import { fieldsOfSection } from "./fields.ts";
import { basicSectionOf, dueOn } from "./freshness.ts";
import type { DueArchiveArguments, DueArchiveConnection, SectionFreshness } from "./freshness.types.ts";
import { mayKnow } from "./personal.queries.ts";

interface VerificationRow {
  readonly customer_id: string;
  readonly section: ArchiveSection;
  readonly verified_at: Moment;
  readonly verified_by_id: string | null;
  readonly confirmed: boolean;
}

/** Whether there is a field in the section that the caller may know of. */
export function mayKnowSection(context: RequestContext, section: ArchiveSection): boolean {
  return fieldsOfSection(section).some(({ name }) => !isPersonalField(name) || mayKnow(context, name));
}

/** How fresh each section is that the caller may know of; the customers of a level are read in one statement. */
export async function listFreshness(
  context: RequestContext,
  customer: CustomerType,
): Promise<SectionFreshness[]> {
  const rows =
    (await context.loaders.one("freshness", customer.recordId, async (ids) => {
      const { rows: found } = await sql<VerificationRow>`
        select customer_id, section, verified_at, verified_by_id, confirmed from section_verification
        where ${isAnyOf("customer_id", ids)}`.execute(context.em.getKysely());
      return Map.groupBy(found, (row) => row.customer_id);
    })) ?? [];
  const { checkEvery } = await findArchiveSettings(context);
  const verified = new Map(rows.map((row) => [row.section, row]));
  const dayOf = (moment: Moment) => businessDay(new Date(moment), context.timeZone);
  const today = businessDay(now(), context.timeZone);
  return ALL_SECTIONS.filter(
    (section) => SECTIONS[section].kind === customer.kind && mayKnowSection(context, section),
  ).map((section) => {
    const row = verified.get(section);
    const since = row?.verified_at ?? (section === basicSectionOf(customer.kind) ? customer.createdAt : null);
    const due = since === null ? null : dueOn(section, dayOf(since), checkEvery);
    return {
      section,
      label: SECTIONS[section].label[context.language],
      lastVerifiedAt: row?.verified_at ?? null,
      verifiedById: row?.verified_by_id ?? null,
      confirmed: row?.confirmed ?? false,
      dueOn: due,
      due: due !== null && due <= today,
    };
  });
}

interface DueRow {
  readonly id: string;
  readonly days: number;
  readonly section: ArchiveSection;
  readonly due_on: string;
}

/** The earliest day has the greatest number, and as in every list the greatest comes first. */
const DAYS_LEFT = sql`(date '2200-01-01' - facts.verify_due_on)`;
const KEYSET: Keyset<DueRow> = {
  name: "due",
  column: DAYS_LEFT,
  type: "integer",
  id: sql`facts.customer_id`,
  valueIn: (row) => String(row.days),
};

/** The archives that are due for a check, the longest due first, among the customers that the caller sees. */
export async function listDueArchives(
  context: RequestContext,
  list: DueArchiveArguments,
): Promise<DueArchiveConnection> {
  const keyset = keysetPage(KEYSET, list);
  const condition = dueCondition(context, list);
  const { rows } = await sql<DueRow>`
    select facts.customer_id as id, ${DAYS_LEFT} as days, facts.verify_section as section, facts.verify_due_on as due_on
    from customer_facts as facts
    where ${condition} and ${keyset.where}
    order by ${keyset.orderBy} limit ${keyset.limit}`.execute(context.em.getKysely());
  const page = keyset.page(rows, (row) => ({
    customerId: row.id,
    section: row.section,
    dueOn: row.due_on,
  }));
  return Object.assign(page, {
    count: async () => {
      const { rows: counted } = await sql<{ count: number }>`
        select count(*)::integer as count from (
          select from customer_facts as facts where ${condition} limit ${COUNT_LIMIT + 1}
        ) capped`.execute(context.em.getKysely());
      const count = counted[0]?.count ?? 0;
      return { value: Math.min(count, COUNT_LIMIT), capped: count > COUNT_LIMIT };
    },
  });
}

function dueCondition(
  context: RequestContext,
  { section, ownerIds }: DueArchiveArguments,
): RawBuilder<SqlBool> {
  if (ownerIds && ownerIds.length > 100)
    throw badUserInput(text("一个筛选条件最多 100 个值。", "A filter takes at most 100 values."));
  const today = businessDay(now(), context.timeZone);
  const owners = ownerIds?.flatMap((id) => recordId("StaffMember", id) ?? []);
  const conditions = [
    visibleTo(context.actor),
    sql<SqlBool>`facts.verify_due_on is not null and ${DAYS_LEFT} >= date '2200-01-01' - ${today}::date`,
    ...(section ? [sql<SqlBool>`facts.verify_section = ${section}`] : []),
    ...(owners?.length === 1 ? [sql<SqlBool>`facts.owner_id = ${owners[0]}::uuid`] : []),
    ...(owners && owners.length !== 1 ? [sql<SqlBool>`facts.owner_id = any(${owners}::uuid[])`] : []),
  ];
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}
