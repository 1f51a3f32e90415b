import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, Creates } from "../../platform/authz.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { addTeam } from "./commands/add-team.ts";
import { renameTeam } from "./commands/rename-team.ts";
import { StaffMemberType } from "./staff.types.ts";
import { findTeam, listTeams } from "./team.queries.ts";
import { AddTeamInput, RenameTeamInput, TeamPayload, TeamType } from "./team.types.ts";

@Resolver(() => StaffMemberType)
export class TeamResolver {
  @Can("team:list")
  @Query(() => [TeamType], { description: "Every team 小组列表, by name; at most 1,000." })
  teams(@Ctx() context: RequestContext): NowOrSoon<readonly TeamType[]> {
    return listTeams(context);
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: "The team that the person belongs to 所在小组; null for none.",
  })
  team(@Ctx() context: RequestContext, @Root() staff: StaffMemberType): NowOrSoon<TeamType | null> {
    return findTeam(context, staff.teamId);
  }

  @Creates()
  @Can("team:add")
  @Mutation(() => TeamPayload, { description: "Adds a team 添加小组." })
  async addTeam(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddTeamInput, { description: "The team 小组信息." }) input: AddTeamInput,
  ): Promise<TeamPayload> {
    const request = { operation: "addTeam", input, idempotencyKey: input.idempotencyKey };
    return teamPayload(context, await mutate(context, request, (scope) => addTeam(scope, input)));
  }

  @Can("team:rename")
  @Mutation(() => TeamPayload, { description: "Gives a team another name 小组改名." })
  async renameTeam(
    @Ctx() context: RequestContext,
    @Arg("input", () => RenameTeamInput, { description: "The team and its new name 小组与新名称." })
    input: RenameTeamInput,
  ): Promise<TeamPayload> {
    const request = { operation: "renameTeam" };
    return teamPayload(context, await mutate(context, request, (scope) => renameTeam(scope, input)));
  }
}

async function teamPayload(context: RequestContext, outcome: MutationOutcome<string>): Promise<TeamPayload> {
  return { team: await findTeam(context, outcome.done ? outcome.answer : null), errors: outcome.errors };
}
