import { insertRows } from "../../../platform/bulk.ts";
import { FieldRight } from "../../../platform/field-rights.ts";
import { newId } from "../../../platform/ids.ts";
import { isPersonalField } from "../../../platform/personal-fields.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { CheckedDetails } from "../../customers/commands/customer-input.ts";
import { personalOf } from "../../customers/personal-of.queries.ts";
import { mayOnField } from "../../customers/personal.queries.ts";
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
  const told = Object.entries(given).flatMap(([field, value]) =>
    value ? [{ field, value, isKnown: same(field, held[field], value) }] : [],
  );
  // Nobody finds out what he may not see whole by trying: what he says is proposed, right or wrong.
  const [news, known] = [
    told.filter(({ isKnown }) => !isKnown),
    told.filter(({ field, isKnown }) => isKnown && !seesWhole(context, field)),
  ];
  await write(context, news, { customer, source, again: REOPEN });
  await write(context, known, { customer, source, again: "on conflict do nothing" });
}

/** Accepted before and changed by somebody since, or left open by an import that was taken back: asked once more. */
const REOPEN = `on conflict (proposal_key) do update set
      import_id = null, row_number = null, source_order_id = excluded.source_order_id,
      source_review_id = excluded.source_review_id, state = excluded.state, decided_by_id = null, decided_at = null
    where import_proposal.state = 'ACCEPTED'
      or exists (select from import where import.id = import_proposal.import_id and import.state = 'REVERTED')`;

interface Told {
  readonly field: string;
  readonly value: string;
}

async function write(
  context: RequestContext,
  told: readonly Told[],
  { customer, source, again }: { customer: Customer; source: ProposalSource; again: string },
): Promise<void> {
  if (told.length === 0) return;
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
    told.map(({ field, value }) => {
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
    again,
  );
}

function seesWhole(context: RequestContext, field: string): boolean {
  return !isPersonalField(field) || mayOnField(context, field, FieldRight.VIEW);
}

function same(field: string, held: string | null | undefined, value: string): boolean {
  return Boolean(held) && comparableText(field, held ?? "") === comparableText(field, value);
}
