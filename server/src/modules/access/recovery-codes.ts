import { createHash, randomBytes } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "kysely";
import { base32 } from "./totp.ts";

const HOW_MANY = 10;
/** Bytes: nobody guesses eighty bits, so a plain hash keeps them. */
const LENGTH = 10;

/** Gives a person new recovery codes instead of all earlier ones; they can be read this once. */
export async function renewRecoveryCodes(em: EntityManager, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, () =>
    base32(randomBytes(LENGTH)).replace(/(.{4})(?=.)/g, "$1-"),
  );
  const kysely = em.getKysely();
  await sql`delete from recovery_code where staff_id = ${staffId}`.execute(kysely);
  const hashes = codes.map((code) => hashOf(staffId, code));
  await sql`
    insert into recovery_code (staff_id, hash) select ${staffId}::uuid, unnest(${hashes}::bytea[])`.execute(
    kysely,
  );
  return codes;
}

/** Uses a recovery code up. Of any number at once that bring the same one, it lets in exactly one. */
export async function useRecoveryCode(
  em: EntityManager,
  staffId: string,
  code: string,
): Promise<"RIGHT" | "USED" | "WRONG"> {
  const hash = hashOf(staffId, code);
  const kysely = em.getKysely();
  const used = await sql`
    update recovery_code set used_at = now() where staff_id = ${staffId} and hash = ${hash} and used_at is null`.execute(
    kysely,
  );
  if (used.numAffectedRows === 1n) return "RIGHT";
  const known = await sql`select from recovery_code where staff_id = ${staffId} and hash = ${hash}`.execute(
    kysely,
  );
  return known.rows.length > 0 ? "USED" : "WRONG";
}

export async function countRecoveryCodes(em: EntityManager, staffId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::integer as left from recovery_code where staff_id = ${staffId} and used_at is null`.execute(
    em.getKysely(),
  );
  return rows[0]?.left ?? 0;
}

/** However it was typed: with or without hyphens, in small letters. */
function hashOf(staffId: string, code: string): Buffer {
  const letters = code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z2-7]/g, "");
  return createHash("sha256").update(`${staffId}|${letters}`).digest();
}
