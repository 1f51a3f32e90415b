import { LockMode } from "@mikro-orm/core";
import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainErrors, type DomainError } from "../../../platform/errors.ts";
import { FieldRight } from "../../../platform/field-rights.ts";
import { CONTACT_FIELDS } from "../../../platform/personal-fields.ts";
import { newId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { StaffRole } from "../permissions.ts";
import { Role } from "../role.entity.ts";
import type { Rights } from "../role-rights.ts";
import { checkName, checkRemark, flushNamed } from "./check-name.ts";
import {
  checkFields,
  checkQuota,
  checkScopes,
  checkSecondFactor,
  refuseBeyond,
  type TypedField,
  type TypedPermission,
} from "./check-role.ts";
import { findRoleById, readRightsNow, writeCustomRights, writeRights } from "./load-role.ts";

export const LONGEST_DESCRIPTION = 500;
export const ROLE_NAME = {
  longest: 50,
  missing: text("请填写角色名称，例如“外呼专员”。", "Give the role a name, such as Callers."),
  tooLong: text("角色名称最多 50 个字。", "A role's name has at most 50 characters."),
};
export const ROLE_NAME_TAKEN = text(
  "已有同名的角色，请换一个名称。",
  "There is a role of this name already. Choose another one.",
);

export interface NewRole {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly copyOf?: string | null | undefined;
  readonly permissions?: readonly TypedPermission[] | null | undefined;
  readonly fields?: readonly TypedField[] | null | undefined;
  readonly requiresSecondFactor?: boolean | null | undefined;
  readonly revealQuota?: number | null | undefined;
}

/** Adds a role; nobody holds it yet. Answers with the new record's id. */
export async function addRole(context: RequestContext, input: NewRole): Promise<string> {
  const original = input.copyOf
    ? await findRoleById(context, input.copyOf, "copyOf", LockMode.PESSIMISTIC_READ)
    : null;
  const copied: Rights = original
    ? await readRightsNow(context, original)
    : {
        scopes: new Map(),
        fields: new Map(CONTACT_FIELDS.map((field) => [field, FieldRight.MASKED])),
        revealQuota: 200,
      };
  const errors: DomainError[] = [];
  const name = checkName(input.name, ROLE_NAME, errors);
  const description = checkRemark(
    input.description,
    { field: "description", longest: LONGEST_DESCRIPTION },
    errors,
  );
  const rights: Rights = {
    scopes: input.permissions ? checkScopes(input.permissions, errors) : copied.scopes,
    fields: checkFields(input.fields ?? [], copied.fields),
    revealQuota: checkQuota(input.revealQuota ?? copied.revealQuota, errors),
  };
  if (errors.length > 0) throw new DomainErrors(errors);
  refuseBeyond(context, rights, ["permissions"]);
  const requiresSecondFactor = checkSecondFactor(context, {
    wanted: input.requiresSecondFactor,
    before: original?.requiresSecondFactor === true ? true : null,
  });
  const role = context.em.create(Role, {
    id: newId(),
    code: null,
    standsFor: original?.standsFor ?? StaffRole.VIEWER,
    name,
    description,
    requiresSecondFactor,
    revealQuota: rights.revealQuota,
    createdAt: now(),
  });
  await flushNamed(context, ROLE_NAME_TAKEN);
  await writeRights(context, role.id, rights);
  await writeCustomRights(context, { id: role.id, rights, copyOf: original?.id ?? null });
  await recordCreation(context, { type: "Role", id: role.id, version: 1, operation: "addRole" }, [
    "name",
    "permissions",
    "fields",
  ]);
  return role.id;
}
