import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { findArchiveSettings } from "../archive-settings.queries.ts";
import type { ArchiveSettingsType } from "../archive-settings.types.ts";
import { KEY_TIER, TOTAL, weightTable } from "../completeness.ts";
import { monthsTable } from "../freshness.ts";

type Rules = Pick<ArchiveSettingsType, "weights" | "keyTierFactor" | "checkEvery">;

/** Writes anew how complete these archives are and what of them is to be checked when, in the caller's transaction. */
export async function refreshUpkeep(context: RequestContext, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length > 0) await computeUpkeep(context, customerIds, await findArchiveSettings(context));
}

/** The same by settings that were just read. Rows that are right already are not written. */
export async function computeUpkeep(
  context: RequestContext,
  customerIds: readonly string[],
  rules: Rules,
): Promise<void> {
  const weights = JSON.stringify(weightTable(rules));
  const months = JSON.stringify(monthsTable(rules.checkEvery));
  await sql`
    update customer_facts facts
    set completeness = upkeep.completeness, verify_due_on = upkeep.due_on, verify_section = upkeep.section
    from (
      select customer.id, due.due_on, due.section,
        case when facts.personal_fields is null then null
          when (weighed.by_field ->> ${TOTAL})::integer = 0 then 100
          else floor(100 * (
            case when customer.name is null then 0 else coalesce((weighed.by_field ->> 'name')::integer, 0) end
            + case when customer.nickname is null then 0 else coalesce((weighed.by_field ->> 'nickname')::integer, 0) end
            + coalesce((select sum((weighed.by_field ->> known.field)::integer)
                from unnest(facts.personal_fields) as known (field)), 0)
            + coalesce((select sum((weighed.by_field ->> field_value.field)::integer)
                from field_value where field_value.customer_id = customer.id and field_value.position = 0), 0)
          )::numeric / (weighed.by_field ->> ${TOTAL})::integer) end as completeness
      from customer join customer_facts facts on facts.customer_id = customer.id
      cross join lateral (
        select ${weights}::jsonb -> (customer.kind || case when facts.tier = ${KEY_TIER} then ${` ${KEY_TIER}`} else '' end) as by_field
      ) weighed
      left join lateral (
        select checked.section, (
          (checked.since at time zone ${context.timeZone})::date
          + make_interval(months => (${months}::jsonb -> customer.kind ->> checked.section)::integer)
        )::date as due_on
        from (
          select section, verified_at as since from section_verification where customer_id = customer.id
          union all
          select basic.section, customer.created_at
          from (select case customer.kind when 'COMPANY' then 'COMPANY_BASIC' else 'BASIC' end as section) basic
          where not exists (
            select from section_verification verified
            where verified.customer_id = customer.id and verified.section = basic.section
          )
        ) checked
        where ${months}::jsonb -> customer.kind -> checked.section is not null
        order by due_on, section limit 1
      ) due on true
      where customer.id = any(${customerIds}::uuid[])
    ) upkeep
    where facts.customer_id = upkeep.id and
      (facts.completeness, facts.verify_due_on, facts.verify_section)
      is distinct from (upkeep.completeness, upkeep.due_on, upkeep.section)`.execute(context.em.getKysely());
}
