import { describe, expect, test } from "vitest";
import { searchQueryText, searchTermsAsked, searchTermsOf, searchTermsText } from "./search-terms.ts";

/** Whether a customer of this name would be found by what is typed: a term of the customer begins with each one asked. */
function finds(typed: string, name: string, nickname: string | null = null): boolean {
  const terms = searchTermsOf({ name, nickname });
  const asked = searchTermsAsked(typed);
  return asked.length > 0 && asked.every((beginning) => terms.some((term) => term.startsWith(beginning)));
}

describe("DOS-2.5 search terms", () => {
  test.each([
    ["王小明", "王"],
    ["王小明", "小明"],
    ["王小明", "王小明"],
    ["王小明", "wangxm"],
    ["王小明", "wxm"],
    ["王小明", "WANG"],
    ["王小明", "wang xiao ming"],
    ["王小明", "wang'xiaoming"],
    ["王小明", "xiaom"],
    ["王小明", "王xm"],
    ["欧阳修远", "ouyangxy"],
    ["单雄信", "shan"],
    ["仇英", "qiuy"],
    ["曾子墨", "zengzm"],
    ["解晓东", "xiexd"],
    ["查良镛", "zha"],
    ["吕雉", "lvz"],
    ["吕雉", "luzhi"],
    ["Li Na", "na"],
    ["北京市朝阳区三里屯汽车服务有限公司", "三里屯汽车"],
    ["王小明", "王小明"],
  ])("find %s by %s", (name, typed) => {
    expect(finds(typed, name)).toBe(true);
  });

  test.each([
    ["王小明", "李"],
    ["王小明", "明小"],
    ["王小明", "wxmm"],
    ["单雄信", "dan"],
    ["王小明", "!!!"],
  ])("do not find %s by %s", (name, typed) => {
    expect(finds(typed, name)).toBe(false);
  });

  test("find a nickname by its beginning and by each of its parts", () => {
    for (const typed of ["tb_", "TB_504", "504471"]) expect(finds(typed, "赵敏", "tb_504471")).toBe(true);
    expect(finds("咦咦咦是你", "x", "咦咦咦是你")).toBe(true);
    expect(finds("yiyi", "x", "咦咦咦是你")).toBe(true);
  });

  test("stay few: beginnings are left out, but for single characters and syllables", () => {
    expect(searchTermsOf({ name: "王小明", nickname: "小明" }).sort()).toEqual(
      [
        "王",
        "小",
        "明",
        "wang",
        "xiao",
        "ming",
        "王小明",
        "小明",
        "wangxiaoming",
        "xiaoming",
        "wangxm",
        "wxm",
        "xm",
      ].sort(),
    );
  });

  test("are quoted, so that whatever is typed or written is data", () => {
    expect(searchTermsText(["o'neil", "a\\b"])).toBe("'o''neil' 'a\\\\b'");
    expect(searchQueryText(["o'neil", "a\\b"])).toBe("'o''neil':* & 'a\\\\b':*");
  });
});
