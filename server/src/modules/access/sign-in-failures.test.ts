import { expect, test } from "vitest";
import { secondsShut } from "./sign-in-failures.ts";

test("T02 from the fifth wrong password of an account on, each doubles the wait, and the tenth locks it for a quarter of an hour", () => {
  const waits = Array.from({ length: 11 }, (_, failures) => secondsShut(failures, "account"));
  expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 900]);
});

test("T29 a hundred wrong passwords from one address lock it, whatever the accounts", () => {
  expect([99, 100].map((failures) => secondsShut(failures, "address"))).toEqual([0, 900]);
});
