import { ChangeKind, recordAccess } from "../../../platform/changes.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { openPersonal, phoneForPeople } from "../customer-personal.ts";
import { RevealReason, type CustomerPersonalField } from "../customer-words.types.ts";
import { checkText, normaliseText, type PersonalFieldName } from "../fields.ts";
import { loadCustomer } from "./load-customer.ts";

/** Gives one personal value in clear. The look is in the change log before the value leaves the database's transaction. */
export async function revealField(
  context: RequestContext,
  input: {
    customerId: string;
    field: CustomerPersonalField;
    reason: RevealReason;
    reasonText?: string | null | undefined;
  },
): Promise<{ id: string; value: string | null }> {
  const words = normaliseText(input.reasonText ?? "");
  if (input.reason === RevealReason.OTHER && words === "") {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("请写明查看原因。", "Say in words why you look at it."),
      ["reasonText"],
    );
  }
  const checked = checkText(words, 200);
  if (checked.issue) throw new DomainError(UserErrorCode.TOO_LONG, checked.issue.text, ["reasonText"]);
  const customer = await loadCustomer(context, input.customerId, "customer:reveal");
  const field = input.field.toLowerCase() as PersonalFieldName;
  const value = openPersonal(context.cipher, customer.id, customer.personal)[field] ?? null;
  await recordAccess(context, {
    kind: ChangeKind.REVEAL,
    operation: "revealField",
    recordType: "Customer",
    recordId: customer.id,
    recordVersion: customer.version,
    field,
    reason: words === "" ? input.reason : `${input.reason}: ${words}`,
  });
  return { id: customer.id, value: value && field === "phone" ? phoneForPeople(value) : value };
}
