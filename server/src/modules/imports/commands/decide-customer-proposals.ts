import { isGuardedField } from "../../../platform/custom-fields.ts";
import { sql } from "kysely";
import { may } from "../../../platform/authz.ts";
import { now } from "../../../platform/clock.ts";
import { badUserInput, DomainError, notAllowed, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { FieldRight } from "../../../platform/field-rights.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import { openChanges } from "../../../platform/record-keys.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { changeCustomers, type BulkField } from "../../customers/commands/change-customers.ts";
import { loadCustomer } from "../../customers/commands/load-customer.ts";
import { mayOnField } from "../../customers/personal.queries.ts";
import { ProposalState } from "../../orders/proposal.entity.ts";
import { ProposalDecision } from "../import-proposal.types.ts";
import { knownProposals } from "../proposal.queries.ts";
import { decide, mayDecideOn, type OpenProposal } from "./decide-proposals.ts";

interface NamedProposals {
  readonly customerId: string;
  readonly expectedVersion: number;
  readonly proposalIds: readonly string[];
}
type ProposalRow = OpenProposal & { readonly state: ProposalState };

const MOST_IDS = 100;
/** By what an accepted value came into the archive. */
const DECISIONS = ["decideCustomerProposals", "decideProposals", "decideAllProposals"];

/** The id in the database of a proposal; one of an import has a name of its own as well. */
export function uuidOfProposal(id: string): string | null {
  return recordId("Proposal", id) ?? recordId("ImportProposal", id);
}

/** Decides open proposals about one customer, as whoever may edit the customer. Answers the customer's id. */
export async function decideCustomerProposals(
  context: RequestContext,
  input: NamedProposals & { readonly decision: ProposalDecision },
): Promise<string> {
  const { id, proposals } = await hold(context, input, [ProposalState.OPEN]);
  const accept = input.decision === ProposalDecision.ACCEPT;
  const targets = proposals.map(({ order_id, field }) => `${order_id ?? ""} ${field}`);
  if (accept && new Set(targets).size < targets.length) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "同一项有多个建议值，请只采用其中一个。",
        "Several values are proposed for one field; accept one of them.",
      ),
      ["proposalIds"],
    );
  }
  await decide(context, proposals, { accept, operation: "decideCustomerProposals" });
  if (accept) await tell(context, id);
  return id;
}

/** Undoes decisions: accepted values go back to what they replaced. Answers the customer's id. */
export async function reopenCustomerProposals(
  context: RequestContext,
  input: NamedProposals,
): Promise<string> {
  const { id, proposals } = await hold(context, input, [ProposalState.ACCEPTED, ProposalState.REJECTED]);
  const accepted = proposals.filter(({ state }) => state === ProposalState.ACCEPTED);
  // Accepted and put back at will, a guess would tell by its change whether it was right.
  const isGuess = ({ field }: ProposalRow) =>
    isGuardedField(field) && !mayOnField(context, field, FieldRight.MATCH);
  if (accepted.some(isGuess)) throw notAllowed(["proposalIds"]);
  if (accepted.length > 0) {
    await putBack(context, id, accepted);
    await tell(context, id);
  }
  await sql`
    update import_proposal set state = ${ProposalState.OPEN}, decided_by_id = null, decided_at = null
    where id = any(${proposals.map((proposal) => proposal.id)}::uuid[])`.execute(context.em.getKysely());
  return id;
}

/** Locks the customer and the proposals; refuses what the caller may not see, or not decide, or what is decided otherwise. */
async function hold(
  context: RequestContext,
  { customerId, expectedVersion, proposalIds }: NamedProposals,
  states: readonly ProposalState[],
): Promise<{ id: string; proposals: ProposalRow[] }> {
  if (proposalIds.length > MOST_IDS)
    throw badUserInput(text(`一次最多处理 ${MOST_IDS} 项。`, `At most ${MOST_IDS} at a time.`));
  const { id } = await loadCustomer(context, customerId, "customer:edit", expectedVersion);
  const ids = proposalIds.map(uuidOfProposal);
  const { rows } = await sql<ProposalRow>`
    select import_proposal.* from import_proposal
    where import_proposal.id = any(${ids.filter((one) => one !== null)}::uuid[])
      and import_proposal.customer_id = ${id} and ${knownProposals(context)}
    order by import_proposal.id for update of import_proposal`.execute(context.em.getKysely());
  if (rows.length === 0 || rows.length !== new Set(ids).size) throw notFound(["proposalIds"]);
  const mayDecide = ({ import_id, field }: ProposalRow): boolean =>
    (import_id === null || may(context, "import:decideProposals")) && mayDecideOn(context, field);
  if (!rows.every(mayDecide)) throw notAllowed(["proposalIds"]);
  if (!rows.every(({ state }) => states.includes(state))) {
    throw new DomainError(
      UserErrorCode.WRONG_STATE,
      text("其中有的已由别人处理，请刷新后再看。", "Somebody decided some of these meanwhile; look again."),
      ["proposalIds"],
    );
  }
  return { id, proposals: rows };
}

interface ChangeRow {
  readonly id: string;
  readonly record_id: string;
  readonly field: BulkField;
  readonly operation: string;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly personal: Buffer | null;
}

/** What stood in the fields before, as the change log tells it. */
async function putBack(
  context: RequestContext,
  customerId: string,
  accepted: readonly ProposalRow[],
): Promise<void> {
  // Goods cannot be put together again from what the log says of them: an order is edited by hand.
  if (accepted.some(({ order_id }) => order_id !== null)) throw changedSince();
  const fields = accepted.map(({ field }) => field);
  const { rows } = await sql<ChangeRow>`
    select distinct on (field) id, record_id, field, operation, old_value, new_value, personal from change
    where record_id = ${customerId} and kind = 'CHANGE' and field = any(${fields}::text[])
    order by field, id desc`.execute(context.em.getKysely());
  if (new Set(fields).size !== rows.length || rows.some(({ operation }) => !DECISIONS.includes(operation)))
    throw changedSince();
  const sealed = await openChanges(context, rows);
  const values = rows.map((row) => {
    const { old, new: held } = sealed.get(row.id) ?? { old: row.old_value, new: row.new_value };
    return { field: row.field, old, held };
  });
  const provenance = { importId: null, operation: "reopenCustomerProposals", at: now() };
  const changed = await changeCustomers(
    context,
    [
      {
        id: customerId,
        values: Object.fromEntries(values.map(({ field, old }) => [field, old])),
        onlyIf: Object.fromEntries(values.map(({ field, held }) => [field, held])),
      },
    ],
    provenance,
  );
  if (changed.get(customerId)?.length !== values.length) throw changedSince();
}

function changedSince(): DomainError {
  return new DomainError(
    UserErrorCode.WRONG_STATE,
    text(
      "采用之后这些内容又改过，不能再撤销。请直接修改档案。",
      "This was changed after it was accepted, so it cannot be undone. Edit the archive instead.",
    ),
    ["proposalIds"],
  );
}

async function tell(context: RequestContext, customerId: string): Promise<void> {
  await emit(context, {
    name: ArchiveEventName.CUSTOMER_EDITED,
    recordType: "Customer",
    recordId: customerId,
    customerId,
  });
}
