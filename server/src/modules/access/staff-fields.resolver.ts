import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { may } from "../../platform/authz.ts";
import type { RequestContext } from "../../platform/request.ts";
import { DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { StaffMemberType } from "./staff.types.ts";

/** Names and roles are for all who work together; with what and when somebody signs in is for who looks after accounts. */
@Resolver(() => StaffMemberType)
export class StaffFieldsResolver {
  @FieldResolver(() => String, {
    description:
      "Address the person signs in with 登录邮箱; of others only for who may list the staff, otherwise an empty text.",
  })
  email(@Ctx() context: RequestContext, @Root() staff: StaffMemberType): string {
    return maySeeAccount(context, staff) ? staff.email : "";
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      "The last sign-in 上次登录时间; null when there was none, and of others for who may not list the staff.",
  })
  lastSignedInAt(@Ctx() context: RequestContext, @Root() staff: StaffMemberType): Moment | null {
    return maySeeAccount(context, staff) ? staff.lastSignedInAt : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether sign-ins ask for a second factor 是否已开启两步验证; of others null for who may not list the staff.",
  })
  secondFactor(@Ctx() context: RequestContext, @Root() staff: StaffMemberType): boolean | null {
    return maySeeAccount(context, staff) ? staff.hasSecondFactor : null;
  }
}

function maySeeAccount(context: RequestContext, staff: StaffMemberType): boolean {
  return may(context, "staff:list") || context.actor?.staffId === staff.recordId;
}
