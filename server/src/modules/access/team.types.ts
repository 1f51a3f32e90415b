import { Field, ID, InputType, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { Node } from "../../platform/scalars.ts";

@ObjectType("Team", {
  implements: Node,
  simpleResolvers: true,
  description: "People who share one queue of complaints 小组.",
})
export class TeamType extends Node {
  readonly __typename!: "Team";
  /** The id in the database; not in the graph. */
  recordId!: string;
  /** The department's id in the database; the graph has the department. */
  departmentId!: string | null;

  @Field(() => String, { description: "The team's name 小组名称; unique." })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "What came of adding or renaming a team 小组变更结果." })
export class TeamPayload {
  @Field(() => TeamType, { nullable: true, description: "The team as of now 小组; null when refused." })
  team!: TeamType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}

@InputType({ description: "A team to add 添加小组." })
export class AddTeamInput {
  @Field(() => String, { description: "The team's name 小组名称, at most 50 characters; unique." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "Another name for a team 小组改名." })
export class RenameTeamInput {
  @Field(() => ID, { description: "The team 小组." })
  teamId!: string;

  @Field(() => String, { description: "The new name 新名称, at most 50 characters; unique." })
  name!: string;
}
