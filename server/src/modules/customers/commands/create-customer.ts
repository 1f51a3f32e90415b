import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import type { CustomerFacts } from "../customer-facts.entity.ts";
import { Customer, CustomerKind } from "../customer.entity.ts";
import {
  archiveOf,
  mergePersonal,
  checkDetails,
  type TypedArchives,
  type TypedDetails,
} from "./customer-input.ts";
import { sealPersonal } from "../customer-personal.ts";
import { TimelineKind } from "../timeline-entry.entity.ts";
import { addExternalRefs, type TypedExternalRef } from "./add-external-refs.ts";
import { appendTimeline } from "./append-timeline.ts";
import { withBirthFacts } from "./birth-facts.ts";
import { keepUp, namesOf } from "./keep-up.ts";
import { replaceBlindIndexes } from "./replace-blind-indexes.ts";
import { writeFieldValues } from "./write-field-values.ts";

/** Opens an archive for a customer, by a mutation of its own or by an order. Answers with the new record's id. */
export async function createCustomer(
  context: RequestContext,
  input: TypedDetails &
    TypedArchives & { readonly externalRefs?: readonly TypedExternalRef[] | null | undefined },
  operation = "createCustomer",
): Promise<string> {
  const kind = input.kind ?? CustomerKind.INDIVIDUAL;
  const { archive, path } = archiveOf(input, kind);
  const typed = await checkDetails(context, { ...input, archive }, kind, path);
  const nothing = { personal: {}, plain: new Map<string, string>() };
  const { details } = typed;
  const checked = withBirthFacts(context, { ...typed, columns: {} }, nothing, path);
  const personal = mergePersonal({}, checked.personal);
  const values = [...checked.values].filter(([, value]) => value !== null);
  if (!details.name && !details.nickname && !personal.phone) {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("请至少填写姓名、客户ID 或联系方式中的一项。", "Give at least a name, a customer ID or a phone."),
      ["name"],
    );
  }
  const id = newId();
  const at = now();
  const customer = context.em.create(Customer, {
    searchTerms: "",
    id,
    kind,
    name: null,
    nickname: null,
    personal: sealPersonal(context.cipher, id, personal),
    createdAt: at,
    updatedAt: at,
    createdById: context.actor?.staffId ?? null,
    // Whoever opens an archive looks after it; a program leaves that to its team.
    ownerId: context.actor && !context.actor.keyId ? context.actor.staffId : null,
    teamId: context.actor?.teamId ?? null,
  });
  customer.edit(details, at);
  await context.em.flush();
  await context.em
    .getKysely<{ customer_facts: Pick<TableOf<CustomerFacts>, "customer_id" | "personal_fields"> }>()
    .insertInto("customer_facts")
    .values({ customer_id: id, personal_fields: namesOf(personal) })
    .execute();
  await writeFieldValues(context, id, values);
  await replaceBlindIndexes(context, id, personal);
  await addExternalRefs(context, id, input.externalRefs ?? []);
  const fields = [...Object.entries(details), ...Object.entries(personal), ...values]
    .filter(([, value]) => value)
    .map(([field]) => field);
  await keepUp(context, [{ customerId: id, kind, fields }], at);
  await recordCreation(context, { type: "Customer", id, version: 1, operation }, fields);
  await appendTimeline(context, {
    customerId: id,
    kind: TimelineKind.CUSTOMER_CREATED,
    happenedAt: at,
    fields,
  });
  await emit(context, {
    name: ArchiveEventName.CUSTOMER_CREATED,
    recordType: "Customer",
    recordId: id,
    customerId: id,
  });
  return id;
}
