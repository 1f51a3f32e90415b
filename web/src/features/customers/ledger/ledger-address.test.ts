import { describe, expect, it } from "vitest";
import { isFiltered, questionOf, readView, withoutFilters, writeView } from "./ledger-address.ts";

const read = (address: string) => readView(new URLSearchParams(address));

describe("DOS-2.5 the ledger's address", () => {
  it("holds search, filter, order and the open record, and gives them back unchanged", () => {
    const address =
      "search=%E7%8E%8B&lifecycle=EXISTING&tier=IMPORTANT&level=b&channel=c&demo=none&complaint=open&owner=nobody&order=NEWEST&open=KH-000123";
    expect(writeView(read(address)).toString()).toBe(address);
  });

  it("is empty for the ledger as it opens first", () => {
    expect(writeView(read("")).toString()).toBe("");
    expect(questionOf(read(""))).toEqual({ search: null, filter: null, orderBy: "LAST_DEAL" });
  });

  it("asks the same question whatever the order of the choices, so that one list is loaded once", () => {
    expect(questionOf(read("level=b&level=a&tier=SMALL&tier=IMPORTANT"))).toEqual(
      questionOf(read("tier=IMPORTANT&tier=SMALL&level=a&level=b")),
    );
  });

  it("SEC-05 asks for the customers of a person, of a team, or of nobody", () => {
    expect(questionOf(read("owner=StaffMember_1")).filter).toEqual({ ownerIds: ["StaffMember_1"] });
    expect(questionOf(read("owner=Team_1")).filter).toEqual({ teamIds: ["Team_1"] });
    expect(questionOf(read("owner=nobody")).filter).toEqual({ unowned: true });
    expect(questionOf(read("owner=Customer_1")).filter).toBe(null);
  });

  it("DOS-6.2 holds what is asked of fields and the order by one, whatever they hold", () => {
    const address =
      "field=hobbies.has.a.b&field=birthYear.from.1990&field=birthYear.to.2000&field=sex.is.MALE&field=sex.is.FEMALE&field=notes.none&sort=birthYear.up";
    expect(writeView(read(address)).toString()).toBe(address);
    expect(questionOf(read(address))).toMatchObject({
      filter: {
        fields: [
          { field: "hobbies", contains: "a.b" },
          { field: "birthYear", from: "1990", to: "2000" },
          { field: "sex", anyOf: ["MALE", "FEMALE"] },
          { field: "notes", isEmpty: true },
        ],
      },
      orderByField: { field: "birthYear", ascending: true },
    });
    expect(isFiltered(withoutFilters(read(address)))).toBe(false);
    expect(read("field=a.is.&field=b&field=c d.is.1&sort=x").fields).toEqual([]);
  });

  it("overlooks words it does not know", () => {
    expect(
      writeView(read("lifecycle=DEAD&order=SIDEWAYS&tier=GOLD&demo=1&complaint=closed")).toString(),
    ).toBe("");
  });

  it("knows whether anything is filtered, and clears it without closing the record", () => {
    const view = read("search=wxm&tier=SMALL&open=KH-000001");
    expect(isFiltered(view)).toBe(true);
    expect(isFiltered(withoutFilters(view))).toBe(false);
    expect(writeView(withoutFilters(view)).toString()).toBe("open=KH-000001");
  });
});
