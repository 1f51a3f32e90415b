import type { Actor, Permission } from "../../../platform/actor.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { isWithin } from "../../../platform/scope.ts";

/** Whether each of these permissions, as the actor holds it, reaches whatever a team looks after; null is no team. */
export function reachesTeam(
  actor: Actor,
  teamId: string | null,
  permissions: Iterable<Permission> = actor.permissions,
): boolean {
  return [...permissions].every((permission) => isWithin(actor, permission, { ownerId: null, teamId }));
}

/**
 * Whoever has a permission that does not reach everything leaves other teams' people and the teams themselves alone: with
 * the password of somebody there, or by moving somebody there or their records here, it would reach more.
 */
export function refuseBeyondTeams(
  { actor }: RequestContext,
  teamIds: readonly (string | null)[],
  path: string[],
): void {
  if (!actor || teamIds.every((teamId) => reachesTeam(actor, teamId))) return;
  throw new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      "你的数据范围没有包括相关小组，不能进行此操作。请由数据范围为“全部”的同事操作。",
      "Your permissions do not reach the records of every team that this is about. Ask somebody whose permissions reach all.",
    ),
    path,
  );
}
