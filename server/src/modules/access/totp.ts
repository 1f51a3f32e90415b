import { createHmac, timingSafeEqual } from "node:crypto";

/** As authenticator apps have them when nothing else is said (RFC 6238): SHA-1, six digits, half a minute. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** Clocks of phones go a little wrong, and people type slowly: the code before and the one after count too. */
const STEPS_AROUND = 1;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The number of the half minute that a moment lies in. */
export function stepAt(moment: Date): number {
  return Math.floor(moment.getTime() / 1000 / STEP_SECONDS);
}

/** The code that an authenticator shows during a step (RFC 4226, section 5.3). */
export function codeOf(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** The step whose code this is, at this moment; null when it is none's. */
export function stepOfCode(secret: Buffer, code: string, moment: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  let found: number | null = null;
  // All are compared, however soon one fits: the time taken tells nothing.
  for (let step = stepAt(moment) - STEPS_AROUND; step <= stepAt(moment) + STEPS_AROUND; step += 1)
    if (timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code))) found = step;
  return found;
}

/** Base32 (RFC 4648) without padding, as authenticators take secrets. */
export function base32(bytes: Buffer): string {
  let text = "";
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += LETTERS[(value >>> (bits - 5)) & 31] ?? "";
  }
  return bits > 0 ? text + (LETTERS[(value << (5 - bits)) & 31] ?? "") : text;
}

export function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let value = 0;
  let bits = 0;
  for (const letter of text) {
    value = ((value << 5) | LETTERS.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push((value >>> (bits -= 8)) & 0xff);
  }
  return Buffer.from(bytes);
}

/** What the picture says that an authenticator reads. */
export function addressForAuthenticators(secret: Buffer, email: string): string {
  const settings = new URLSearchParams({ secret: base32(secret), issuer: "Dossier" });
  return `otpauth://totp/Dossier:${encodeURIComponent(email)}?${settings.toString()}`;
}
