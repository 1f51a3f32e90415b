import type { Permission } from "../../platform/actor.ts";
import { ROLE_PERMISSIONS, type StaffRole } from "./permissions.ts";

/**
 * What no program may do, whatever its key's role: sign somebody in or shut them out, change passwords, give rights
 * or make keys. A stolen key must not be able to make itself stay.
 */
const FOR_PEOPLE_ONLY = ["self:", "staff:", "apiKey:", "team:add", "team:rename", "change:"];

/** What a key of this role may do. */
export function permissionsOfKey(role: StaffRole): ReadonlySet<Permission> {
  return new Set([...ROLE_PERMISSIONS[role]].filter((permission) => !isForPeopleOnly(permission)));
}

export function isForPeopleOnly(permission: Permission): boolean {
  return FOR_PEOPLE_ONLY.some((beginning) => permission.startsWith(beginning));
}

export enum ApiKeyState {
  ACTIVE = "ACTIVE",
  EXPIRED = "EXPIRED",
  REVOKED = "REVOKED",
  CREATOR_LACKS_RIGHTS = "CREATOR_LACKS_RIGHTS",
}

export interface KeyAsItStands {
  readonly role: StaffRole;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly creator: { readonly active: boolean; readonly role: StaffRole };
}

/** Whether a key works at this moment. It never may more than whoever made it may right now. */
export function stateOfKey(key: KeyAsItStands, now: Date): ApiKeyState {
  if (key.revokedAt) return ApiKeyState.REVOKED;
  if (key.expiresAt && key.expiresAt <= now) return ApiKeyState.EXPIRED;
  const held = ROLE_PERMISSIONS[key.creator.role];
  const covered = [...permissionsOfKey(key.role)].every((permission) => held.has(permission));
  return key.creator.active && covered ? ApiKeyState.ACTIVE : ApiKeyState.CREATOR_LACKS_RIGHTS;
}
