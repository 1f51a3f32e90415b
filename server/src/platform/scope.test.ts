import { describe, expect, test } from "vitest";
import { Assurance, type Actor } from "./actor.ts";
import { isWithin, lesser, RecordScope } from "./scope.ts";

const { NONE, OWN, TEAM, DEPARTMENT, ALL } = RecordScope;

function actorOf(scope: RecordScope, more: Partial<Actor> = {}): Actor {
  return {
    staffId: "me",
    name: "",
    role: "VIEWER",
    roleId: "role",
    roleVersion: 1,
    teamId: "north",
    departmentTeamIds: ["north", "west"],
    permissions: new Set(),
    scopeOf: () => scope,
    fieldRights: new Map(),
    closedFields: new Set(),
    customFields: new Map(),
    revealQuota: 0,
    quotaOwnerId: "me",
    sessionId: null,
    keyId: null,
    readsSchema: false,
    requiresSecondFactor: false,
    assurance: Assurance.FULL,
    steppedUpAt: null,
    ...more,
  };
}

const records = {
  mine: { ownerId: "me", teamId: "north" },
  mates: { ownerId: "mate", teamId: "north" },
  teams: { ownerId: null, teamId: "north" },
  neighbours: { ownerId: "neighbour", teamId: "west" },
  strangers: { ownerId: "stranger", teamId: "south" },
  nobodys: { ownerId: null, teamId: null },
};

function reached(actor: Actor | null): string[] {
  return Object.entries(records)
    .filter(([, record]) => isWithin(actor, "customer:list", record))
    .map(([name]) => name);
}

describe("T14 a scope reaches", () => {
  test.each([
    [NONE, []],
    [OWN, ["mine"]],
    [TEAM, ["mine", "mates", "teams"]],
    [DEPARTMENT, ["mine", "mates", "teams", "neighbours"]],
    [ALL, Object.keys(records)],
  ])("%s: %j", (scope, names) => {
    expect(reached(actorOf(scope))).toEqual(names);
  });

  test("nothing for nobody", () => {
    expect(reached(null)).toEqual([]);
  });

  test("the team's for whoever is in no department, and the own for whoever is in no team", () => {
    expect(reached(actorOf(DEPARTMENT, { departmentTeamIds: [] }))).toEqual(["mine", "mates", "teams"]);
    const alone = { teamId: null, departmentTeamIds: [] };
    expect(reached(actorOf(TEAM, alone))).toEqual(["mine"]);
    expect(reached(actorOf(DEPARTMENT, alone))).toEqual(["mine"]);
  });

  test("no more than the lesser of two", () => {
    expect(lesser(TEAM, OWN)).toBe(OWN);
    expect(lesser(ALL, DEPARTMENT)).toBe(DEPARTMENT);
    expect(lesser(NONE, ALL)).toBe(NONE);
  });
});
