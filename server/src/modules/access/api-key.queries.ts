import { sql } from "kysely";
import { may } from "../../platform/authz.ts";
import { now } from "../../platform/clock.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { ApiKey } from "./api-key.entity.ts";
import { stateOfKey, type KeyTeam } from "./api-key-rights.ts";
import type { ApiKeyType } from "./api-key.types.ts";
import type { Role } from "./role.entity.ts";
import type { StaffMember } from "./staff-member.entity.ts";
import type { Team } from "./team.entity.ts";

type Tables = {
  api_key: TableOf<ApiKey>;
  staff_member: TableOf<StaffMember>;
  role: TableOf<Role>;
  team: TableOf<Team>;
};

const MOST_LISTED = 1000;

/** Every key that was ever made, those that still count first. */
export async function listApiKeys(context: RequestContext): Promise<ApiKeyType[]> {
  const rows = await selectKeys(context)
    .orderBy(sql`(revoked_at is not null or coalesce(expires_at, 'infinity') <= now())`)
    .orderBy("api_key.id", "desc")
    .limit(MOST_LISTED)
    .execute();
  return rows.map(showKey);
}

/** One key by record id; null for whoever may not list them. */
export async function findApiKey(context: RequestContext, id: string): Promise<ApiKeyType | null> {
  if (!may(context, "apiKey:list")) return null;
  const row = await selectKeys(context).where("api_key.id", "=", id).executeTakeFirst();
  return row ? showKey(row) : null;
}

/** The key behind a secret's hash, or the key that a program works with. */
export async function findWorkingKey(
  context: RequestContext,
  by: { readonly secretHash: Buffer } | { readonly staffId: string },
): Promise<WorkingKey | null> {
  const key = selectKeys(context);
  const row = await (
    "secretHash" in by ? key.where("secret_hash", "=", by.secretHash) : key.where("staff_id", "=", by.staffId)
  ).executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    name: row.name,
    staffId: row.staff_id,
    readsSchema: row.reads_schema,
    roleId: row.role_id,
    roleVersion: row.role_version,
    creatorRoleId: row.creator_role_id,
    creatorRoleVersion: row.creator_role_version,
    teamId: row.team_id,
    departmentTeamIds: row.department_team_ids,
    team: row.key_team,
    createdById: row.created_by_id,
    lastUsedAt: momentOf(row.last_used_at),
    state: showKey(row).state,
  };
}

export interface WorkingKey extends Pick<ApiKeyType, "name" | "readsSchema" | "state"> {
  readonly id: string;
  readonly staffId: string;
  readonly roleId: string;
  readonly roleVersion: number;
  readonly creatorRoleId: string;
  readonly creatorRoleVersion: number;
  readonly teamId: string | null;
  readonly departmentTeamIds: readonly string[];
  readonly team: KeyTeam;
  readonly createdById: string;
  readonly lastUsedAt: Date | null;
}

/** Notes that a key was used, at most once a minute. Of many requests at once one writes and none waits. */
export async function noteUse(context: RequestContext, key: WorkingKey): Promise<void> {
  const aMinuteAgo = new Date(now().getTime() - 60_000);
  if (key.lastUsedAt && key.lastUsedAt > aMinuteAgo) return;
  await sql`
    update api_key set last_used_at = now()
    where id = (
      select id from api_key
      where id = ${key.id} and coalesce(last_used_at, '-infinity') <= ${aMinuteAgo}
      for update skip locked
    )`.execute(context.em.getKysely());
}

function selectKeys(context: RequestContext) {
  return context.em
    .getKysely<Tables>()
    .selectFrom("api_key")
    .innerJoin("staff_member as creator", "creator.id", "api_key.created_by_id")
    .innerJoin("staff_member as program", "program.id", "api_key.staff_id")
    .innerJoin("role as key_role", "key_role.id", "api_key.role_id")
    .innerJoin("role as creator_role", "creator_role.id", "creator.role_id")
    .leftJoin("team", "team.id", "program.team_id")
    .leftJoin("team as creator_team", "creator_team.id", "creator.team_id")
    .selectAll("api_key")
    .select([
      "creator.active as creator_active",
      "key_role.version as role_version",
      "creator_role.id as creator_role_id",
      "creator_role.version as creator_role_version",
      "program.team_id",
      sql<string[]>`array(
        select mate.id from team as mate where mate.department_id = team.department_id
      )`.as("department_team_ids"),
      sql<KeyTeam>`case when program.team_id = creator.team_id then 'SAME'
        when team.department_id = creator_team.department_id then 'SAME_DEPARTMENT' else 'OTHER' end`.as(
        "key_team",
      ),
    ]);
}

type KeyRow = TableOf<ApiKey> & { creator_active: boolean; team_id: string | null };

const momentOf = (moment: Date | string | null): Date | null => (moment === null ? null : new Date(moment));

function showKey(row: KeyRow): ApiKeyType {
  return {
    __typename: "ApiKey",
    id: globalId("ApiKey", row.id),
    name: row.name,
    prefix: row.prefix,
    role: row.role,
    roleId: row.role_id,
    teamId: row.team_id,
    readsSchema: row.reads_schema,
    createdById: row.created_by_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    revokedById: row.revoked_by_id,
    state: stateOfKey(
      {
        expiresAt: momentOf(row.expires_at),
        revokedAt: momentOf(row.revoked_at),
        creator: { active: row.creator_active },
      },
      now(),
    ),
  };
}
