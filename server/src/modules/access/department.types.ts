import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { Node } from "../../platform/scalars.ts";
import { TeamType } from "./team.types.ts";

@ObjectType("Department", {
  implements: Node,
  simpleResolvers: true,
  description: "Teams that belong together 部门.",
})
export class DepartmentType extends Node {
  readonly __typename!: "Department";
  /** The id in the database; not in the graph. */
  recordId!: string;

  @Field(() => Int, { description: "Grows with each change 版本号." })
  version!: number;

  @Field(() => String, { description: "The department's name 部门名称; unique." })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "What came of a change to a department 部门变更结果." })
export class DepartmentPayload {
  @Field(() => DepartmentType, {
    nullable: true,
    description: "The department as of now 部门; null when refused.",
  })
  department!: DepartmentType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What came of moving a team 小组调整结果." })
export class TeamDepartmentPayload {
  @Field(() => TeamType, { nullable: true, description: "The team as of now 小组; null when refused." })
  team!: TeamType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}

@InputType({ description: "A department to add 添加部门." })
export class AddDepartmentInput {
  @Field(() => String, { description: "The department's name 部门名称, at most 50 characters; unique." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "Another name for a department 部门改名." })
export class RenameDepartmentInput {
  @Field(() => ID, { description: "The department 部门." })
  departmentId!: string;

  @Field(() => String, { description: "The new name 新名称, at most 50 characters; unique." })
  name!: string;
}

@InputType({ description: "The department that a team belongs to from now on 调整小组所属部门." })
export class ChangeTeamDepartmentInput {
  @Field(() => ID, { description: "The team 小组." })
  teamId!: string;

  @Field(() => ID, { nullable: true, description: "The department 部门; null or left out for none." })
  departmentId?: string | null;
}
