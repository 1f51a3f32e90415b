import { createHmac, hkdfSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { BlindIndexKind, Cipher, DataIntegrityError } from "./crypto.ts";

const secret = Buffer.alloc(32, 7);
const cipher = new Cipher(secret);
const place = { table: "customer", rowId: "0198c000-0000-7000-8000-000000000001" };

describe("SEC-02 a sealed value", () => {
  test("opens again, and never looks the same twice", () => {
    const value = { phone: "+8613800138000", address: "杭州市" };
    const [one, other] = [cipher.seal(place, value), cipher.seal(place, value)];
    expect(cipher.open(place, one)).toEqual(value);
    expect(one.equals(other)).toBe(false);
    expect(one.includes("13800138000")).toBe(false);
  });

  test("T65 opens for its own row only", () => {
    const blob = cipher.seal(place, "x");
    expect(() => cipher.open({ ...place, rowId: "another" }, blob)).toThrow(DataIntegrityError);
    expect(() => cipher.open({ ...place, table: "change" }, blob)).toThrow(DataIntegrityError);
    expect(() => new Cipher(Buffer.alloc(32, 8)).open(place, blob)).toThrow(DataIntegrityError);
  });

  test("does not open with any single bit turned", () => {
    const blob = cipher.seal(place, "x");
    for (let index = 0; index < blob.length; index += 1) {
      const damaged = Buffer.from(blob);
      damaged.writeUInt8(damaged.readUInt8(index) ^ 1, index);
      expect(() => cipher.open(place, damaged)).toThrow(DataIntegrityError);
    }
    expect(() => cipher.open(place, Buffer.alloc(0))).toThrow(DataIntegrityError);
  });
});

describe("a blind index", () => {
  test("is the HMAC of the value, cut to 128 bits", () => {
    const key = Buffer.from(hkdfSync("sha256", secret, "dossier", `blind:${BlindIndexKind.PHONE}`, 64));
    const expected = createHmac("sha256", key).update("+8613800138000").digest().subarray(0, 16);
    expect(cipher.blindIndex(BlindIndexKind.PHONE, "+8613800138000").equals(expected)).toBe(true);
  });

  test("differs by kind, so that a phone's never meets an e-mail's", () => {
    const phone = cipher.blindIndex(BlindIndexKind.PHONE, "x");
    expect(phone.equals(cipher.blindIndex(BlindIndexKind.EMAIL, "x"))).toBe(false);
  });
});
