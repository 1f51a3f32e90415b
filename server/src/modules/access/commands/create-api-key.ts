import { ChangeKind, recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, DomainErrors, UserErrorCode } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { text, type Text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ApiKey } from "../api-key.entity.ts";
import { permissionsOfKey } from "../api-key-rights.ts";
import { hashOfSecret, type ApiKeySecret } from "../api-key-secret.ts";
import type { StaffRole } from "../permissions.ts";
import { StaffMember } from "../staff-member.entity.ts";
import { checkName } from "./check-name.ts";

export interface NewApiKey {
  readonly name: string;
  readonly role: StaffRole;
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
  if ([...permissionsOfKey(input.role)].some((permission) => !actor.permissions.has(permission)))
    refuse(
      "role",
      UserErrorCode.NOT_ALLOWED,
      text("密钥的权限不能超过您自己的角色。", "A key cannot be given more rights than your own role has."),
    );
  if (errors.length > 0) throw new DomainErrors(errors);

  const { role, readsSchema } = input;
  const createdAt = now();
  const program = context.em.create(StaffMember, {
    id: newId(),
    name,
    // Nobody receives mail there: the domain is reserved for addresses that are none.
    email: `${prefix.toLowerCase()}@programs.invalid`,
    role,
    program: true,
    createdAt,
  });
  const key = context.em.create(ApiKey, {
    id: newId(),
    name,
    prefix,
    secretHash,
    role,
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
