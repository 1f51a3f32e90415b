import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Actor, Permission } from "./actor.ts";

/** Whose records a permission reaches, each more than the one before. */
export enum RecordScope {
  NONE = "NONE",
  OWN = "OWN",
  TEAM = "TEAM",
  DEPARTMENT = "DEPARTMENT",
  ALL = "ALL",
}

const IN_ORDER = Object.values(RecordScope);

export function isMore(one: RecordScope, other: RecordScope): boolean {
  return IN_ORDER.indexOf(one) > IN_ORDER.indexOf(other);
}

export function lesser(one: RecordScope, other: RecordScope): RecordScope {
  return isMore(one, other) ? other : one;
}

/** The columns that say whose a row is. */
export interface Owned {
  readonly owner: RawBuilder<unknown>;
  readonly team: RawBuilder<unknown>;
}

/** Whose a record is. An owner's team is the record's team too, so each scope is one equality, which indexes serve. */
export interface Ownership {
  readonly ownerId: string | null;
  readonly teamId: string | null;
}

/** The rows that an actor's permission reaches, as a condition. What is nobody's is reached by ALL only. */
export function rowsWithin(
  actor: Actor | null,
  permission: Permission,
  { owner, team }: Owned,
): RawBuilder<SqlBool> {
  if (!actor) return sql<SqlBool>`false`;
  switch (reachOf(actor, permission)) {
    case RecordScope.ALL:
      return sql<SqlBool>`true`;
    case RecordScope.DEPARTMENT:
      return sql<SqlBool>`${team} = any(${[...actor.departmentTeamIds]}::uuid[])`;
    case RecordScope.TEAM:
      return sql<SqlBool>`${team} = ${actor.teamId}::uuid`;
    case RecordScope.OWN:
      return sql<SqlBool>`${owner} = ${actor.staffId}::uuid`;
    case RecordScope.NONE:
      return sql<SqlBool>`false`;
  }
}

/** The same of one record that is known already. */
export function isWithin(actor: Actor | null, permission: Permission, record: Ownership): boolean {
  if (!actor) return false;
  switch (reachOf(actor, permission)) {
    case RecordScope.ALL:
      return true;
    case RecordScope.DEPARTMENT:
      return record.teamId !== null && actor.departmentTeamIds.includes(record.teamId);
    case RecordScope.TEAM:
      return record.teamId !== null && record.teamId === actor.teamId;
    case RecordScope.OWN:
      return record.ownerId === actor.staffId;
    case RecordScope.NONE:
      return false;
  }
}

/** Whoever is in no department has a team at most, and whoever is in no team only what is their own. */
function reachOf(actor: Actor, permission: Permission): RecordScope {
  const scope = actor.scopeOf(permission);
  if (scope === RecordScope.DEPARTMENT && actor.departmentTeamIds.length > 0) return scope;
  if (scope === RecordScope.DEPARTMENT || scope === RecordScope.TEAM)
    return actor.teamId === null ? RecordScope.OWN : RecordScope.TEAM;
  return scope;
}
