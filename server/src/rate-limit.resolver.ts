import { Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { Open } from "./platform/authz.ts";
import { currentOperation } from "./platform/operation.ts";
import { DateTimeScalar } from "./platform/scalars.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "How much the caller may ask 请求额度. Each operation costs points, counted from its fields and page sizes before it runs; points come back steadily over a minute.",
})
export class RateLimit {
  @Field(() => Int, { description: "Points a minute, and the most that can be saved up 每分钟额度." })
  limit!: number;

  @Field(() => Int, { description: "Points left after this operation 剩余额度." })
  remaining!: number;

  @Field(() => DateTimeScalar, { description: "When all points are there again 完全恢复的时间." })
  resetAt!: Date;

  @Field(() => Int, { description: "What this operation cost 本次代价." })
  cost!: number;
}

@Resolver()
export class RateLimitResolver {
  @Open()
  @Query(() => RateLimit, {
    description:
      "What the caller has left of what may be asked in a minute 请求额度; the same as `extensions.cost`.",
  })
  rateLimit(): RateLimit {
    const charge = currentOperation()?.charge;
    if (!charge) throw new Error("an operation that was not charged");
    const { limit, remaining, resetAt, requested } = charge;
    return { limit, remaining, resetAt, cost: requested };
  }
}
