import { describe, expect, it } from "vitest";
import { filterOf, readView, startOfDay, writeView } from "./change-log-address.ts";

const read = (address: string) => readView(new URLSearchParams(address));

describe("ARC-12 the change log's address", () => {
  it("holds every filter and gives it back unchanged", () => {
    const address =
      "who=StaffMember_1&kind=CHANGE&kind=REVEAL&source=API&operation=editCustomer&customer=KH-000001&field=phone&address=10.0.0.0%2F8&record=Order_1&from=2026-11-01&to=2026-11-22";
    expect(writeView(read(address)).toString()).toBe(address);
  });

  it("asks for everything when nothing is chosen, and overlooks words it does not know", () => {
    expect(filterOf(read(""))).toBe(null);
    expect(filterOf(read("kind=NOTHING&who=me&from=yesterday&source=MAIL"))).toBe(null);
  });

  it("takes days as the reader's, the last one included", () => {
    const filter = filterOf(read("from=2026-11-22&to=2026-11-22"));
    expect(filter).toEqual({ from: startOfDay("2026-11-22"), to: startOfDay("2026-11-23") });
  });
});
