import type { RequestContext } from "../../../platform/request.ts";
import type { EditArchive, GivenValues } from "../archive.types.ts";
import { CustomerKind } from "../customer.entity.ts";
import { wrongKind } from "./archive-input.ts";
import { changeDetails } from "./edit-customer.ts";
import { loadCustomer } from "./load-customer.ts";

/** Changes the given fields in the archive of a person. */
export function editIndividual(context: RequestContext, input: EditArchive): Promise<string> {
  return editArchive(context, input, CustomerKind.INDIVIDUAL, "editIndividual");
}

/** Changes the given fields in the archive of a firm. */
export function editCompany(context: RequestContext, input: EditArchive): Promise<string> {
  return editArchive(context, input, CustomerKind.COMPANY, "editCompany");
}

async function editArchive(
  context: RequestContext,
  input: EditArchive,
  kind: CustomerKind,
  operation: string,
): Promise<string> {
  const customer = await loadCustomer(context, input.customerId, "customer:edit", input.expectedVersion);
  if (customer.kind !== kind) throw wrongKind(kind, ["customerId"]);
  const { fieldValues } = input;
  await changeDetails(
    context,
    customer,
    { archive: input as unknown as GivenValues, fieldValues },
    operation,
  );
  return customer.id;
}
