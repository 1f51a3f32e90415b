import { createHmac, createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  BLIND_INDEX_KINDS,
  BlindIndexKind,
  Cipher,
  DataIntegrityError,
  openUnder,
  sealUnder,
} from "./crypto.ts";
import { Keyring, KeyPurpose, UnknownKeyError, type OpenDataKey } from "./keyring.ts";

const key = (id: number, purpose: KeyPurpose, kind: number | null = null): OpenDataKey => ({
  id,
  purpose,
  kind,
  secret: Buffer.alloc(purpose === KeyPurpose.BLIND ? 64 : 32, id),
  activeIn: 0,
});
const others = [
  key(2, KeyPurpose.SESSION),
  key(3, KeyPurpose.CHAIN),
  ...BLIND_INDEX_KINDS.map((kind) => key(10 + kind, KeyPurpose.BLIND, kind)),
];
const first = key(1, KeyPurpose.FIELD);
const second = key(20, KeyPurpose.FIELD);
const cipher = new Cipher(new Keyring([first, ...others]));
const place = { table: "customer", column: "personal", rowId: "0198c000-0000-7000-8000-000000000001" };

describe("SEC-02 a sealed value", () => {
  test("opens again, and never looks the same twice", () => {
    const value = { phone: "+8613800138000", address: "杭州市" };
    const [one, other] = [cipher.seal(place, value), cipher.seal(place, value)];
    expect(cipher.open(place, one)).toEqual(value);
    expect(one.equals(other)).toBe(false);
    expect(one.includes("13800138000")).toBe(false);
  });

  test("T65 opens in its own row, column and table only, and with its own key", () => {
    const blob = cipher.seal(place, "x");
    for (const elsewhere of [
      { ...place, rowId: "another" },
      { ...place, column: "note" },
      { ...place, table: "change" },
    ])
      expect(() => cipher.open(elsewhere, blob)).toThrow(DataIntegrityError);
    const foreign = new Cipher(new Keyring([{ ...first, secret: Buffer.alloc(32, 8) }, ...others]));
    expect(() => foreign.open(place, blob)).toThrow(DataIntegrityError);
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

  test("of a record's own key opens with that key only", () => {
    const [mine, another] = [createSecretKey(Buffer.alloc(32, 5)), createSecretKey(Buffer.alloc(32, 6))];
    const blob = sealUnder(mine, place, "x");
    expect(openUnder(mine, place, blob)).toBe("x");
    expect(() => openUnder(another, place, blob)).toThrow(DataIntegrityError);
    expect(() => cipher.open(place, blob)).toThrow(DataIntegrityError);
    expect(() => openUnder(mine, place, cipher.seal(place, "x"))).toThrow(DataIntegrityError);
  });
});

describe("T65 a keyring", () => {
  const withBoth = (activeIn: number) => [first, { ...second, activeIn }, ...others];

  test("writes with the newest key as soon as its time has come, and reads with all", () => {
    const before = new Cipher(new Keyring(withBoth(60_000))).seal(place, "x");
    const after = new Cipher(new Keyring(withBoth(0))).seal(place, "x");
    expect([before.readUInt32BE(1), after.readUInt32BE(1)]).toEqual([1, 20]);
    const both = new Cipher(new Keyring(withBoth(0)));
    expect([both.open(place, before), both.open(place, after)]).toEqual(["x", "x"]);
  });

  test("asked for a key that another process made says that it is reading, and has it the next time", async () => {
    const keyring = new Keyring([first, ...others], async () => withBoth(0));
    const here = new Cipher(keyring);
    const blob = new Cipher(new Keyring(withBoth(0))).seal(place, "x");
    expect(() => here.open(place, blob)).toThrow(UnknownKeyError);
    await keyring.reload();
    expect(here.open(place, blob)).toBe("x");
  });

  test("that has read and does not find the key says that the value is damaged", async () => {
    const keyring = new Keyring([first, ...others], async () => [first, ...others]);
    const here = new Cipher(keyring);
    const blob = new Cipher(new Keyring(withBoth(0))).seal(place, "x");
    expect(() => here.open(place, blob)).toThrow(UnknownKeyError);
    await new Promise(setImmediate);
    expect(() => here.open(place, blob)).toThrow(DataIntegrityError);
  });

  test("keeps what it has when the keys cannot be read, and says so as long", async () => {
    const keyring = new Keyring([first, ...others], () => Promise.reject(new Error("away")));
    const here = new Cipher(keyring);
    const blob = new Cipher(new Keyring(withBoth(0))).seal(place, "x");
    for (let time = 0; time < 2; time += 1) {
      expect(() => here.open(place, blob)).toThrow(UnknownKeyError);
      await new Promise(setImmediate);
    }
    expect(here.open(place, cipher.seal(place, "y"))).toBe("y");
  });
});

describe("a blind index", () => {
  test("is the HMAC of the value, cut to 128 bits", () => {
    const secret = Buffer.alloc(64, 10 + BlindIndexKind.PHONE);
    const expected = createHmac("sha256", secret).update("+8613800138000").digest().subarray(0, 16);
    expect(cipher.blindIndex(BlindIndexKind.PHONE, "+8613800138000").equals(expected)).toBe(true);
  });

  test("differs by kind, so that a phone's never meets an e-mail's", () => {
    const phone = cipher.blindIndex(BlindIndexKind.PHONE, "x");
    expect(phone.equals(cipher.blindIndex(BlindIndexKind.EMAIL, "x"))).toBe(false);
  });
});
