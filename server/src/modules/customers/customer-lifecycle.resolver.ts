import { Ctx, Field, FieldResolver, ObjectType, registerEnumType, Resolver, Root } from "type-graphql";
import { businessDay, now } from "../../platform/clock.ts";
import type { RequestContext } from "../../platform/request.ts";
import { DateScalar } from "../../platform/scalars.ts";
import { findArchiveSettings } from "./archive-settings.queries.ts";
import { causeOf, LifecycleCause, lostOn, SalesStage, stageOf } from "./customer-lifecycle.ts";
import { CustomerType } from "./customer.types.ts";

registerEnumType(SalesStage, {
  name: "SalesStage",
  description: "Before, during or after a sale 售前、售中、售后.",
  valuesConfig: {
    PRE_SALE: { description: "Nothing bought yet 售前." },
    IN_SALE: { description: "Bought within the days that the settings say 售中." },
    AFTER_SALE: { description: "The last deal is longer ago 售后." },
  },
});

registerEnumType(LifecycleCause, {
  name: "LifecycleCause",
  description: "Why a customer is potential, existing or lost 客户状态的依据.",
  valuesConfig: {
    NO_DEAL_YET: { description: "There is no deal yet 尚未成交." },
    DEAL_MADE: { description: "There is a deal, recent enough for the rule 已成交." },
    NO_DEAL_FOR_LONG: { description: "The last deal is longer ago than the rule allows 长期未成交." },
    SET_BY_HAND: { description: "A person decided; the rule leaves it alone until the next deal 人工设定." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "Why a customer is potential, existing or lost 客户状态的依据.",
})
export class LifecycleReason {
  @Field(() => LifecycleCause, { description: "The cause 依据." })
  cause!: LifecycleCause;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "The day on which the rule makes the customer a lost one, if nothing is bought until then 转为流失的日期; null when it does not.",
  })
  lostOn!: string | null;
}

@Resolver(() => CustomerType)
export class CustomerLifecycleResolver {
  @FieldResolver(() => LifecycleReason, {
    description: "Why the customer stands where he does 客户状态的依据, and when the rule moves him on.",
  })
  async lifecycleReason(
    @Ctx() context: RequestContext,
    @Root() { lifecycle, lifecycleByHand, lastDealOn }: CustomerType,
  ): Promise<LifecycleReason> {
    const facts = { lifecycle, byHand: lifecycleByHand, lastDealOn };
    const { lostAfterMonths } = await findArchiveSettings(context);
    return { cause: causeOf(facts), lostOn: lostOn(facts, lostAfterMonths) };
  }

  @FieldResolver(() => SalesStage, {
    description: "Before, during or after a sale 销售阶段, by the last deal and the settings.",
  })
  async stage(@Ctx() context: RequestContext, @Root() { lastDealOn }: CustomerType): Promise<SalesStage> {
    const { inSaleDays } = await findArchiveSettings(context);
    return stageOf(lastDealOn, inSaleDays, businessDay(now(), context.timeZone));
  }
}
