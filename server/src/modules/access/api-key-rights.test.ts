import { describe, expect, test } from "vitest";
import { ApiKeyState, isForPeopleOnly, permissionsOfKey, stateOfKey } from "./api-key-rights.ts";
import { newSecret, hashOfSecret } from "./api-key-secret.ts";
import { ROLE_PERMISSIONS, StaffRole } from "./permissions.ts";

const { ADMINISTRATOR, AGENT, VIEWER } = StaffRole;
const noon = new Date("2026-11-22T12:00:00Z");
const key = { role: AGENT, expiresAt: null, revokedAt: null, creator: { active: true, role: ADMINISTRATOR } };

describe("T18 an API key's rights", () => {
  test("are those of its role without what concerns staff, passwords and keys", () => {
    const kept = [...permissionsOfKey(ADMINISTRATOR)];
    const left = [...ROLE_PERMISSIONS[ADMINISTRATOR]].filter((permission) => !kept.includes(permission));
    expect(left.sort()).toEqual([
      "apiKey:create",
      "apiKey:list",
      "apiKey:revoke",
      "self:changePassword",
      "staff:add",
      "staff:changeRole",
      "staff:changeTeam",
      "staff:disable",
      "staff:enable",
      "staff:list",
      "staff:resetPassword",
      "staff:resetSecondFactor",
      "team:add",
      "team:rename",
    ]);
    expect(kept).toContain("customer:upsert");
    expect(isForPeopleOnly("team:list")).toBe(false);
  });

  test("end when it expires, is revoked, or its creator is disabled or holds a lesser role", () => {
    expect(stateOfKey(key, noon)).toBe(ApiKeyState.ACTIVE);
    expect(stateOfKey({ ...key, expiresAt: noon }, noon)).toBe(ApiKeyState.EXPIRED);
    expect(stateOfKey({ ...key, expiresAt: new Date(noon.getTime() + 1) }, noon)).toBe(ApiKeyState.ACTIVE);
    expect(stateOfKey({ ...key, expiresAt: noon, revokedAt: noon }, noon)).toBe(ApiKeyState.REVOKED);
    const disabled = { active: false, role: ADMINISTRATOR };
    expect(stateOfKey({ ...key, creator: disabled }, noon)).toBe(ApiKeyState.CREATOR_LACKS_RIGHTS);
    const lesser = { active: true, role: VIEWER };
    expect(stateOfKey({ ...key, creator: lesser }, noon)).toBe(ApiKeyState.CREATOR_LACKS_RIGHTS);
    expect(stateOfKey({ ...key, role: VIEWER, creator: lesser }, noon)).toBe(ApiKeyState.ACTIVE);
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
