import { sql } from "kysely";
import { may } from "../../platform/authz.ts";
import { ChangeKind } from "../../platform/changes.ts";
import { badUserInput } from "../../platform/errors.ts";
import { text } from "../../platform/language.ts";
import type { ChangeSource, RequestContext } from "../../platform/request.ts";
import { tableOf, type Moment } from "../../platform/tables.ts";
import { listArchiveFields } from "../customers/archive-fields.queries.ts";
import type { CustomerType } from "../customers/customer.types.ts";
import { knownFieldsOf } from "../customers/known-fields.queries.ts";
import type { FieldProvenance } from "./provenance.types.ts";

interface ProvenanceRow {
  readonly customer_id: string;
  readonly id: string;
  /** Null of the line that the archive was made with. */
  readonly field: string | null;
  readonly fields: readonly string[] | null;
  readonly source: ChangeSource;
  readonly operation: string;
  readonly at: Moment;
  readonly actor_id: string | null;
  readonly import_id: string | null;
  readonly row_number: number | null;
  readonly proposal_id: string | null;
  readonly order_id: string | null;
  readonly review_id: string | null;
  readonly channel_id: string | null;
}

const MOST_FIELDS = 200;

/** Where what is known of a customer came from; the customers of a level are read in one statement. */
export async function listProvenance(
  context: RequestContext,
  customer: CustomerType,
  fields: readonly string[] | null,
): Promise<FieldProvenance[]> {
  if (fields && fields.length > MOST_FIELDS)
    throw badUserInput(text(`最多 ${MOST_FIELDS} 个字段。`, `At most ${MOST_FIELDS} fields.`));
  const known = await knownFieldsOf(context, customer);
  const wanted = fields ? known.filter((field) => fields.includes(field)) : known;
  if (wanted.length === 0) return [];
  const rows =
    (await context.loaders.one("provenance", customer.recordId, (ids) => read(context, ids))) ?? [];
  const purposes = new Map(
    (await listArchiveFields(context))
      .filter(({ kind }) => kind === customer.kind)
      .map(({ name, purpose }) => [name, purpose]),
  );
  const changed = new Map(rows.flatMap((row) => (row.field === null ? [] : [[row.field, row] as const])));
  const made = rows.find((row) => row.field === null);
  return wanted.flatMap((field) => {
    const row = changed.get(field) ?? (made?.fields?.includes(field) ? made : undefined);
    return row ? [show(context, field, row, purposes.get(field) ?? null)] : [];
  });
}

/** The last change of each field, and the line that the record was made with. */
async function read(
  context: RequestContext,
  customerIds: readonly string[],
): Promise<Map<string, ProvenanceRow[]>> {
  const { rows } = await sql<ProvenanceRow>`
    select last.*, accepted.id as proposal_id, accepted.row_number,
      coalesce(accepted.source_order_id, opening_order.id) as order_id,
      coalesce(accepted.source_review_id, opening_review.id) as review_id,
      coalesce(opening_order.channel_id, opening_review.channel_id, said_order.channel_id, said_review.channel_id,
        import.channel_id) as channel_id
    from ${tableOf(customerIds)} as wanted (customer_id)
    cross join lateral (
      select distinct on (change.field) change.record_id as customer_id, change.id, change.field, change.fields,
        change.source, change.operation, change.at, change.actor_id, change.import_id, change.request_id
      from change
      where change.record_id = wanted.customer_id and change.kind = ${ChangeKind.CHANGE}
      order by change.field, change.id desc
    ) as last
    left join lateral (
      select import_proposal.id, row_number, source_order_id, source_review_id from import_proposal
      where last.operation = any(array['decideCustomerProposals', 'decideProposals', 'decideAllProposals'])
        and import_proposal.customer_id = last.customer_id and import_proposal.order_id is null
        and import_proposal.field = last.field and import_proposal.state = 'ACCEPTED'
      order by decided_at desc limit 1
    ) as accepted on true
    left join customer_order said_order on said_order.id = accepted.source_order_id
    left join review said_review on said_review.id = accepted.source_review_id
    left join lateral (
      select customer_order.id, customer_order.channel_id from customer_order
      where last.field is null and last.operation = 'recordOrder' and customer_order.customer_id = last.customer_id
      order by customer_order.id limit 1
    ) as opening_order on true
    left join lateral (
      select review.id, review.channel_id from review
      where last.field is null and last.operation = 'recordReview' and review.customer_id = last.customer_id
      order by review.id limit 1
    ) as opening_review on true
    left join import on import.id = last.import_id`.execute(context.em.getKysely());
  return Map.groupBy(rows, (row) => row.customer_id);
}

function show(
  context: RequestContext,
  field: string,
  row: ProvenanceRow,
  purpose: string | null,
): FieldProvenance {
  const ofImport = row.import_id !== null && !may(context, "import:list");
  return {
    actorId: row.actor_id,
    importId: row.import_id,
    orderId: row.order_id,
    reviewId: row.review_id,
    proposalId: row.proposal_id,
    channelId: row.channel_id,
    field,
    changeId: row.id,
    source: row.source,
    operation: row.operation,
    at: row.at,
    importRow: ofImport ? null : row.row_number,
    purpose,
  };
}
