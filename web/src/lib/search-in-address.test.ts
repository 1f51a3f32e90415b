import { describe, expect, it } from "vitest";
import { searchIn, setSearch } from "./search-in-address.ts";

const written = (search: string): URLSearchParams => {
  const address = new URLSearchParams("order=NEWEST");
  setSearch(address, search);
  return address;
};

describe("T63 what is looked for", () => {
  it.each(["王小明", "wangxm", "KH-000123", "TS-2026-000045", "2026010112345678901", "3号店"])(
    "stands in the address: %s",
    (search) => {
      expect(written(search).get("search")).toBe(search);
      expect(searchIn(written(search))).toBe(search);
    },
  );

  it.each([
    "13900139123",
    "+86 139 0013 9123",
    "0571-88888888",
    "(010) 8888 8888",
    "9123",
    "li.na@example.cn",
    "~1",
  ])("does not stand in the address, and is found again: %s", (search) => {
    expect(written(search).toString()).toMatch(/^order=NEWEST&search=%7E\d+$/);
    expect(searchIn(written(search))).toBe(search);
  });

  it("is gone from the address when nothing is looked for, and where the page was loaded anew", () => {
    expect(written("").toString()).toBe("order=NEWEST");
    expect(searchIn(new URLSearchParams("search=~999"))).toBe("");
  });
});
