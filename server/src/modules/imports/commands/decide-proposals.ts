import { isGuardedField } from "../../../platform/custom-fields.ts";
import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import { badUserInput, notAllowed, notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { PERSONAL_FIELDS } from "../../../platform/personal-fields.ts";
import { mayKnow } from "../../customers/personal.queries.ts";
import { ChangeSource, type RequestContext } from "../../../platform/request.ts";
import { changeCustomers, type BulkField } from "../../customers/commands/change-customers.ts";
import type { Provenance } from "../../customers/commands/take-in-customers.ts";
import { changeOrders } from "../../orders/commands/change-orders.ts";
import { ProposalState } from "../../orders/proposal.entity.ts";
import { openProposed } from "../import-proposal.queries.ts";
import { addWords, loadWords, type Words } from "../taking-in/words.ts";
import { loadImport } from "./load-import.ts";
import { recordImportStep } from "./record-import-step.ts";

export interface Decision {
  readonly accept: boolean;
  /** The mutation's name, as the change log tells it. */
  readonly operation: string;
}

export interface OpenProposal {
  id: string;
  /** The import that proposes it; null for an order or a review. */
  import_id: string | null;
  customer_id: string;
  order_id: string | null;
  field: string;
  proposed: Buffer;
}

const MOST_IDS = 100;
const AT_A_TIME = 500;

/** Decides proposals one by one or together. One that was decided before stays as it was. Answers their ids. */
export async function decideProposals(
  context: RequestContext,
  input: { readonly importId?: string | null; readonly proposalIds: readonly string[] },
  decision: Decision,
): Promise<string> {
  if (input.proposalIds.length > MOST_IDS)
    throw badUserInput(text(`一次最多处理 ${MOST_IDS} 项。`, `At most ${MOST_IDS} at a time.`));
  const ids = input.proposalIds.map((id) => recordId("ImportProposal", id));
  const importId = input.importId ? recordId("Import", input.importId) : null;
  const { rows } = await sql<OpenProposal & { state: ProposalState; import_state: string }>`
    select import_proposal.*, import.state as import_state
    from import_proposal join import on import.id = import_proposal.import_id
    where import_proposal.id = any(${ids.filter((id) => id !== null)}::uuid[])
      and (${importId}::uuid is null or import_proposal.import_id = ${importId})
      and import.state = 'FINISHED'
    order by import_proposal.id for update of import_proposal`.execute(context.em.getKysely());
  if (rows.length !== new Set(ids).size) throw notFound(["proposalIds"]);
  if (!rows.every(({ field }) => mayDecideOn(context, field))) throw notAllowed(["proposalIds"]);
  await decide(
    context,
    rows.filter(({ state }) => state === ProposalState.OPEN),
    decision,
  );
  return rows.map(({ id }) => id).join(",");
}

/** Decides some of an import's open proposals; answers whether there are more. */
export async function decideNextProposals(
  context: RequestContext,
  importId: string,
  decision: Decision,
): Promise<boolean> {
  const one = await loadImport(context, importId);
  if (!one.mayStep("decide")) one.step("decide", one.state);
  const { rows } = await sql<OpenProposal>`
    select * from import_proposal
    where import_id = ${one.id} and state = ${ProposalState.OPEN} and not field = any(${hiddenFields(context)}::text[])
    order by id limit ${AT_A_TIME} for update`.execute(context.em.getKysely());
  // Like the import itself: one line of the change log for the person, and its thousands of rows behind it.
  await recordImportStep(context, one, decision.operation);
  await decide({ ...context, source: ChangeSource.IMPORT }, rows, decision);
  return rows.length === AT_A_TIME;
}

/** Whether the caller may know of the field: whoever may not decides nothing about it, seen or unseen. */
export function mayDecideOn(context: RequestContext, field: string): boolean {
  return isGuardedField(field) ? mayKnow(context, field) : true;
}

/** The fields of which the caller may not know; they are left open for somebody who may. */
function hiddenFields(context: RequestContext): string[] {
  const custom = [...(context.actor?.customFields.keys() ?? [])];
  return [...PERSONAL_FIELDS, ...custom].filter((field) => !mayKnow(context, field));
}

/** Writes what was decided, and with ACCEPT the values themselves. */
export async function decide(
  context: RequestContext,
  proposals: readonly OpenProposal[],
  { accept, operation }: Decision,
): Promise<void> {
  if (proposals.length === 0) return;
  if (accept) {
    for (const [importId, ofImport] of Map.groupBy(proposals, (proposal) => proposal.import_id))
      await takeOver(context, ofImport, { importId, operation, at: now() });
  }
  await sql`
    update import_proposal
    set state = ${accept ? ProposalState.ACCEPTED : ProposalState.REJECTED},
      decided_by_id = ${context.actor?.staffId ?? null}, decided_at = now()
    where id = any(${proposals.map(({ id }) => id)}::uuid[])`.execute(context.em.getKysely());
}

/** Writes what the file says, as an edit by the one who decided, with the import as its reason. */
async function takeOver(
  context: RequestContext,
  proposals: readonly OpenProposal[],
  provenance: Provenance,
): Promise<void> {
  const words = await wordsFor(context, proposals);
  const ofCustomers = proposals.filter(({ order_id }) => order_id === null);
  await changeCustomers(
    context,
    [...Map.groupBy(ofCustomers, ({ customer_id }) => customer_id)].map(([id, fields]) => ({
      id,
      values: Object.fromEntries(fields.map((proposal) => valueOf(context, proposal, words))),
    })),
    provenance,
  );
  const ofOrders = Map.groupBy(
    proposals.filter(({ order_id }) => order_id !== null),
    ({ order_id }) => order_id ?? "",
  );
  await changeOrders(
    context,
    [...ofOrders].map(([id, fields]) => ({
      id,
      ...Object.fromEntries(fields.map((proposal) => [proposal.field, openProposed(context, proposal)])),
    })),
    provenance,
  );
}

function valueOf(context: RequestContext, proposal: OpenProposal, words: Words): [BulkField, string | null] {
  const value = proposedText(context, proposal);
  if (proposal.field === "memberLevelId") return ["memberLevelId", words.memberLevels.idOf(value)];
  if (proposal.field === "channelId") return ["channelId", words.channels.idOf(value)];
  return [proposal.field, value];
}

/** A customer's field is one text; only an order's goods are more. */
function proposedText(context: RequestContext, proposal: OpenProposal): string {
  const proposed = openProposed(context, proposal);
  if (typeof proposed !== "string") throw new TypeError("a customer's field with lines of goods");
  return proposed;
}

/** A level or channel that is only now wanted is made now. */
async function wordsFor(context: RequestContext, proposals: readonly OpenProposal[]): Promise<Words> {
  const words = await loadWords(context);
  const said = (field: string): string[] =>
    proposals
      .filter((proposal) => proposal.field === field)
      .map((proposal) => proposedText(context, proposal));
  return addWords(context, words, {
    memberLevels: words.memberLevels.unknown(said("memberLevelId")),
    channels: words.channels.unknown(said("channelId")),
  });
}
