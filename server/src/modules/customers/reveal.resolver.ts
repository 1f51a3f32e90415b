import { Arg, Ctx, FieldResolver, Mutation, Resolver } from "type-graphql";
import { Alert, raiseAlert } from "../../platform/alerts.ts";
import { Can, Sensitive, StepUp } from "../../platform/authz.ts";
import { UserErrorCode } from "../../platform/errors.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { Me } from "../access/staff.types.ts";
import { revealCustomField, revealField, revealFields, type Revealed } from "./commands/reveal-field.ts";
import { findCustomer } from "./customer.queries.ts";
import { countReveals } from "./reveal.queries.ts";
import {
  RevealCount,
  RevealCustomFieldInput,
  RevealFieldInput,
  RevealFieldPayload,
  RevealFieldsInput,
  RevealFieldsPayload,
  type RevealedValue,
} from "./reveal.types.ts";

@Resolver(() => Me)
export class RevealResolver {
  @Sensitive()
  @Can("customer:reveal")
  @Mutation(() => RevealFieldPayload, {
    description:
      "Gives one personal value in clear and writes down who looked, when and why 查看完整信息. A customer counts once a day against the role's quota.",
  })
  async revealField(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevealFieldInput, { description: "Customer, field and reason 客户、字段与原因." })
    input: RevealFieldInput,
  ): Promise<RevealFieldPayload> {
    const { values, errors } = await revealed(context, "revealField", async (scope) => [
      await revealField(scope, input),
    ]);
    const [only] = values;
    return { value: only?.value ?? null, customer: only?.customer ?? null, errors };
  }

  @Sensitive()
  @Can("customer:reveal")
  @Mutation(() => RevealFieldPayload, {
    description:
      "Gives one value of an encrypted custom field in clear and writes down who looked, when and why 查看自定义字段的完整内容. It counts as `revealField` does.",
  })
  async revealCustomField(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevealCustomFieldInput, {
      description: "Customer, field and reason 客户、字段与原因.",
    })
    input: RevealCustomFieldInput,
  ): Promise<RevealFieldPayload> {
    const { values, errors } = await revealed(context, "revealCustomField", async (scope) => [
      await revealCustomField(scope, input),
    ]);
    const [only] = values;
    return { value: only?.value ?? null, customer: only?.customer ?? null, errors };
  }

  @Sensitive()
  @Can("customer:revealMany")
  @StepUp()
  @Mutation(() => RevealFieldsPayload, {
    description:
      "Gives a personal value of up to 100 customers in clear, each look written down 批量查看完整信息. Of all of them or of none.",
  })
  async revealFields(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevealFieldsInput, { description: "Customers, field and reason 客户、字段与原因." })
    input: RevealFieldsInput,
  ): Promise<RevealFieldsPayload> {
    const { values, errors } = await revealed(context, "revealFields", (scope) => revealFields(scope, input));
    return { revealed: values, errors };
  }

  @FieldResolver(() => RevealCount, {
    description:
      "Of how many customers values were revealed today, and how many the role allows 今日查看额度.",
  })
  reveals(@Ctx() context: RequestContext): Promise<RevealCount> {
    return countReveals(context);
  }
}

async function revealed(
  context: RequestContext,
  operation: string,
  command: (scope: RequestContext) => Promise<Revealed[]>,
): Promise<Pick<MutationOutcome<string>, "errors"> & { values: RevealedValue[] }> {
  let values: Revealed[] = [];
  const outcome = await mutate(context, { operation }, async (scope) => {
    values = await command(scope);
    return "";
  });
  if (outcome.errors.some(({ code }) => code === UserErrorCode.QUOTA_EXCEEDED))
    await raiseAlert(context, Alert.REVEALS);
  if (!outcome.done) return { values: [], errors: outcome.errors };
  const shown = await Promise.all(
    values.map(async ({ id, value }) => ({ value, customer: await findCustomer(context, { id }) })),
  );
  return {
    values: shown.flatMap(({ value, customer }) => (customer ? [{ value, customer }] : [])),
    errors: [],
  };
}
