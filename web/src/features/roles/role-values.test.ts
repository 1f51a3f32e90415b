import { describe, expect, it } from "vitest";
import { changedValues, inputFor, valuesOf, type RoleOnFile } from "./role-values.ts";

const role: RoleOnFile = {
  id: "Role_1",
  version: 3,
  name: "外呼专员",
  description: null,
  requiresSecondFactor: false,
  revealQuota: 200,
  permissions: [
    { permission: "customer:list", scope: "TEAM" },
    { permission: "customer:edit", scope: "OWN" },
  ],
  fields: [{ field: "CUSTOMER_PHONE", right: "VIEW" }],
};

describe("SEC-05 the editor of a role", () => {
  it("finds nothing to save when nothing was changed, or was changed back", () => {
    const before = valuesOf(role);
    expect(changedValues(before, { ...before, "permission note:write": "NONE", description: " " })).toEqual(
      {},
    );
  });

  it("sends the whole list of permissions, and of the rest only what was changed", () => {
    const now = { ...valuesOf(role), "permission customer:edit": "NONE", "permission note:write": "OWN" };
    expect(inputFor(role, changedValues(valuesOf(role), now))).toEqual({
      permissions: [
        { permission: "customer:list", scope: "TEAM" },
        { permission: "note:write", scope: "OWN" },
      ],
    });
  });

  it("puts mine on top of what somebody else saved meanwhile", () => {
    const theirs: RoleOnFile = { ...role, permissions: [{ permission: "customer:list", scope: "ALL" }] };
    expect(inputFor(theirs, { "permission note:write": "OWN", "field CUSTOMER_PHONE": "NONE" })).toEqual({
      permissions: [
        { permission: "customer:list", scope: "ALL" },
        { permission: "note:write", scope: "OWN" },
      ],
      fields: [{ field: "CUSTOMER_PHONE", right: "NONE" }],
    });
  });

  it("takes a description away, and turns words into numbers and yes or no", () => {
    expect(inputFor(role, { description: "", revealQuota: "0", requiresSecondFactor: "true" })).toEqual({
      description: null,
      revealQuota: 0,
      requiresSecondFactor: true,
    });
  });
});
