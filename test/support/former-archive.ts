import { createCipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { TestDatabase } from "./database.ts";

export interface FormerArchive {
  readonly customerId: string;
  readonly changeId: string;
}

/**
 * An archive as the releases before data keys left it, written by hand: everything sealed with keys that come straight
 * from the key file, bound to table and row. A customer whose phone was edited once, found by the new number.
 */
export async function writeFormerArchive(
  database: TestDatabase,
  keyFile: string,
  values: { readonly name: string; readonly phone: string; readonly formerPhone: string },
): Promise<FormerArchive> {
  const secret = randomBytes(32);
  await writeFile(keyFile, `${secret.toString("base64")}\n`, { mode: 0o600 });
  const [installationId, customerId, changeId] = [randomUUID(), randomUUID(), randomUUID()];
  await database.query("insert into installation (id, key_check) values ($1, $2)", [
    installationId,
    seal(secret, "installation", installationId, "dossier"),
  ]);
  await database.query(
    `insert into customer (id, version, kind, name, personal, search_terms, created_at, updated_at)
     values ($1, 2, 'PERSON', $2, $3, '{}', now(), now())`,
    [customerId, values.name, seal(secret, "customer", customerId, { phone: values.phone })],
  );
  await database.query("insert into customer_facts (customer_id) values ($1)", [customerId]);
  for (const [kind, value] of [
    [1, values.phone],
    [2, values.phone.slice(-4)],
  ] as const) {
    const key = derived(secret, `blind:${kind}`, 64);
    const hash = createHmac("sha256", key).update(value).digest().subarray(0, 16);
    await database.query("insert into customer_blind_index (kind, hash, customer_id) values ($1, $2, $3)", [
      kind,
      hash,
      customerId,
    ]);
  }
  await database.query(
    `insert into change (id, record_type, record_id, record_version, operation, field, personal, source, request_id)
     values ($1, 'Customer', $2, 2, 'editCustomer', 'phone', $3, 'CONSOLE', 'former')`,
    [changeId, customerId, seal(secret, "change", changeId, { old: values.formerPhone, new: values.phone })],
  );
  // What the migration says when it meets such an archive.
  await database.query(
    "update installation set has_changes_to_convert = exists (select from change where personal is not null)",
  );
  return { customerId, changeId };
}

/** [1 byte format 1][4 bytes key id 1][12 bytes iv][ciphertext][16 bytes tag] */
function seal(secret: Buffer, table: string, rowId: string, value: unknown): Buffer {
  const head = Buffer.from([1, 0, 0, 0, 1]);
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derived(secret, "field:1", 32), iv);
  cipher.setAAD(Buffer.from(`${table}|${rowId}|1|1`));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
  return Buffer.concat([head, iv, sealed, cipher.getAuthTag()]);
}

function derived(secret: Buffer, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "dossier", purpose, length));
}
