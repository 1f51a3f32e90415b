import type { RequestContext } from "../../../platform/request.ts";
import type { TypedFieldValue } from "./custom-input.ts";
import { changeDetails } from "./edit-customer.ts";
import { loadCustomer } from "./load-customer.ts";

/** Changes what a customer's archive holds in fields that the firm made. */
export async function setFieldValues(
  context: RequestContext,
  input: {
    readonly customerId: string;
    readonly expectedVersion: number;
    readonly values: readonly TypedFieldValue[];
  },
): Promise<string> {
  const customer = await loadCustomer(context, input.customerId, "customer:edit", input.expectedVersion);
  await changeDetails(
    context,
    customer,
    { fieldValues: input.values, valuesPath: "values" },
    "setFieldValues",
  );
  return customer.id;
}
