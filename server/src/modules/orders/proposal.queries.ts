import { BlindIndexKind, type SealedPlace } from "../../platform/crypto.ts";
import type { RequestContext } from "../../platform/request.ts";

/** One value for one field of a customer, or of an order when one is named. */
export interface ProposedValue {
  readonly customerId: string;
  readonly orderId: string | null;
  readonly field: string;
  /** As `comparableText` makes it, or whatever else two proposals of the same value have in common. */
  readonly comparable: string;
}

/** What has to be equal for two values of a field to be the same: spaces and the width of letters decide nothing. */
export function comparableText(field: string, value: string): string {
  if (field === "phone") return value.split(";")[0] ?? value;
  const bare = value.normalize("NFKC").replaceAll(/\s/g, "");
  return field === "email" || field === "nickname" ? bare.toLowerCase() : bare;
}

/** Keyed: whoever has a copy of the table cannot try out phone numbers on it. */
export function proposalKey({ cipher }: RequestContext, proposed: ProposedValue): Buffer {
  const { customerId, orderId, field, comparable } = proposed;
  return cipher.blindIndex(
    BlindIndexKind.IMPORT_PROPOSAL,
    `${customerId}|${orderId ?? ""}|${field}|${comparable}`,
  );
}

export function placeOfProposal(id: string): SealedPlace {
  return { table: "import_proposal", column: "proposed", rowId: id };
}
