import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainErrors, type DomainError } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Department } from "../department.entity.ts";
import { checkName, flushNamed } from "./check-name.ts";

const TAKEN = text(
  "已有同名的部门，请换一个名称。",
  "There is a department of this name already. Choose another one.",
);

/** Adds a department; no team belongs to it yet. Answers with the new record's id. */
export async function addDepartment(context: RequestContext, input: { name: string }): Promise<string> {
  const department = context.em.create(Department, {
    id: newId(),
    name: checkDepartmentName(input.name),
    createdAt: now(),
  });
  await flushDepartment(context);
  const record = { type: "Department", id: department.id, version: 1, operation: "addDepartment" };
  await recordCreation(context, record, ["name"]);
  return department.id;
}

export function checkDepartmentName(typed: string): string {
  const errors: DomainError[] = [];
  const name = checkName(
    typed,
    {
      longest: 50,
      missing: text("请填写部门名称，例如“华东大区”。", "Give the department a name, such as East."),
      tooLong: text("部门名称最多 50 个字。", "A department's name has at most 50 characters."),
    },
    errors,
  );
  if (errors.length > 0) throw new DomainErrors(errors);
  return name;
}

export async function flushDepartment(context: RequestContext): Promise<void> {
  await flushNamed(context, TAKEN);
}
