import { describe, expect, test } from "vitest";
import { placeAfter } from "./place-after.ts";

const place = (before: string, index: number, after: string): number =>
  placeAfter([...before], index, new Map([...after].map((key, at) => [key, at])));

describe("DOS-3.4 whoever stands on a row of a list that changes", () => {
  test("stays on it, wherever it goes", () => {
    expect(place("abcd", 2, "abcd")).toBe(2);
    expect(place("abcd", 2, "xyabcd")).toBe(4);
    expect(place("abcd", 2, "cabd")).toBe(0);
  });

  test("comes to the next row when it vanishes, also when others came above at once", () => {
    expect(place("abcd", 1, "acd")).toBe(1);
    expect(place("abcd", 1, "xyacd")).toBe(3);
    expect(place("abcd", 1, "ad")).toBe(1);
  });

  test("comes to the row before when nothing that followed is left", () => {
    expect(place("abcd", 3, "abc")).toBe(2);
    expect(place("abcd", 2, "ab")).toBe(1);
  });

  test("never stands beyond the end of a list that is another one altogether", () => {
    expect(place("abcd", 3, "xy")).toBe(1);
    expect(place("", 7, "xyz")).toBe(2);
    expect(place("abcd", 1, "")).toBe(0);
  });
});
