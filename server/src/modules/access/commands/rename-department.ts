import { LockMode } from "@mikro-orm/core";
import { recordChanges } from "../../../platform/changes.ts";
import { notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Department } from "../department.entity.ts";
import { checkDepartmentName, flushDepartment } from "./add-department.ts";

/** Gives a department another name; its teams stay with it. */
export async function renameDepartment(
  context: RequestContext,
  input: { departmentId: string; name: string },
): Promise<string> {
  const id = recordId("Department", input.departmentId);
  const department = id
    ? await context.em.findOne(Department, id, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!department) throw notFound(["departmentId"]);
  const name = checkDepartmentName(input.name);
  const old = department.name;
  if (old === name) return department.id;
  department.name = name;
  await flushDepartment(context);
  await recordChanges(
    context,
    { type: "Department", id: department.id, version: department.version, operation: "renameDepartment" },
    [{ field: "name", old, new: name, personal: false }],
  );
  return department.id;
}
