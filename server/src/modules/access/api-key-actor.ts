import { Assurance, type Actor } from "../../platform/actor.ts";
import { RequestError } from "../../platform/errors.ts";
import { text, type Text } from "../../platform/language.ts";
import type { RequestContext } from "../../platform/request.ts";
import { ApiKeyState, rightsOfKeyNow, type KeyTeam } from "./api-key-rights.ts";
import { hashOfSecret } from "./api-key-secret.ts";
import { findWorkingKey, noteUse, type WorkingKey } from "./api-key.queries.ts";
import { rightsOfRole, type RoleRights } from "./role-book.ts";
import { commonCustomFields, hold, type HeldRights } from "./role-rights.ts";

type Refusal = "KEY_UNKNOWN" | "KEY_EXPIRED" | "KEY_REVOKED" | "KEY_CREATOR_LACKS_RIGHTS";

/** Only whoever holds the whole secret of a key learns more than that it is not one. */
const REFUSALS: Readonly<Record<Refusal, Text>> = {
  KEY_UNKNOWN: text(
    "API 密钥不正确。请检查是否完整复制。",
    "This API key is not right. Check that it was copied whole.",
  ),
  KEY_EXPIRED: text(
    "API 密钥已过期，请联系管理员新建。",
    "This API key has expired. Ask an administrator for a new one.",
  ),
  KEY_REVOKED: text(
    "API 密钥已被吊销，请联系管理员新建。",
    "This API key was revoked. Ask an administrator for a new one.",
  ),
  KEY_CREATOR_LACKS_RIGHTS: text(
    "API 密钥的创建人已停用，密钥暂不可用，请联系管理员。",
    "This API key's creator was disabled, so it does not work. Ask an administrator.",
  ),
};

/** The secret of an `Authorization: Bearer …` header; null when the request brings none. */
export function bearerOf(authorization: string | undefined): string | null {
  const bearer = /^bearer(?:\s+(.*))?$/is.exec(authorization?.trim() ?? "");
  return bearer ? (bearer[1] ?? "") : null;
}

/** The program that a secret belongs to, with the rights it has at this moment; refuses the request otherwise. */
export async function actorOfSecret(context: RequestContext, secret: string): Promise<Actor> {
  const secretHash = hashOfSecret(secret);
  const key = secretHash && (await findWorkingKey(context, { secretHash }));
  if (!key) throw refused("KEY_UNKNOWN");
  if (key.state !== ApiKeyState.ACTIVE) throw refused(`KEY_${key.state}`);
  await noteUse(context, key);
  return actorOfKey(context, key);
}

/** A program outside of its request, such as for a job that it began. Null when its key does not work any more. */
export async function programActor(context: RequestContext, staffId: string): Promise<Actor | null> {
  const key = await findWorkingKey(context, { staffId });
  return key?.state === ApiKeyState.ACTIVE ? actorOfKey(context, key) : null;
}

async function actorOfKey(context: RequestContext, key: WorkingKey): Promise<Actor> {
  const [role, creator] = [
    await rightsOfRole(context, { id: key.roleId, version: key.roleVersion }),
    await rightsOfRole(context, { id: key.creatorRoleId, version: key.creatorRoleVersion }),
  ];
  return {
    staffId: key.staffId,
    name: key.name,
    role: role.standsFor,
    roleId: role.id,
    roleVersion: role.version,
    teamId: key.teamId,
    departmentTeamIds: key.departmentTeamIds,
    ...heldByKey(context, role, creator, key.team),
    quotaOwnerId: key.createdById,
    sessionId: null,
    keyId: key.id,
    readsSchema: key.readsSchema,
    requiresSecondFactor: false,
    assurance: Assurance.FULL,
    steppedUpAt: null,
  };
}

/** Of two versions of two roles it never changes either. */
function heldByKey(
  context: RequestContext,
  role: RoleRights,
  creator: RoleRights,
  team: KeyTeam,
): HeldRights {
  const name = `key ${role.id} ${role.version} of ${creator.id} ${creator.version} ${team}`;
  return (
    (context.reference.constant(name) as HeldRights | undefined) ??
    context.reference.keepConstant(
      name,
      hold(
        rightsOfKeyNow(role.rights, creator.rights, team),
        new Set([...role.closedFields, ...creator.closedFields]),
        commonCustomFields(role.customFields, creator.customFields),
      ),
    )
  );
}

function refused(reason: Refusal): RequestError {
  return new RequestError("UNAUTHENTICATED", REFUSALS[reason], { reason });
}
