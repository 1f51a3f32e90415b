import { createHash, randomInt } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const PREFIX_LETTERS = 8;
/** 62^43 is more than 2^256: nobody tries it through, so its fast hash is as good as a slow one. */
const SECRET_LETTERS = 43;
const SHAPE = new RegExp(`^dossier_[A-Za-z0-9]{${PREFIX_LETTERS}}_[A-Za-z0-9]{${SECRET_LETTERS}}$`);

export interface ApiKeySecret {
  /** The whole of it, for the one time that it is shown. */
  readonly secret: string;
  /** Its beginning, which may be seen: `dossier_` and eight characters. */
  readonly prefix: string;
}

export function newSecret(): ApiKeySecret {
  const prefix = `dossier_${letters(PREFIX_LETTERS)}`;
  return { prefix, secret: `${prefix}_${letters(SECRET_LETTERS)}` };
}

/** What the database keeps instead of the secret. Null for a text that no key of Dossier can be. */
export function hashOfSecret(secret: string): Buffer | null {
  return SHAPE.test(secret) ? createHash("sha256").update(secret).digest() : null;
}

function letters(count: number): string {
  return Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)] ?? "").join("");
}
