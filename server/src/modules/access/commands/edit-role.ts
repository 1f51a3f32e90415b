import { recordChanges, type FieldChange } from "../../../platform/changes.ts";
import { DomainError, DomainErrors, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { StaffRole } from "../permissions.ts";
import { readCustomFieldsOfRole } from "../role-book.ts";
import type { Role } from "../role.entity.ts";
import type { Rights } from "../role-rights.ts";
import { LONGEST_DESCRIPTION, ROLE_NAME, ROLE_NAME_TAKEN, type NewRole } from "./add-role.ts";
import { checkName, checkRemark, flushNamed } from "./check-name.ts";
import { checkFields, checkQuota, checkScopes, checkSecondFactor, refuseBeyond } from "./check-role.ts";
import { loadRole, readRightsNow, writeRights } from "./load-role.ts";

/** Changes a role; it counts for everybody who holds it from the next request on. */
export async function editRole(
  context: RequestContext,
  input: Partial<Omit<NewRole, "copyOf" | "name">> & {
    readonly roleId: string;
    readonly expectedVersion: number;
    readonly name?: string | null | undefined;
  },
): Promise<string> {
  const role = await loadRole(context, input);
  const before = await readRightsNow(context, role);
  const errors: DomainError[] = [];
  const name = input.name ? checkName(input.name, ROLE_NAME, errors) : role.name;
  const description =
    input.description === undefined
      ? role.description
      : checkRemark(input.description, { field: "description", longest: LONGEST_DESCRIPTION }, errors);
  const after: Rights = {
    scopes: input.permissions ? checkScopes(input.permissions, errors) : before.scopes,
    fields: checkFields(input.fields ?? [], before.fields),
    revealQuota: checkQuota(input.revealQuota ?? before.revealQuota, errors),
  };
  if (errors.length > 0) throw new DomainErrors(errors);
  if (role.code === StaffRole.ADMINISTRATOR) keepAdministering(after);
  const customFields = await readCustomFieldsOfRole(context, role.id, after);
  refuseBeyond(context, { ...after, customFields }, ["permissions"]);
  const requiresSecondFactor = checkSecondFactor(context, {
    wanted: input.requiresSecondFactor,
    before: role.requiresSecondFactor,
  });
  const changes = [
    change("name", role.name, name),
    change("description", role.description, description),
    change("permissions", told(before.scopes), told(after.scopes)),
    change("fields", told(before.fields), told(after.fields)),
    change("requiresSecondFactor", String(role.requiresSecondFactor), String(requiresSecondFactor)),
    change("revealQuota", String(before.revealQuota), String(after.revealQuota)),
  ].filter((one) => one.old !== one.new);
  if (changes.length === 0) return role.id;
  Object.assign(role, {
    name,
    description,
    requiresSecondFactor,
    revealQuota: after.revealQuota,
    version: role.version + 1,
  } satisfies Partial<Role>);
  await flushNamed(context, ROLE_NAME_TAKEN);
  await writeRights(context, role.id, after);
  await recordChanges(
    context,
    { type: "Role", id: role.id, version: role.version, operation: "editRole" },
    changes,
  );
  return role.id;
}

/** Somebody has to be able to put roles and people right again. */
function keepAdministering({ scopes }: Rights): void {
  const needed = [
    "role:list",
    "role:edit",
    "staff:list",
    "staff:add",
    "staff:changeRole",
    "staff:enable",
  ] as const;
  if (needed.every((permission) => scopes.has(permission))) return;
  throw new DomainError(
    UserErrorCode.LAST_ADMINISTRATOR,
    text(
      "管理员角色必须保留管理角色和员工的权限，否则没有人能再更改它们。",
      "The administrator's role keeps the permissions on roles and staff, or nobody could change them any more.",
    ),
    ["permissions"],
  );
}

function change(field: string, old: string | null, changed: string | null): FieldChange {
  return { field, old, new: changed, personal: false };
}

/** In one order, so that equal sets read alike. */
function told(rights: ReadonlyMap<string, string>): string {
  return [...rights]
    .map(([name, value]) => `${name} ${value}`)
    .toSorted()
    .join(", ");
}
