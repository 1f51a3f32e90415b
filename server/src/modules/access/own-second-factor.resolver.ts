import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../../platform/request.ts";
import { countRecoveryCodes } from "./recovery-codes.ts";
import { requiresSecondFactor } from "./session-assurance.ts";
import { Me, OwnSecondFactor } from "./staff.types.ts";

/** Asked for on the account page only, so it is read only then. */
@Resolver(() => Me)
export class OwnSecondFactorResolver {
  @FieldResolver(() => OwnSecondFactor, {
    description: "How one's own sign-in goes beyond the password 两步验证.",
  })
  async secondFactor(@Ctx() context: RequestContext, @Root() { staff }: Me): Promise<OwnSecondFactor> {
    return {
      confirmed: staff.hasSecondFactor,
      required: !staff.program && requiresSecondFactor(staff.role),
      recoveryCodesLeft: staff.hasSecondFactor ? await countRecoveryCodes(context.em, staff.recordId) : 0,
    };
  }
}
