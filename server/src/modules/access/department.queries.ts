import { sql } from "kysely";
import { globalId } from "../../platform/ids.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { Department } from "./department.entity.ts";
import type { DepartmentType } from "./department.types.ts";

/** Every department, by name. */
export function listDepartments(context: RequestContext): NowOrSoon<readonly DepartmentType[]> {
  return context.reference.list("departments", () => readDepartments(context));
}

export function findDepartment(context: RequestContext, id: string | null): NowOrSoon<DepartmentType | null> {
  return context.reference.find("departments", id, () => readDepartments(context));
}

async function readDepartments(context: RequestContext): Promise<DepartmentType[]> {
  const rows = await context.em
    .getKysely<{ department: TableOf<Department> }>()
    .selectFrom("department")
    .selectAll()
    .orderBy(sql`lower(name)`)
    .execute();
  return rows.map(({ id, version, name }) => ({
    __typename: "Department",
    id: globalId("Department", id),
    recordId: id,
    version,
    name,
  }));
}
