import { describe, expect, it } from "vitest";
import { isWithin, type Ownership } from "./scope.ts";

const me: Ownership = { ownerId: "me", teamId: "mine", departmentId: "ours" };
const nobodys: Ownership = { ownerId: null, teamId: null, departmentId: null };
const sisters: Ownership = { ownerId: "her", teamId: "theirs", departmentId: "ours" };
const teams: Ownership = { ownerId: null, teamId: "mine", departmentId: "ours" };

describe("SEC-05 what the console offers of a record", () => {
  it("follows the scope: mine, my team's, my department's, all", () => {
    const reaching = (scope: Parameters<typeof isWithin>[0]): boolean[] =>
      [me, teams, sisters, nobodys].map((record) => isWithin(scope, me, record));
    expect(reaching("NONE")).toEqual([false, false, false, false]);
    expect(reaching("OWN")).toEqual([true, false, false, false]);
    expect(reaching("TEAM")).toEqual([true, true, false, false]);
    expect(reaching("DEPARTMENT")).toEqual([true, true, true, false]);
    expect(reaching("ALL")).toEqual([true, true, true, true]);
  });

  it("is my own records for whoever has no team, and never nobody's", () => {
    const alone: Ownership = { ownerId: "me", teamId: null, departmentId: null };
    expect(isWithin("TEAM", alone, { ...nobodys, ownerId: "me" })).toBe(true);
    expect(isWithin("DEPARTMENT", alone, nobodys)).toBe(false);
  });
});
