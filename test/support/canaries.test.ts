import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { CanaryScan } from "./canaries.ts";

const PHONE = "13987650001";
const scan = new CanaryScan(
  new Map([
    ["phone", PHONE],
    ["address", "杭州市测录路 7431 号"],
  ]),
);

test.each([
  ["as it is", PHONE],
  ["as UTF-16", Buffer.from(PHONE, "utf16le")],
  ["in hex", Buffer.from(PHONE).toString("hex")],
  ["in base64", Buffer.from(PHONE).toString("base64")],
  ["in base64, after one letter", Buffer.from(`a${PHONE}b`).toString("base64")],
  ["in base64, after two letters", Buffer.from(`ab${PHONE}`).toString("base64")],
  ["as a hash without a key", createHash("sha256").update(PHONE).digest()],
])("T63 the scan finds a value %s", (_how, written) => {
  expect(scan.kindsIn(Buffer.concat([Buffer.from("…"), Buffer.from(written), Buffer.from("…")]))).toEqual([
    "phone",
  ]);
});

test("T63 the scan finds an address in an address, and nothing where nothing is", () => {
  expect(scan.kindsIn(Buffer.from(encodeURIComponent("在杭州市测录路 7431 号！")))).toEqual(["address"]);
  expect(scan.kindsIn(Buffer.from("13987650002 杭州市测录路 7432 号 1398765000"))).toEqual([]);
});
