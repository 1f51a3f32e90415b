import { createHmac, timingSafeEqual } from "node:crypto";
import { validate } from "uuid";
import type { Cipher, SealedPlace } from "../../platform/crypto.ts";
import type { CustomerQuestion } from "../customers/exported-customers.queries.ts";

export const EXPORT_PATH = "/files/exports/";

function placeOfQuestion(exportId: string): SealedPlace {
  return { table: "export", column: "question", rowId: exportId };
}

export function sealQuestion(cipher: Cipher, exportId: string, question: CustomerQuestion): Buffer {
  return cipher.seal(placeOfQuestion(exportId), question);
}

export function openQuestion(cipher: Cipher, exportId: string, sealed: Buffer): CustomerQuestion {
  return cipher.open(placeOfQuestion(exportId), sealed) as CustomerQuestion;
}

/** What opens an export, once: its id and a mac of it. Made anew where it is needed, and kept nowhere. */
export function ticketOf(cipher: Cipher, exportId: string): string {
  return `${exportId}.${macOf(cipher, exportId).toString("base64url")}`;
}

/** The export that a ticket opens; null for a ticket that we did not make. */
export function exportOfTicket(cipher: Cipher, ticket: string): string | null {
  const [id = "", mac = ""] = ticket.split(".");
  if (!validate(id)) return null;
  const [ours, given] = [macOf(cipher, id), Buffer.from(mac, "base64url")];
  return ours.length === given.length && timingSafeEqual(ours, given) ? id : null;
}

function macOf({ sessionSecret }: Cipher, exportId: string): Buffer {
  return createHmac("sha256", sessionSecret).update(`export|${exportId}`).digest();
}
