import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, Creates, may } from "../../platform/authz.ts";
import { PageArguments } from "../../platform/connection.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType, StaffPayload } from "../access/staff.types.ts";
import { findTeam } from "../access/team.queries.ts";
import { TeamType } from "../access/team.types.ts";
import { changeTeamOfStaff } from "./commands/change-team-of-staff.ts";
import { handOverRecords } from "./commands/hand-over-records.ts";
import { askForHandOver } from "./hand-over-work.ts";
import { countRecords, findHandOver, listHandOvers } from "./hand-over.queries.ts";
import {
  ChangeStaffTeamInput,
  HandOverConnection,
  HandOverPayload,
  HandOverRecordsInput,
  HandOverType,
  StaffRecords,
} from "./hand-over.types.ts";

@Resolver(() => HandOverType)
export class HandOverResolver {
  @Can("staff:handOver")
  @Query(() => HandOverConnection, { description: "Every hand-over 交接列表, the last one first." })
  handOvers(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<HandOverConnection> {
    return listHandOvers(context, page);
  }

  @Creates()
  @Can("staff:handOver")
  @Mutation(() => HandOverPayload, {
    description:
      "Hands customers and open complaints over to somebody else or to a team 交接. Those in the caller's own scope; many take a while, see `state`.",
  })
  async handOverRecords(
    @Ctx() context: RequestContext,
    @Arg("input", () => HandOverRecordsInput, { description: "Whose records go where 交接内容." })
    input: HandOverRecordsInput,
  ): Promise<HandOverPayload> {
    const request = { operation: "handOverRecords", input, idempotencyKey: input.idempotencyKey };
    const outcome = await mutate(context, request, (scope) => handOverRecords(scope, input));
    if (outcome.done) await askForHandOver(context, outcome.answer);
    return {
      handOver: outcome.done ? await findHandOver(context, outcome.answer) : null,
      errors: outcome.errors,
    };
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Whose records they were 原负责人; null for nobody's.",
  })
  from(@Ctx() context: RequestContext, @Root() one: HandOverType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, one.fromId);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who looks after them now 新负责人; null when it is a team.",
  })
  to(@Ctx() context: RequestContext, @Root() one: HandOverType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, one.toId);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: "Whose team's they are now 新小组." })
  toTeam(@Ctx() context: RequestContext, @Root() one: HandOverType): NowOrSoon<TeamType | null> {
    return findTeam(context, one.toTeamId);
  }

  @FieldResolver(() => StaffMemberType, { nullable: true, description: "Who asked for it 操作人." })
  askedBy(@Ctx() context: RequestContext, @Root() one: HandOverType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, one.askedById);
  }
}

/** Here and not among the staff: it moves what stands in slices to the right of them. */
@Resolver(() => StaffMemberType)
export class StaffRecordsResolver {
  @Can("staff:changeTeam")
  @Mutation(() => StaffPayload, {
    description:
      "Moves a person to another team, or to none 调整员工所在小组; customers and complaints come along, or stay with the old team.",
  })
  async changeStaffTeam(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeStaffTeamInput, { description: "The person and the team 员工与小组." })
    input: ChangeStaffTeamInput,
  ): Promise<StaffPayload> {
    const request = { operation: "changeStaffTeam" };
    const outcome = await mutate(context, request, async (scope) => {
      const { handOverId } = await changeTeamOfStaff(scope, input);
      return handOverId ?? "";
    });
    if (outcome.done && outcome.answer !== "") await askForHandOver(context, outcome.answer);
    const id = recordId("StaffMember", input.staffId);
    return { staffMember: await findStaff(context, id), errors: outcome.errors };
  }

  @FieldResolver(() => StaffRecords, {
    nullable: true,
    description: "What the person looks after 名下客户与投诉, for whoever lists the staff; otherwise null.",
  })
  async records(
    @Ctx() context: RequestContext,
    @Root() staff: StaffMemberType,
  ): Promise<StaffRecords | null> {
    return may(context, "staff:list") ? countRecords(context, staff.recordId) : null;
  }
}
