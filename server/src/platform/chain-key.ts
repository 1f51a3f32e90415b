import { hkdfSync } from "node:crypto";
import { readFile } from "node:fs/promises";

/** The key that the change log's seals are made with: from the key file, so that nobody has it who has only the database. */
export async function chainKey(keyFile: string): Promise<Buffer> {
  const secret = Buffer.from((await readFile(keyFile, "utf8")).trim(), "base64");
  return Buffer.from(hkdfSync("sha256", secret, "dossier", "chain", 32));
}
