import { argon2, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const hashPassword = promisify(argon2);
/** OWASP's first choice of 2024 for argon2id: 19 MiB, two passes. About 40 ms. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const AT_ONCE = 2;
const WAITING_AT_MOST = 50;

/** Too many sign-ins wait for their password to be checked. */
export class TooManyPasswordChecks extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

// A flood of sign-ins must not take the CPU from everybody else: two at once, a short queue, then a refusal.
async function inTurn<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_AT_MOST) throw new TooManyPasswordChecks();
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return await run();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function derive(password: string, nonce: Buffer): Promise<Buffer> {
  const message = Buffer.from(password.normalize("NFKC"));
  return Buffer.from(await inTurn(() => hashPassword("argon2id", { message, nonce, ...PARAMETERS })));
}

/** `argon2id$<salt>$<hash>`, both base64url. */
export async function hashOfPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  return `argon2id$${nonce.toString("base64url")}$${(await derive(password, nonce)).toString("base64url")}`;
}

export async function isPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [kind, salt = "", expected = ""] = hash.split("$");
  if (kind !== "argon2id") return false;
  const wanted = Buffer.from(expected, "base64url");
  const given = await derive(password, Buffer.from(salt, "base64url"));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

// No letters that are read as one another (0 O, 1 l I): these are read out over the phone.
const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A random password of 16 characters in groups of four, about 92 bits. */
export function randomPassword(): string {
  const characters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)] ?? "");
  return characters.join("").replace(/(.{4})(?=.)/g, "$1-");
}
