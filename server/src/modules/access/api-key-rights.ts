import type { Permission } from "../../platform/actor.ts";
import { RecordScope } from "../../platform/scope.ts";
import { commonRights, scopeIn, type Rights } from "./role-rights.ts";

/**
 * What no program may do, whatever its key's role: sign somebody in or shut them out, change passwords, give rights,
 * make keys, read what others did, or take personal values out by the hundred. A stolen key must not be able to make
 * itself stay.
 */
const FOR_PEOPLE_ONLY = [
  "self:",
  "staff:",
  "apiKey:",
  "role:",
  "department:",
  "change:",
  "field:",
  "customField:",
  "key:",
  "team:add",
  "team:rename",
  "team:changeDepartment",
  "customer:revealMany",
];

export function isForPeopleOnly(permission: Permission): boolean {
  return FOR_PEOPLE_ONLY.some((beginning) => permission.startsWith(beginning));
}

/** What a key of this role may do at most. What is its own is its team's: a program owns no customer. */
export function rightsOfKey(role: Rights): Rights {
  return {
    ...role,
    scopes: new Map(
      [...role.scopes]
        .filter(([permission]) => !isForPeopleOnly(permission))
        .map(([permission, scope]) => [permission, scope === RecordScope.OWN ? RecordScope.TEAM : scope]),
    ),
  };
}

/** How a key's team stands to the team that its creator is in now. */
export type KeyTeam = "SAME" | "SAME_DEPARTMENT" | "OTHER";

/** What it may do right now: never more than whoever made it, and with a team's records only what that person may. */
export function rightsOfKeyNow(role: Rights, creator: Rights, team: KeyTeam): Rights {
  const rights = commonRights(rightsOfKey(role), creator);
  const reached = [...rights.scopes].filter(
    ([permission, scope]) => !isOfTeams(scope) || reaches(scopeIn(creator, permission), team),
  );
  return { ...rights, scopes: new Map(reached) };
}

const isOfTeams = (scope: RecordScope): boolean =>
  scope === RecordScope.TEAM || scope === RecordScope.DEPARTMENT;

function reaches(creators: RecordScope, team: KeyTeam): boolean {
  if (creators === RecordScope.ALL || team === "SAME") return true;
  return creators === RecordScope.DEPARTMENT && team === "SAME_DEPARTMENT";
}

/** Whether a key reaches the records of a team only, so that it has to be somebody's. */
export function needsTeam({ scopes }: Rights): boolean {
  return [...scopes.values()].some(
    (scope) => scope === RecordScope.OWN || scope === RecordScope.TEAM || scope === RecordScope.DEPARTMENT,
  );
}

export enum ApiKeyState {
  ACTIVE = "ACTIVE",
  EXPIRED = "EXPIRED",
  REVOKED = "REVOKED",
  CREATOR_LACKS_RIGHTS = "CREATOR_LACKS_RIGHTS",
}

export interface KeyAsItStands {
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly creator: { readonly active: boolean };
}

/** Whether a key works at this moment. */
export function stateOfKey(key: KeyAsItStands, now: Date): ApiKeyState {
  if (key.revokedAt) return ApiKeyState.REVOKED;
  if (key.expiresAt && key.expiresAt <= now) return ApiKeyState.EXPIRED;
  return key.creator.active ? ApiKeyState.ACTIVE : ApiKeyState.CREATOR_LACKS_RIGHTS;
}
