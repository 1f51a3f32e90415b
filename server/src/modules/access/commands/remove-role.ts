import { LockMode } from "@mikro-orm/core";
import { sql } from "kysely";
import { recordChanges } from "../../../platform/changes.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { refuseBeyond } from "./check-role.ts";
import { findRoleById, loadRole, readRightsNow } from "./load-role.ts";

/** Removes an own role. Whoever holds it, program or person, holds another from then on. */
export async function removeRole(
  context: RequestContext,
  input: {
    readonly roleId: string;
    readonly expectedVersion: number;
    readonly replaceWith?: string | null | undefined;
  },
): Promise<string> {
  const role = await loadRole(context, input);
  if (role.code !== null) {
    throw new DomainError(
      UserErrorCode.NOT_ALLOWED,
      text(
        "内置角色不能删除，可以修改其权限。",
        "A role from the start stays. Change its permissions instead.",
      ),
      ["roleId"],
    );
  }
  const other = input.replaceWith
    ? await findRoleById(context, input.replaceWith, "replaceWith", LockMode.PESSIMISTIC_READ)
    : null;
  if (other) refuseBeyond(context, await readRightsNow(context, other), ["replaceWith"]);
  const kysely = context.em.getKysely();
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from staff_member where role_id = ${role.id}) as held`.execute(kysely);
  if (rows[0]?.held && (!other || other.id === role.id)) {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text(
        "还有员工或密钥持有此角色，请选择由哪个角色代替。",
        "Somebody holds this role still. Choose the role that takes its place.",
      ),
      ["replaceWith"],
    );
  }
  if (other) {
    await sql`
      update staff_member set role_id = ${other.id}, role = ${other.standsFor}, version = version + 1,
        begins_without_second_factor = false
      where role_id = ${role.id}`.execute(kysely);
    await sql`
      update api_key set role_id = ${other.id}, role = ${other.standsFor} where role_id = ${role.id}`.execute(
      kysely,
    );
  }
  await recordChanges(
    context,
    { type: "Role", id: role.id, version: role.version + 1, operation: "removeRole" },
    [{ field: "name", old: role.name, new: null, personal: false }],
  );
  await sql`delete from role where id = ${role.id}`.execute(kysely);
  return role.id;
}
