import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import { mutate } from "../../platform/mutate.ts";
import { isPersonalField } from "../../platform/personal-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import { DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { isRestorable, restoreFieldValue } from "./commands/restore-field-value.ts";
import { ChangeType, RestoreFieldValueInput } from "./customer-change.types.ts";
import { findSuperseded } from "./customer-history.queries.ts";
import { customerPayload } from "./customer-payload.ts";
import { CustomerPayload } from "./customer.types.ts";
import { mayOnField } from "./personal.queries.ts";

@Resolver(() => ChangeType)
export class CustomerHistoryResolver {
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the value after this change gave way to another one 失效时间; null while it stands, and of a line that is about no single field.",
  })
  supersededAt(@Ctx() context: RequestContext, @Root() change: ChangeType): Promise<Moment | null> {
    return findSuperseded(context, change);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether `restoreFieldValue` takes this line of a customer's history 可否恢复原值, if the caller may edit the customer.",
  })
  restorable(@Ctx() context: RequestContext, @Root() { field, recordType }: ChangeType): boolean {
    if (recordType !== "Customer") return false;
    if (field && isPersonalField(field)) return mayOnField(context, field, FieldRight.VIEW);
    return isRestorable(field);
  }

  @Can("customer:edit")
  @Mutation(() => CustomerPayload, {
    description:
      "Puts back what stood in a field before a change 恢复原值, as an edit like any other. Of a personal field the caller has to have the right to see it whole.",
  })
  async restoreFieldValue(
    @Ctx() context: RequestContext,
    @Arg("input", () => RestoreFieldValueInput, {
      description: "The line of the history and the version read 变更记录与版本号.",
    })
    input: RestoreFieldValueInput,
  ): Promise<CustomerPayload> {
    return customerPayload(
      context,
      await mutate(context, { operation: "restoreFieldValue" }, (scope) => restoreFieldValue(scope, input)),
    );
  }
}
