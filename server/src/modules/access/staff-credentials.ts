import type { EntityManager } from "@mikro-orm/postgresql";
import { newId } from "../../platform/ids.ts";

/** The tables of the sign-in library that commands write themselves, so that a person and the password are one transaction. */
interface AuthTables {
  "auth.user": { id: string; name: string; email: string; emailVerified: boolean; updatedAt: Date };
  "auth.account": {
    id: string;
    accountId: string;
    providerId: string;
    userId: string;
    password: string | null;
    updatedAt: Date;
  };
  "auth.session": { id: string; userId: string };
}

const BY_PASSWORD = "credential";

export async function insertCredentials(
  em: EntityManager,
  staff: { id: string; name: string; email: string },
  passwordHash: string,
): Promise<void> {
  const kysely = em.getKysely<AuthTables>();
  const updatedAt = new Date();
  // Verified: an administrator vouches for the address, and an unverified one would lose its password at a sign-in link.
  await kysely
    .insertInto("auth.user")
    .values({ ...staff, emailVerified: true, updatedAt })
    .execute();
  await kysely
    .insertInto("auth.account")
    .values({
      id: newId(),
      accountId: staff.id,
      providerId: BY_PASSWORD,
      userId: staff.id,
      password: passwordHash,
      updatedAt,
    })
    .execute();
}

export async function replacePassword(
  em: EntityManager,
  staffId: string,
  passwordHash: string,
): Promise<void> {
  await em
    .getKysely<AuthTables>()
    .updateTable("auth.account")
    .set({ password: passwordHash, updatedAt: new Date() })
    .where("userId", "=", staffId)
    .where("providerId", "=", BY_PASSWORD)
    .execute();
}

export async function passwordHashOf(em: EntityManager, staffId: string): Promise<string | null> {
  const account = await em
    .getKysely<AuthTables>()
    .selectFrom("auth.account")
    .select("password")
    .where("userId", "=", staffId)
    .where("providerId", "=", BY_PASSWORD)
    .executeTakeFirst();
  return account?.password ?? null;
}

/** Whose account is signed in to by this address; null when it is nobody's. */
export async function accountOf(em: EntityManager, email: string): Promise<string | null> {
  const account = await em
    .getKysely<AuthTables>()
    .selectFrom("auth.user")
    .select("id")
    .where("email", "=", email.trim().toLowerCase())
    .executeTakeFirst();
  return account?.id ?? null;
}

/** Ends every session of a person, save one that is to go on. */
export async function endSessions(
  em: EntityManager,
  staffId: string,
  exceptSessionId: string | null = null,
): Promise<void> {
  let sessions = em.getKysely<AuthTables>().deleteFrom("auth.session").where("userId", "=", staffId);
  if (exceptSessionId) sessions = sessions.where("id", "!=", exceptSessionId);
  await sessions.execute();
}
