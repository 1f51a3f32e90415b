import { recordChanges, type FieldChange } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { openPersonal, sealPersonal, type CustomerPersonal } from "../customer-personal.ts";
import type { Customer, CustomerKind } from "../customer.entity.ts";
import { listCustomFields } from "../custom-fields.queries.ts";
import { readFieldValues, type PlainValues } from "../field-values.queries.ts";
import { fieldsOfKind, sectionOf } from "../fields.ts";
import { isCustomField, type SealedFieldName } from "../../../platform/custom-fields.ts";
import { fieldsToTell, mayKnow } from "../personal.queries.ts";
import { TimelineKind } from "../timeline-entry.entity.ts";
import { alertOwners } from "./alert-owners.ts";
import { appendTimeline } from "./append-timeline.ts";
import { withBirthFacts } from "./birth-facts.ts";
import { checkDetails, mergePersonal, type CheckedDetails, type TypedDetails } from "./customer-input.ts";
import { decideLifecycle } from "./decide-lifecycle.ts";
import { keepUp } from "./keep-up.ts";
import { loadCustomer } from "./load-customer.ts";
import { replaceBlindIndexes } from "./replace-blind-indexes.ts";
import { writeFieldValues } from "./write-field-values.ts";

/** Changes the given details of a customer. */
export async function editCustomer(
  context: RequestContext,
  input: TypedDetails & { readonly customerId: string; readonly expectedVersion: number },
): Promise<string> {
  const customer = await loadCustomer(context, input.customerId, "customer:edit", input.expectedVersion);
  await changeDetails(context, customer, input, "editCustomer");
  return customer.id;
}

/** The one way in which a person's or program's details come into a customer: checked, logged, on the timeline. */
export async function changeDetails(
  context: RequestContext,
  customer: Customer,
  typed: TypedDetails,
  operation: string,
  path: readonly string[] = [],
): Promise<void> {
  const kind = typed.kind ?? customer.kind;
  const { details, ...typedValues } = await checkDetails(context, typed, kind, path);
  const at = customer.momentOfEdit(now());
  if (typed.lifecycle !== undefined)
    details.lifecycle = await decideLifecycle(context, customer, typed.lifecycle);
  const known = openPersonal(context.cipher, customer.id, customer.personal);
  const plain = await plainValues(context, customer, typedValues, kind);
  await refuseOtherKind(context, customer, { kind, personal: known, plain });
  const given = withBirthFacts(context, { ...typedValues, columns: {} }, { personal: known, plain }, path);
  const personal = mergePersonal(known, given.personal);
  const personalChanges = changesBetween(known, personal);
  const valueChanges = [...given.values]
    .map(([field, value]) => ({ field, old: plain.get(field) ?? null, new: value, personal: false }))
    .filter((change) => change.old !== change.new);
  const changes = [...customer.edit(details, at), ...personalChanges, ...valueChanges];
  if (changes.length === 0) return;
  // A phone that the caller may not know of does not count: the refusal would tell that there is none.
  const phone = mayKnow(context, "phone") ? personal.phone : undefined;
  if (!customer.name && !customer.nickname && !phone) {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("姓名、客户ID、联系方式至少保留一项。", "Keep at least a name, a customer ID or a phone."),
      ["name"],
    );
  }
  if (personalChanges.length > 0) {
    customer.personal = sealPersonal(context.cipher, customer.id, personal);
    await replaceBlindIndexes(context, customer.id, personal);
  }
  await writeFieldValues(
    context,
    customer.id,
    valueChanges.map((change) => [change.field, change.new]),
  );
  customer.updatedAt = at;
  await context.em.flush();
  const fields = changes.map((change) => change.field);
  await keepUp(
    context,
    [
      {
        customerId: customer.id,
        kind: customer.kind,
        fields,
        personal: personalChanges.length > 0 ? personal : undefined,
      },
    ],
    at,
  );
  await alertOwners(context, [{ customerId: customer.id, ownerId: customer.ownerId, fields }], { operation });
  await recordChanges(
    context,
    { type: "Customer", id: customer.id, version: customer.version, operation },
    changes,
  );
  await appendTimeline(context, {
    customerId: customer.id,
    kind: TimelineKind.CUSTOMER_CHANGED,
    happenedAt: at,
    fields,
  });
  await emit(context, {
    name: ArchiveEventName.CUSTOMER_EDITED,
    recordType: "Customer",
    recordId: customer.id,
    customerId: customer.id,
  });
}

/** The plain values that the edit is about; none are read for an edit of the customer's own columns alone. */
async function plainValues(
  context: RequestContext,
  customer: Customer,
  { personal, values }: Pick<CheckedDetails, "personal" | "values">,
  kind: CustomerKind,
): Promise<PlainValues> {
  const isAbout = values.size > 0 || personal.identityNumber !== undefined || kind !== customer.kind;
  const read = isAbout ? await readFieldValues(context, [customer.id]) : null;
  return read?.get(customer.id) ?? new Map();
}

/**
 * A person who turns out to be a firm must not take the facts of a person along unseen. What the caller may not know of
 * stays, as the refusal would tell of it; it is shown to nobody as long as the customer is of the other kind.
 */
async function refuseOtherKind(
  context: RequestContext,
  customer: Customer,
  { kind, personal, plain }: { kind: CustomerKind; personal: CustomerPersonal; plain: PlainValues },
): Promise<void> {
  if (kind === customer.kind) return;
  const kept = new Set<string>([...Object.keys(personal), ...plain.keys()]);
  const custom = [...kept].some(isCustomField) ? await listCustomFields(context) : [];
  const left = [...fieldsOfKind(customer.kind), ...custom.map(({ asField }) => asField)].filter(
    (field) =>
      kept.has(field.name) &&
      sectionOf(field, kind) === null &&
      fieldsToTell(context, [field.name]).length > 0,
  );
  if (left.length === 0) return;
  const names = left.map(({ label }) => label);
  throw new DomainError(
    UserErrorCode.WRONG_KIND,
    text(
      `改变客户类型前，请先清空这些字段：${names.map(({ zh }) => zh).join("、")}。`,
      `Empty these fields before you change what kind of customer it is: ${names.map(({ en }) => en).join(", ")}.`,
    ),
    ["kind"],
  );
}

function changesBetween(before: CustomerPersonal, after: CustomerPersonal): FieldChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)] as SealedFieldName[]);
  return [...fields]
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field,
      old: before[field] ?? null,
      new: after[field] ?? null,
      personal: true,
    }));
}
