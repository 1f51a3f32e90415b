import { Client } from "pg";
import { DataIntegrityError, type Cipher } from "./crypto.ts";
import type { Database } from "./database/connect.ts";
import { errorCode, StartRefusal } from "./database/start-refusal.ts";
import type { Logger } from "./logger.ts";
import { placeOfChange, sealChange, takeRecordKeys, type SealedChange } from "./record-keys.ts";
import { BlobFormat } from "./sealed-blob.ts";

const AT_ONCE = 1000;
/** Ours among the advisory locks of a database that others may use too: the letters "dossier" and a three. */
const CONVERSION_LOCK = "28259042962862643";
const NOT_THE_OWNER = "42501";

interface LegacyChange {
  readonly id: string;
  readonly record_id: string;
  readonly personal: Buffer;
}

/**
 * Seals the personal changes of before there were record keys under the keys of their records, once: as the owner, since
 * nobody else may alter the change log, and before anything is served, since nobody else is to see it half done. Of two
 * servers that start together the second waits. Interrupted, it goes on at the next start.
 */
export async function convertLegacyChanges(
  database: Pick<Database, "ownerUrl">,
  cipher: Cipher,
  logger: Logger,
): Promise<number> {
  const owner = new Client({
    connectionString: database.ownerUrl,
    application_name: "dossier keys",
    keepAlive: true,
  });
  owner.on("error", () => undefined);
  await owner.connect();
  try {
    await owner.query(
      "set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0",
    );
    await owner.query("select pg_advisory_lock($1)", [CONVERSION_LOCK]);
    if (!(await isNeeded(owner))) return 0;
    const converted = await convertAll(owner, cipher);
    await owner.query("update installation set has_changes_to_convert = false");
    logger.info(
      { converted },
      "personal values in the change log were sealed anew, with a key for each record",
    );
    return converted;
  } catch (error) {
    if (errorCode(error) !== NOT_THE_OWNER) throw error;
    throw new StartRefusal(
      {
        english:
          "This version seals the personal values in the change log with keys of their own, once, and only the owner of the tables may. Run “pnpm dossier migrate” once with DATABASE_OWNER_URL set to that role and with the key file in its place, then start again.",
        chinese:
          "本版本需要把变更记录中的个人信息一次性改用单独的密钥加密，只有数据表的所有者才能执行。请把 DATABASE_OWNER_URL 设为该角色，并在密钥文件就位的情况下运行一次“pnpm dossier migrate”，再重新启动。",
      },
      { cause: error },
    );
  } finally {
    // The lock goes with the session.
    await owner.end();
  }
}

async function isNeeded(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ needed: boolean }>(
    "select has_changes_to_convert as needed from installation",
  );
  return rows[0]?.needed ?? false;
}

async function convertAll(owner: Client, cipher: Cipher): Promise<number> {
  let after: string | null = null;
  let converted = 0;
  for (;;) {
    const { rows }: { rows: LegacyChange[] } = await owner.query<LegacyChange>(
      `select id, record_id, personal from change
       where ($1::uuid is null or id > $1) and personal is not null and get_byte(personal, 0) = $2
       order by id limit ${AT_ONCE}`,
      [after, BlobFormat.BOUND_TO_ROW],
    );
    if (rows.length > 0) await convert(owner, cipher, rows);
    converted += rows.length;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < AT_ONCE) return converted;
  }
}

async function convert(owner: Client, cipher: Cipher, changes: readonly LegacyChange[]): Promise<void> {
  await owner.query("begin");
  try {
    const keys = await takeRecordKeys(
      owner,
      cipher,
      changes.map(({ record_id }) => record_id),
    );
    const sealed = changes.map((change) => {
      const values = openLegacyChange(cipher, change);
      // What is damaged already stays as it is, and is told by whoever looks at it.
      return values ? sealChange(keys, change, values) : change.personal;
    });
    await owner.query(
      `update change set personal = r.personal from unnest($1::uuid[], $2::bytea[]) as r (id, personal)
       where change.id = r.id`,
      [changes.map(({ id }) => id), sealed],
    );
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback").catch(() => undefined);
    throw error;
  }
}

function openLegacyChange(cipher: Cipher, { id, personal }: LegacyChange): SealedChange | null {
  try {
    return cipher.open(placeOfChange(id), personal) as SealedChange;
  } catch (error) {
    if (error instanceof DataIntegrityError) return null;
    throw error;
  }
}
