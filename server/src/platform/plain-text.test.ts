import { expect, test } from "vitest";
import { isBlank, isDisguised } from "./plain-text.ts";

test.each(["a\0b", "a\u202Egpj.exe", "a\u0007", "\uD800", "\u2066x"])("T23 %j is disguised", (typed) => {
  expect(isDisguised(typed)).toBe(true);
});

test.each(["李娜", "a\nb\tc", "😀", "O'Neil · 店", "<b>"])("T23 %j is what it is", (typed) => {
  expect([isDisguised(typed), isBlank(typed)]).toEqual([false, false]);
});

test.each(["", " \u3000\n", "\u200b\u2060\ufeff", "\u0301"])("T23 %j shows nothing", (typed) => {
  expect(isBlank(typed)).toBe(true);
});
