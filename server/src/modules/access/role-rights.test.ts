import { describe, expect, test } from "vitest";
import { FieldRight, PersonalField } from "../../platform/field-rights.ts";
import { defaultRole } from "./default-roles.ts";
import { StaffRole } from "./permissions.ts";
import { effectiveRights } from "./role-rights.ts";

describe("T16 taking spreadsheets in", () => {
  const agent = defaultRole(StaffRole.AGENT);

  test("is for an after-sales agent as the role is from the start", () => {
    expect([...effectiveRights(agent).scopes.keys()]).toContain("import:start");
  });

  test.each([FieldRight.NONE, FieldRight.MASKED, FieldRight.MATCH])(
    "is not for who has the right %s on a field: imports are looked at then, and nothing more",
    (right) => {
      const fields = new Map([...agent.fields, [PersonalField.CUSTOMER_ADDRESS, right]]);
      const imports = [...effectiveRights({ ...agent, fields }).scopes.keys()].filter((permission) =>
        permission.startsWith("import:"),
      );
      expect(imports.sort()).toEqual(["import:discard", "import:list"]);
    },
  );

  test("is not for who may not find customers by their contact data", () => {
    const scopes = new Map(agent.scopes);
    scopes.delete("customer:matchContact");
    expect([...effectiveRights({ ...agent, scopes }).scopes.keys()]).not.toContain("import:start");
  });
});
