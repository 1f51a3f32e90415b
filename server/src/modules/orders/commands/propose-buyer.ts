import { insertRows } from "../../../platform/bulk.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { CheckedDetails } from "../../customers/commands/customer-input.ts";
import { personalOf } from "../../customers/personal-of.queries.ts";
import type { Customer } from "../../customers/customer.entity.ts";
import { ProposalState } from "../proposal.entity.ts";
import { comparableText, placeOfProposal, proposalKey } from "../proposal.queries.ts";

/** What proposes: the order, or the review, that said so. */
export interface ProposalSource {
  readonly orderId?: string;
  readonly reviewId?: string;
}

/** Proposes what a buyer's data says otherwise than the archive, or more. What stands there stays until somebody decides. */
export async function proposeBuyer(
  context: RequestContext,
  customer: Customer,
  said: CheckedDetails | null,
  source: ProposalSource,
): Promise<void> {
  if (!said) return;
  const held: Record<string, string | null | undefined> = {
    name: customer.name,
    nickname: customer.nickname,
    ...personalOf(context, customer),
  };
  const given = { ...said.details, ...said.personal };
  const news = Object.entries(given).flatMap(([field, value]) => {
    if (!value || same(field, held[field], value)) return [];
    return [{ field, value }];
  });
  await insertRows(
    context.em,
    "import_proposal",
    {
      id: "uuid",
      source_order_id: "uuid",
      source_review_id: "uuid",
      customer_id: "uuid",
      field: "text",
      proposed: "bytea",
      proposal_key: "bytea",
      state: "text",
    },
    news.map(({ field, value }) => {
      const id = newId();
      return {
        id,
        source_order_id: source.orderId ?? null,
        source_review_id: source.reviewId ?? null,
        customer_id: customer.id,
        field,
        proposed: context.cipher.seal(placeOfProposal(id), value),
        proposal_key: proposalKey(context, {
          customerId: customer.id,
          orderId: null,
          field,
          comparable: comparableText(field, value),
        }),
        state: ProposalState.OPEN,
      };
    }),
    // Accepted before and changed by somebody since, or left open by an import that was taken back: asked once more.
    `on conflict (proposal_key) do update set
      import_id = null, row_number = null, source_order_id = excluded.source_order_id,
      source_review_id = excluded.source_review_id, state = excluded.state, decided_by_id = null, decided_at = null
    where import_proposal.state = 'ACCEPTED'
      or exists (select from import where import.id = import_proposal.import_id and import.state = 'REVERTED')`,
  );
}

function same(field: string, held: string | null | undefined, value: string): boolean {
  return Boolean(held) && comparableText(field, held ?? "") === comparableText(field, value);
}
