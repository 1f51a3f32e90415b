import { describe, expect, it } from "vitest";
import { isFiltered, questionOf, readView, withoutFilters, writeView } from "./desk-address.ts";

const read = (address: string) => readView(new URLSearchParams(address));

describe("DOS-3.3 the desk's address", () => {
  it("holds scope, search, filters, order and the open complaint, and gives them back unchanged", () => {
    const address =
      "scope=UNASSIGNED&search=wxm&status=ANALYSED&severity=HIGH&category=DELIVERY&kind=FEEDBACK&assignee=a&team=b&closed=too&order=NEWEST&open=TS-2026-000045";
    expect(writeView(read(address)).toString()).toBe(address);
  });

  it("is empty for the desk as it opens first, which shows what is open by urgency", () => {
    expect(writeView(read("")).toString()).toBe("");
    expect(questionOf(read(""), "MINE")).toEqual({
      search: null,
      filter: { scope: "MINE", open: true },
      orderBy: "URGENCY",
    });
  });

  it("asks for closed ones when told, or when their status is named", () => {
    expect(questionOf(read("closed=too"), "ALL").filter).toEqual({ scope: "ALL" });
    expect(questionOf(read("status=CLOSED"), "ALL").filter).toEqual({ scope: "ALL", statuses: ["CLOSED"] });
  });

  it("asks the same question whatever the order of the choices, so that one list is loaded once", () => {
    expect(questionOf(read("team=b&team=a&severity=LOW&severity=HIGH"), "ALL")).toEqual(
      questionOf(read("severity=HIGH&severity=LOW&team=a&team=b"), "ALL"),
    );
  });

  it("overlooks words it does not know", () => {
    expect(writeView(read("scope=YOURS&status=LOST&order=SIDEWAYS&closed=1")).toString()).toBe("");
  });

  it("knows whether anything is filtered, and clears it without leaving the scope or closing the complaint", () => {
    const view = read("scope=ALL&search=wxm&kind=SUGGESTION&order=NEWEST&open=TS-2026-000001");
    expect(isFiltered(view)).toBe(true);
    expect(isFiltered(withoutFilters(view))).toBe(false);
    expect(writeView(withoutFilters(view)).toString()).toBe("scope=ALL&order=NEWEST&open=TS-2026-000001");
  });
});
