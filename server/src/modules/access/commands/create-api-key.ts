import { ChangeKind, recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, DomainErrors, UserErrorCode } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { text, type Text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ApiKey } from "../api-key.entity.ts";
import { needsTeam, rightsOfKey } from "../api-key-rights.ts";
import { hashOfSecret, type ApiKeySecret } from "../api-key-secret.ts";
import type { StaffRole } from "../permissions.ts";
import { StaffMember } from "../staff-member.entity.ts";
import { beyond } from "../role-rights.ts";
import { checkName } from "./check-name.ts";
import { findRoleAsked, readRightsNow } from "./load-role.ts";
import { loadTeam } from "./load-team.ts";
import { reachesTeam } from "./refuse-beyond-teams.ts";

export interface NewApiKey {
  readonly name: string;
  readonly role?: StaffRole | null | undefined;
  readonly roleId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
  readonly readsSchema: boolean;
  readonly expiresAt?: string | null;
}

/** Makes a key, and the member of staff that its program works as. Answers with the new record's id. */
export async function createApiKey(
  context: RequestContext,
  input: NewApiKey,
  { secret, prefix }: ApiKeySecret,
): Promise<string> {
  const { actor } = context;
  const secretHash = hashOfSecret(secret);
  if (!actor || !secretHash)
    throw new Error("a key needs somebody who makes it, and a secret of the right form");
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  const errors: DomainError[] = [];
  const name = checkName(
    input.name,
    {
      longest: 100,
      missing: text("请填写名称，例如“官网下单程序”。", "Give a name, such as Web shop."),
      tooLong: text("名称最多 100 个字。", "A name has at most 100 characters."),
    },
    errors,
  );
  const refuse = (field: string, code: UserErrorCode, message: Text): unknown =>
    errors.push(new DomainError(code, message, [field]));
  if (expiresAt && expiresAt <= now())
    refuse(
      "expiresAt",
      UserErrorCode.INVALID_VALUE,
      text("到期时间必须晚于现在。", "A key must expire later than now."),
    );
  const role = await findRoleAsked(context, input);
  const rights = rightsOfKey(await readRightsNow(context, role));
  const rolePath = input.roleId ? "roleId" : "role";
  const isMore = beyond(actor, rights).length > 0;
  if (isMore)
    refuse(
      rolePath,
      UserErrorCode.NOT_ALLOWED,
      text("密钥的权限不能超过你自己的角色。", "A key cannot be given more rights than your own role has."),
    );
  const team = input.teamId ? await loadTeam(context, input.teamId) : null;
  if (!team && needsTeam(rights))
    refuse(
      "teamId",
      UserErrorCode.REQUIRED,
      text(
        "此角色只能看到本组的数据，请选择密钥属于哪个小组。",
        "This role reaches the records of a team. Choose the team that the key belongs to.",
      ),
    );
  if (team && !isMore && !reachesTeam(actor, team.id, rights.scopes.keys()))
    refuse(
      "teamId",
      UserErrorCode.NOT_ALLOWED,
      text(
        "请选择在你自己数据范围内的小组。",
        "Choose a team whose records your own permissions reach, each that the key is given.",
      ),
    );
  if (errors.length > 0) throw new DomainErrors(errors);

  const { readsSchema } = input;
  const createdAt = now();
  const program = context.em.create(StaffMember, {
    id: newId(),
    name,
    // Nobody receives mail there: the domain is reserved for addresses that are none.
    email: `${prefix.toLowerCase()}@programs.invalid`,
    role: role.standsFor,
    roleId: role.id,
    teamId: team?.id ?? null,
    program: true,
    createdAt,
  });
  const key = context.em.create(ApiKey, {
    id: newId(),
    name,
    prefix,
    secretHash,
    role: role.standsFor,
    roleId: role.id,
    readsSchema,
    staffId: program.id,
    createdById: actor.staffId,
    createdAt,
    expiresAt,
  });
  await context.em.flush();
  await recordCreation(
    context,
    { kind: ChangeKind.KEY, type: "ApiKey", id: key.id, version: 1, operation: "createApiKey" },
    ["name", "role", "readsSchema", "expiresAt"],
  );
  return key.id;
}
