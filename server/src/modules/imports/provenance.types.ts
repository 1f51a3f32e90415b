import { Field, ID, Int, ObjectType } from "type-graphql";
import { ChangeSource } from "../../platform/request.ts";
import { DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";

@ObjectType({
  simpleResolvers: true,
  description: "Where the present value of a field came from 字段来源, as the change log tells it.",
})
export class FieldProvenance {
  /** Not in the graph: what the resolvers beside find. */
  actorId!: string | null;
  importId!: string | null;
  orderId!: string | null;
  reviewId!: string | null;
  proposalId!: string | null;
  channelId!: string | null;

  @Field(() => String, { description: "The field 字段, by its name in the archive." })
  field!: string;

  @Field(() => ID, {
    description: "The line of the history that wrote it 变更记录编号; of its first value that of the making.",
  })
  changeId!: string;

  @Field(() => ChangeSource, { description: "By which way it came in 来源." })
  source!: ChangeSource;

  @Field(() => String, { description: "The mutation 操作, e.g. editIndividual, recordOrder, takeIn." })
  operation!: string;

  @Field(() => DateTimeScalar, { description: "When it was written 写入时间." })
  at!: Moment;

  @Field(() => Int, {
    nullable: true,
    description: "The row of the import's file 行号, when it was proposed by one and accepted.",
  })
  importRow!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What the field is kept for 收集目的, in the caller's language unless an administrator set it; null of what is no field of the archive.",
  })
  purpose!: string | null;
}
