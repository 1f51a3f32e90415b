import { sql, type RawBuilder, type SqlBool } from "kysely";
import { may } from "../../platform/authz.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf, type TableOf } from "../../platform/tables.ts";
import { ofVisibleCustomer } from "../customers/visible-customers.queries.ts";
import { ProposalState, type Proposal } from "../orders/proposal.entity.ts";
import type { ProposalType } from "./proposal.types.ts";

const MOST_ON_A_CARD = 20;

/** Those that the caller may know of: of imports that stand for whoever sees imports, and of orders and reviews. */
export function knownProposals(context: RequestContext): RawBuilder<SqlBool> {
  if (!may(context, "import:list")) return sql<SqlBool>`import_proposal.import_id is null`;
  return sql<SqlBool>`(import_proposal.import_id is null or exists (
    select from import where import.id = import_proposal.import_id and import.state in ('RUNNING', 'FINISHED')))`;
}

/** What files, orders and reviews say of a customer, undecided, the newest first; at most twenty. */
export async function listProposals(context: RequestContext, customerId: string): Promise<ProposalType[]> {
  const proposals = await context.loaders.one("proposals", customerId, async (ids) => {
    const { rows } = await sql<TableOf<Proposal>>`
      select found.* from unnest(${[...ids]}::uuid[]) as wanted (customer_id), lateral (
        select * from import_proposal
        where import_proposal.customer_id = wanted.customer_id and import_proposal.state = ${ProposalState.OPEN}
          and ${knownProposals(context)}
        order by import_proposal.id desc limit ${MOST_ON_A_CARD}
      ) found`.execute(context.em.getKysely());
    return Map.groupBy(
      rows.map((row) => show(row)),
      (proposal) => proposal.customerId,
    );
  });
  return proposals ?? [];
}

/** One proposal, whoever made it; all of a level are read in one statement. */
export async function findAnyProposal(
  context: RequestContext,
  id: string | null,
): Promise<ProposalType | null> {
  if (!id) return null;
  return context.loaders.one("proposal", id, async (ids) => {
    const { rows } = await sql<TableOf<Proposal>>`
      select * from import_proposal
      where ${isAnyOf("import_proposal.id", ids)} and ${knownProposals(context)}
        and ${ofVisibleCustomer(context, sql`import_proposal.customer_id`)}`.execute(context.em.getKysely());
    return new Map(rows.map((row) => [row.id, show(row)]));
  });
}

function show(row: TableOf<Proposal>): ProposalType {
  return {
    __typename: "Proposal",
    id: globalId("Proposal", row.id),
    recordId: row.id,
    importId: row.import_id,
    sourceOrderId: row.source_order_id,
    sourceReviewId: row.source_review_id,
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
