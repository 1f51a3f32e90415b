import type { Pool } from "pg";

/**
 * Who is behind a session cookie, in one prepared statement, so that no peer answers to strangers: Dossier does not
 * either. The signature is not checked here, which only makes a peer cheaper.
 */
export async function whoAsks(pool: Pool, cookie: string | undefined): Promise<{ id: string } | null> {
  const signed = /(?:^|; )dossier\.session_token=([^;]+)/.exec(cookie ?? "")?.[1];
  const [token] = decodeURIComponent(signed ?? "").split(".");
  const { rows } = await pool.query<{ id: string }>({
    name: "who-asks",
    text: `select staff.id from auth."session" as session join staff_member as staff on staff.id = session."userId"::uuid
      where session.token = $1 and session."expiresAt" > now() and staff.active`,
    values: [token],
  });
  return rows[0] ?? null;
}
