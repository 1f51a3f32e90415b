import { describe, expect, it } from "vitest";
import { differenceOf, isOneText, listDifference, shortened } from "./text-difference.ts";

const same = (text: string) => ({ kind: "same", text });
const removed = (text: string) => ({ kind: "removed", text });
const added = (text: string) => ({ kind: "added", text });

describe("ARC-12 the difference of two texts", () => {
  it("is told word by word, in Chinese and in English", () => {
    expect(differenceOf("客户说冬季轮胎轻微磨损", "客户说四季轮胎明显磨损")).toEqual([
      same("客户说"),
      removed("冬季"),
      added("四季"),
      same("轮胎"),
      removed("轻微"),
      added("明显"),
      same("磨损"),
    ]);
    expect(differenceOf("Call on Monday", "Call early on Friday")).toEqual([
      same("Call "),
      added("early "),
      same("on "),
      removed("Monday"),
      added("Friday"),
    ]);
  });

  it("puts the texts together again, whatever they are", () => {
    const texts = ["", "a", "aa", "aba", "𠮷野家", "𠮷田", "王小明", "王大明"];
    for (const old of texts)
      for (const now of texts) {
        const parts = differenceOf(old, now) ?? [];
        const without = (kind: string): string =>
          parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join("");
        expect([without("added"), without("removed")]).toEqual([old, now]);
      }
  });

  it("is drawn within one text only where the two have much in common", () => {
    expect(isOneText(differenceOf("客户说周三来取货", "客户说周五来取货") ?? [])).toBe(true);
    expect(isOneText(differenceOf("王小明", "李大明") ?? [])).toBe(false);
  });

  it("leaves of a long stretch that did not change what stands around the changes", () => {
    const long = `${"头".repeat(40)}${"中".repeat(100)}${"尾".repeat(40)}`;
    expect(shortened(long, { first: false, last: false })).toBe(`${"头".repeat(40)} … ${"尾".repeat(40)}`);
    expect(shortened(long, { first: true, last: false })).toBe(` … ${"尾".repeat(40)}`);
    expect(shortened("短", { first: true, last: true })).toBe("短");
  });

  it("of lists is what only one of them has", () => {
    expect(listDifference("a ALL, b OWN", "b TEAM, a ALL")).toEqual({
      removed: ["b OWN"],
      added: ["b TEAM"],
    });
  });
});
