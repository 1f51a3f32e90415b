import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../../platform/request.ts";
import { countRecoveryCodes } from "./recovery-codes.ts";
import { Me, OwnSecondFactor } from "./staff.types.ts";

@Resolver(() => Me)
export class MeSecondFactorResolver {
  @FieldResolver(() => OwnSecondFactor, {
    description: "How one's own sign-in goes beyond the password 两步验证.",
  })
  secondFactor(@Ctx() { actor }: RequestContext, @Root() { staff }: Me): OwnSecondFactor {
    return {
      confirmed: staff.hasSecondFactor,
      required: actor?.requiresSecondFactor ?? false,
      staffId: staff.recordId,
    };
  }
}

/** The account page asks for it and nothing else does, so it is counted only then. */
@Resolver(() => OwnSecondFactor)
export class OwnSecondFactorResolver {
  @FieldResolver(() => Int, { description: "Recovery codes not used yet 剩余恢复码." })
  async recoveryCodesLeft(
    @Ctx() context: RequestContext,
    @Root() { confirmed, staffId }: OwnSecondFactor,
  ): Promise<number> {
    return confirmed ? countRecoveryCodes(context.em, staffId) : 0;
  }
}
