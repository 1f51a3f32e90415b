import type { RevealReason } from "../gql/graphql.ts";

export const revealReasons: readonly RevealReason[] = [
  "CONTACT_CUSTOMER",
  "SHIP_ORDER",
  "VERIFY_IDENTITY",
  "HANDLE_COMPLAINT",
  "OTHER",
];

/** The change log keeps a reason as its name, with words behind a colon where somebody gave some. */
export function readReason(kept: string): { reason: RevealReason | undefined; words: string } {
  const [name = "", ...words] = kept.split(": ");
  const reason = revealReasons.find((known) => known === name);
  return reason ? { reason, words: words.join(": ") } : { reason: undefined, words: kept };
}
