import { describe, expect, it } from "vitest";
import { differenceOf, isOneText, listDifference } from "./text-difference.ts";

describe("ARC-12 the difference of two texts", () => {
  it("is what lies between their common beginning and end", () => {
    expect(differenceOf("客户说周三来取货", "客户说周五下午来取货")).toEqual({
      before: "客户说周",
      removed: "三",
      added: "五下午",
      after: "来取货",
    });
  });

  it("puts the texts together again, whatever they are", () => {
    const texts = ["", "a", "aa", "aba", "𠮷野家", "𠮷田", "王小明", "王大明"];
    for (const old of texts)
      for (const now of texts) {
        const { before, removed, added, after } = differenceOf(old, now);
        expect([before + removed + after, before + added + after]).toEqual([old, now]);
      }
  });

  it("is drawn within one text only where the two have much in common", () => {
    expect(isOneText(differenceOf("客户说周三来取货", "客户说周五来取货"))).toBe(true);
    expect(isOneText(differenceOf("王小明", "李大明"))).toBe(false);
  });

  it("of lists is what only one of them has", () => {
    expect(listDifference("a ALL, b OWN", "b TEAM, a ALL")).toEqual({
      removed: ["b OWN"],
      added: ["b TEAM"],
    });
  });
});
