import { describe, expect, test } from "vitest";
import { addressForAuthenticators, base32, codeOf, fromBase32, stepAt, stepOfCode } from "./totp.ts";

const secret = Buffer.from("12345678901234567890");

describe("DOS-5.1 codes of an authenticator", () => {
  test.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("are those of RFC 6238, appendix B: at second %i it is %s", (second, code) => {
    expect(codeOf(secret, stepAt(new Date(second * 1000)), 8)).toBe(code);
  });

  test.each([
    "755224",
    "287082",
    "359152",
    "969429",
    "338314",
    "254676",
    "287922",
    "162583",
    "399871",
    "520489",
  ])("are those of RFC 4226, appendix D: %s", (code) => {
    expect(Array.from({ length: 10 }, (_, step) => codeOf(secret, step))).toContain(code);
  });

  test("count in their own half minute and the ones beside it, and not two away", () => {
    const moment = new Date("2026-11-22T08:00:10Z");
    const now = stepAt(moment);
    const found = [-2, -1, 0, 1, 2].map((away) => stepOfCode(secret, codeOf(secret, now + away), moment));
    expect(found).toEqual([null, now - 1, now, now + 1, null]);
  });

  test.each(["", "12345", "1234567", "12345a", " 123456", "１２３４５６"])(
    "of another form count never: %j",
    (code) => {
      expect(stepOfCode(secret, code, new Date())).toBeNull();
    },
  );
});

describe("DOS-5.1 the secret, as it is typed into an authenticator", () => {
  test.each([
    ["f", "MY"],
    ["fo", "MZXQ"],
    ["foo", "MZXW6"],
    ["foob", "MZXW6YQ"],
    ["fooba", "MZXW6YTB"],
    ["foobar", "MZXW6YTBOI"],
  ])("is base32 as in RFC 4648: %s is %s, and back", (text, encoded) => {
    expect(base32(Buffer.from(text))).toBe(encoded);
    expect(fromBase32(encoded).toString()).toBe(text);
  });

  test("names the account in the address that the picture shows", () => {
    expect(addressForAuthenticators(secret, "li+na@dossier.example")).toBe(
      "otpauth://totp/Dossier:li%2Bna%40dossier.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Dossier",
    );
  });
});
