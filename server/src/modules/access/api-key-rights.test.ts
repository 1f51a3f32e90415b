import { describe, expect, test } from "vitest";
import { FieldRight } from "../../platform/field-rights.ts";
import { PersonalField } from "../../platform/personal-fields.ts";
import { RecordScope } from "../../platform/scope.ts";
import {
  ApiKeyState,
  isForPeopleOnly,
  needsTeam,
  rightsOfKey,
  rightsOfKeyNow,
  stateOfKey,
  type KeyTeam,
} from "./api-key-rights.ts";
import { newSecret, hashOfSecret } from "./api-key-secret.ts";
import { defaultRole } from "./default-roles.ts";
import { PERMISSIONS, StaffRole } from "./permissions.ts";

const administrator = defaultRole(StaffRole.ADMINISTRATOR);
const agent = defaultRole(StaffRole.AGENT);
const salesAgent = defaultRole(StaffRole.SALES_AGENT);
const manager = defaultRole(StaffRole.MANAGER);
const viewer = defaultRole(StaffRole.VIEWER);
const noon = new Date("2026-11-22T12:00:00Z");

describe("T18 an API key's rights", () => {
  test("are those of its role without what concerns staff, passwords, roles, logs and keys", () => {
    const kept = rightsOfKey(administrator).scopes;
    const left = PERMISSIONS.filter((permission) => !kept.has(permission));
    expect(left.toSorted()).toEqual([
      "apiKey:create",
      "apiKey:list",
      "apiKey:revoke",
      "change:list",
      "change:listReveals",
      "customField:archive",
      "customField:change",
      "customField:create",
      "customField:move",
      "customField:restore",
      "customer:revealMany",
      "department:add",
      "department:rename",
      "field:setPurpose",
      "key:list",
      "role:add",
      "role:edit",
      "role:list",
      "role:remove",
      "self:changePassword",
      "staff:add",
      "staff:changeRole",
      "staff:changeTeam",
      "staff:disable",
      "staff:enable",
      "staff:handOver",
      "staff:list",
      "staff:resetPassword",
      "staff:resetSecondFactor",
      "team:add",
      "team:changeDepartment",
      "team:rename",
    ]);
    expect(kept.has("customer:upsert")).toBe(true);
    expect(isForPeopleOnly("team:list")).toBe(false);
  });

  test("are at most those that its maker has by now, scope by scope and field by field", () => {
    const now = rightsOfKeyNow(agent, viewer, "SAME");
    expect(now.scopes.get("customer:list")).toBe(RecordScope.ALL);
    expect(now.scopes.get("customer:edit")).toBe(RecordScope.NONE);
    expect(now.fields.get(PersonalField.CUSTOMER_PHONE)).toBe(FieldRight.MASKED);
    const ofTeam = rightsOfKeyNow(agent, salesAgent, "SAME");
    expect(ofTeam.scopes.get("customer:list")).toBe(RecordScope.TEAM);
    expect(ofTeam.scopes.get("customer:edit")).toBe(RecordScope.OWN);
    expect(ofTeam.fields.get(PersonalField.CUSTOMER_ADDRESS)).toBe(FieldRight.MATCH);
  });

  test("T18 reach a team's records only while its maker reaches them too", () => {
    const scopeOfList = (creator: typeof agent, team: KeyTeam) =>
      rightsOfKeyNow(salesAgent, creator, team).scopes.get("customer:list");
    expect(scopeOfList(salesAgent, "SAME")).toBe(RecordScope.TEAM);
    expect(scopeOfList(salesAgent, "SAME_DEPARTMENT")).toBeUndefined();
    expect(scopeOfList(manager, "SAME_DEPARTMENT")).toBe(RecordScope.TEAM);
    expect(scopeOfList(manager, "OTHER")).toBeUndefined();
    expect(scopeOfList(agent, "OTHER")).toBe(RecordScope.TEAM);
    expect(rightsOfKeyNow(salesAgent, salesAgent, "OTHER").scopes.get("channel:list")).toBe(RecordScope.ALL);
  });

  test("reach the team where a person's reach what is his own, so such a key needs one", () => {
    expect(rightsOfKey(salesAgent).scopes.get("customer:edit")).toBe(RecordScope.TEAM);
    expect(needsTeam(rightsOfKey(salesAgent))).toBe(true);
    expect(needsTeam(rightsOfKey(agent))).toBe(false);
  });

  test("end when it expires, is revoked, or its creator is disabled", () => {
    const key = { expiresAt: null, revokedAt: null, creator: { active: true } };
    expect(stateOfKey(key, noon)).toBe(ApiKeyState.ACTIVE);
    expect(stateOfKey({ ...key, expiresAt: noon }, noon)).toBe(ApiKeyState.EXPIRED);
    expect(stateOfKey({ ...key, expiresAt: new Date(noon.getTime() + 1) }, noon)).toBe(ApiKeyState.ACTIVE);
    expect(stateOfKey({ ...key, expiresAt: noon, revokedAt: noon }, noon)).toBe(ApiKeyState.REVOKED);
    expect(stateOfKey({ ...key, creator: { active: false } }, noon)).toBe(ApiKeyState.CREATOR_LACKS_RIGHTS);
  });
});

describe("T28 an API key's secret", () => {
  test("is new each time, and only its own form is looked up at all", () => {
    const [one, other] = [newSecret(), newSecret()];
    expect(one.secret).toMatch(/^dossier_[A-Za-z0-9]{8}_[A-Za-z0-9]{43}$/);
    expect(one.secret).not.toBe(other.secret);
    expect(one.secret.startsWith(one.prefix)).toBe(true);
    expect(hashOfSecret(one.secret)).toHaveLength(32);
    expect(hashOfSecret(`${one.secret} `)).toBeNull();
    expect(hashOfSecret("dossier_short_1")).toBeNull();
  });
});
