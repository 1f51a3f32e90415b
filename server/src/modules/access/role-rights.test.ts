import { describe, expect, test } from "vitest";
import type { Permission } from "../../platform/actor.ts";
import type { HeldCustomFields } from "../../platform/custom-fields.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import { CONTACT_FIELDS, PersonalField, SENSITIVE_FIELDS } from "../../platform/personal-fields.ts";
import { RecordScope } from "../../platform/scope.ts";
import { DEFAULT_ROLES, defaultRole } from "./default-roles.ts";
import { isPermission, isScoped, StaffRole } from "./permissions.ts";
import { beyond, effectiveRights, givesLess, hold, type Rights } from "./role-rights.ts";

const { OWN, TEAM, ALL } = RecordScope;

function rightsOf(scopes: Record<string, RecordScope>, fields: Rights["fields"] = new Map()): Rights {
  return {
    scopes: new Map(Object.entries(scopes) as [Permission, RecordScope][]),
    fields,
    revealQuota: 0,
  };
}

describe("T18 what a role gives", () => {
  test("is no more to change than to see", () => {
    const { scopes } = effectiveRights(
      rightsOf({
        "customer:list": TEAM,
        "customer:edit": ALL,
        "note:write": OWN,
        "complaint:file": ALL,
        "complaint:edit": ALL,
      }),
    );
    expect(Object.fromEntries(scopes)).toEqual({
      "customer:list": TEAM,
      "customer:edit": TEAM,
      "note:write": OWN,
      "complaint:file": TEAM,
    });
  });

  test("is no import for whoever does not see or change every customer", () => {
    const all = {
      "customer:list": ALL,
      "customer:edit": ALL,
      "customer:create": ALL,
      "customer:matchContact": ALL,
      "import:start": ALL,
    };
    const { fields } = defaultRole(StaffRole.AGENT);
    expect(hold(rightsOf(all, fields)).permissions.has("import:start")).toBe(true);
    expect(hold(rightsOf({ ...all, "customer:edit": OWN }, fields)).permissions.has("import:start")).toBe(
      false,
    );
    expect(hold(rightsOf({ ...all, "customer:list": TEAM }, fields)).permissions.has("import:start")).toBe(
      false,
    );
  });

  test("goes beyond an actor's own by a permission, a scope or a field", () => {
    const seller = hold(defaultRole(StaffRole.SALES_AGENT));
    expect(beyond(seller, defaultRole(StaffRole.SALES_AGENT))).toEqual([]);
    expect(beyond(seller, rightsOf({ "staff:list": ALL }))).toEqual(["staff:list"]);
    expect(beyond(seller, rightsOf({ "customer:list": ALL }))).toEqual(["customer:list"]);
    const sees = { ...rightsOf({}), fields: new Map([[PersonalField.CUSTOMER_ADDRESS, FieldRight.VIEW]]) };
    // With the address come the other fields that no role has to name.
    expect(beyond(seller, sees)).toContain(PersonalField.CUSTOMER_ADDRESS);
    expect(beyond(seller, sees)).toContain(PersonalField.CUSTOMER_HOME_ADDRESS);
    expect(beyond(seller, sees)).not.toContain(PersonalField.CUSTOMER_MOBILE);
    const looks = { ...rightsOf({}), fields: new Map([[PersonalField.CUSTOMER_HEALTH, FieldRight.MASKED]]) };
    expect(beyond(seller, looks)).toEqual([PersonalField.CUSTOMER_HEALTH]);
    const administrator = hold(defaultRole(StaffRole.ADMINISTRATOR));
    for (const role of DEFAULT_ROLES)
      expect([role.code, beyond(administrator, role)]).toEqual([role.code, []]);
  });

  test("goes beyond an actor's own by more reveals a day, which only who holds everything may set", () => {
    const quota = (revealQuota: number) => ({ ...defaultRole(StaffRole.MANAGER), revealQuota });
    const manager = hold(quota(200));
    expect(beyond(manager, quota(200))).toEqual([]);
    expect(beyond(manager, quota(201))).toEqual(["revealQuota"]);
    expect(beyond(hold(defaultRole(StaffRole.ADMINISTRATOR)), quota(9999))).toEqual([]);
    expect(beyond(manager, { ...rightsOf({ "customer:list": TEAM }), revealQuota: 9999 })).toEqual([]);
  });
});

describe("SEC-05 the roles from the start", () => {
  test.each(DEFAULT_ROLES.map((role) => [role.code, role] as const))(
    "%s gives permissions that there are, by scopes that they take, and all of it has an effect",
    (_, role) => {
      const given = [...role.scopes];
      expect(given.filter(([permission]) => !isPermission(permission))).toEqual([]);
      expect(given.filter(([permission, scope]) => !isScoped(permission) && scope !== ALL)).toEqual([]);
      expect([...effectiveRights(role).scopes]).toEqual([...role.scopes]);
      const sensitive = role.fields.has(PersonalField.CUSTOMER_HEALTH) ? [...SENSITIVE_FIELDS] : [];
      expect([...role.fields.keys()]).toEqual([...CONTACT_FIELDS, ...sensitive]);
    },
  );
});

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

describe("T19 what is under way ends with a right that was taken away, and with nothing else", () => {
  const FIELD = "01900000-0000-7000-8000-0000000000aa";
  const custom = (right: FieldRight, closed = false): HeldCustomFields =>
    new Map([[FIELD, { type: "TEXT", sensitivity: "PERSONAL", closed, right }]]);
  const held = (
    scope: RecordScope,
    phone: FieldRight,
    closed: ReadonlySet<PersonalField> = SENSITIVE_FIELDS,
    fields: HeldCustomFields = new Map(),
  ) =>
    hold(
      rightsOf({ "customer:list": scope }, new Map([[PersonalField.CUSTOMER_PHONE, phone]])),
      closed,
      fields,
    );
  const before = held(TEAM, FieldRight.MATCH);

  test("a new field of the archive, a field that opens and a wider scope take nothing away", () => {
    expect(givesLess(before, before)).toBe(false);
    const more = held(ALL, FieldRight.VIEW, new Set(), custom(FieldRight.NONE));
    expect(givesLess(more, before)).toBe(false);
  });

  test("a narrower scope, a lesser right, a field that closes or is hidden by now do", () => {
    expect(givesLess(held(OWN, FieldRight.MATCH), before)).toBe(true);
    expect(givesLess(held(TEAM, FieldRight.MASKED), before)).toBe(true);
    expect(givesLess(before, held(TEAM, FieldRight.MATCH, new Set()))).toBe(true);
    const shown = held(TEAM, FieldRight.MATCH, SENSITIVE_FIELDS, custom(FieldRight.VIEW));
    for (const fields of [custom(FieldRight.MASKED), custom(FieldRight.VIEW, true)])
      expect(givesLess(held(TEAM, FieldRight.MATCH, SENSITIVE_FIELDS, fields), shown)).toBe(true);
  });
});
