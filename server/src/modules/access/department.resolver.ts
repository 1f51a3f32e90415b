import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, Creates } from "../../platform/authz.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { addDepartment } from "./commands/add-department.ts";
import { changeTeamDepartment } from "./commands/change-team-department.ts";
import { renameDepartment } from "./commands/rename-department.ts";
import { findDepartment, listDepartments } from "./department.queries.ts";
import {
  AddDepartmentInput,
  ChangeTeamDepartmentInput,
  DepartmentPayload,
  DepartmentType,
  RenameDepartmentInput,
  TeamDepartmentPayload,
} from "./department.types.ts";
import { findTeam, listTeams } from "./team.queries.ts";
import { TeamType } from "./team.types.ts";

@Resolver(() => DepartmentType)
export class DepartmentResolver {
  @Can("team:list")
  @Query(() => [DepartmentType], { description: "Every department 部门列表, by name; at most 1,000." })
  departments(@Ctx() context: RequestContext): NowOrSoon<readonly DepartmentType[]> {
    return listDepartments(context);
  }

  @FieldResolver(() => [TeamType], { description: "The teams that belong to it 所属小组, by name." })
  async teams(@Ctx() context: RequestContext, @Root() department: DepartmentType): Promise<TeamType[]> {
    return (await listTeams(context)).filter(({ departmentId }) => departmentId === department.recordId);
  }

  @Creates()
  @Can("department:add")
  @Mutation(() => DepartmentPayload, { description: "Adds a department 添加部门." })
  async addDepartment(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddDepartmentInput, { description: "The department 部门信息." })
    input: AddDepartmentInput,
  ): Promise<DepartmentPayload> {
    const request = { operation: "addDepartment", input, idempotencyKey: input.idempotencyKey };
    return departmentPayload(context, await mutate(context, request, (scope) => addDepartment(scope, input)));
  }

  @Can("department:rename")
  @Mutation(() => DepartmentPayload, { description: "Gives a department another name 部门改名." })
  async renameDepartment(
    @Ctx() context: RequestContext,
    @Arg("input", () => RenameDepartmentInput, {
      description: "The department and its new name 部门与新名称.",
    })
    input: RenameDepartmentInput,
  ): Promise<DepartmentPayload> {
    const request = { operation: "renameDepartment" };
    return departmentPayload(
      context,
      await mutate(context, request, (scope) => renameDepartment(scope, input)),
    );
  }

  @Can("team:changeDepartment")
  @Mutation(() => TeamDepartmentPayload, {
    description: "Moves a team to another department, or to none 调整小组所属部门.",
  })
  async changeTeamDepartment(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeTeamDepartmentInput, { description: "The team and the department 小组与部门." })
    input: ChangeTeamDepartmentInput,
  ): Promise<TeamDepartmentPayload> {
    const request = { operation: "changeTeamDepartment" };
    const outcome = await mutate(context, request, (scope) => changeTeamDepartment(scope, input));
    return { team: await findTeam(context, outcome.done ? outcome.answer : null), errors: outcome.errors };
  }
}

@Resolver(() => TeamType)
export class TeamDepartmentResolver {
  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: "The department it belongs to 所属部门; null for none.",
  })
  department(@Ctx() context: RequestContext, @Root() team: TeamType): NowOrSoon<DepartmentType | null> {
    return findDepartment(context, team.departmentId);
  }
}

async function departmentPayload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
): Promise<DepartmentPayload> {
  return {
    department: await findDepartment(context, outcome.done ? outcome.answer : null),
    errors: outcome.errors,
  };
}
