import { sql } from "kysely";
import type { Permission } from "../../../platform/actor.ts";
import { ChangeKind, changeRow, insertChanges } from "../../../platform/changes.ts";
import { DomainError, notAllowed, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { FieldRight } from "../../../platform/field-rights.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { isWithin, type Ownership } from "../../../platform/scope.ts";
import { isAnyOf } from "../../../platform/tables.ts";
import { normaliseText } from "../../../platform/plain-text.ts";
import { openPersonal, personalForPeople } from "../customer-personal.ts";
import type { CustomerKind } from "../customer.entity.ts";
import { visibleTo } from "../customer.policy.ts";
import { RevealReason } from "../customer-words.types.ts";
import { FieldType } from "../archive-field.ts";
import { labelsOfChoices, type CustomFieldNow } from "../custom-fields.ts";
import { customFieldId, readCustomFields } from "../custom-fields.queries.ts";
import { LIST_SEPARATOR, partsOfList } from "../field-types.ts";
import { archiveField, checkText, sectionOf } from "../fields.ts";
import { isCustomField, type CustomFieldId, type SealedFieldName } from "../../../platform/custom-fields.ts";
import { isClosed, mayOnField } from "../personal.queries.ts";
import { fieldClosed } from "./archive-input.ts";
import { useReveals } from "./use-reveals.ts";

interface WhatAndWhy {
  readonly field: SealedFieldName;
  readonly reason: RevealReason;
  readonly reasonText?: string | null | undefined;
}

export interface Revealed {
  readonly id: string;
  readonly value: string | null;
}

const MOST_AT_ONCE = 100;

/** Gives one personal value in clear. */
export async function revealField(
  context: RequestContext,
  input: WhatAndWhy & { readonly customerId: string },
): Promise<Revealed> {
  const [revealed] = await reveal(context, input, {
    customerIds: [input.customerId],
    operation: "revealField",
    permission: "customer:reveal",
    pathOf: () => ["customerId"],
  });
  if (!revealed) throw notFound(["customerId"]);
  return revealed;
}

/** The same of a field that the firm made. */
export async function revealCustomField(
  context: RequestContext,
  {
    customFieldId: name,
    ...input
  }: Omit<WhatAndWhy, "field"> & { readonly customerId: string; readonly customFieldId: string },
): Promise<Revealed> {
  const asked: Asked = {
    customerIds: [input.customerId],
    operation: "revealCustomField",
    permission: "customer:reveal",
    pathOf: () => ["customerId"],
  };
  const field = customFieldId(name);
  if (!field || !isCustomField(field)) {
    // Whoever may not see the customer hears of that first, whatever else is wrong.
    await holdAll(context, asked, false);
    throw notFound(["customFieldId"]);
  }
  const [revealed] = await reveal(context, { ...input, field }, asked);
  if (!revealed) throw notFound(["customerId"]);
  return revealed;
}

/** Gives a field of many customers in clear, for one reason; of all of them or of none. */
export async function revealFields(
  context: RequestContext,
  input: WhatAndWhy & { readonly customerIds: readonly string[] },
): Promise<Revealed[]> {
  const customerIds = [...new Set(input.customerIds)];
  if (customerIds.length === 0 || customerIds.length > MOST_AT_ONCE) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(`一次可查看 1 到 ${MOST_AT_ONCE} 位客户。`, `Give between 1 and ${MOST_AT_ONCE} customers.`),
      ["customerIds"],
    );
  }
  return reveal(context, input, {
    customerIds,
    operation: "revealFields",
    permission: "customer:revealMany",
    pathOf: (place) => ["customerIds", String(place)],
  });
}

interface Asked {
  readonly customerIds: readonly string[];
  readonly operation: string;
  readonly permission: Permission;
  readonly pathOf: (place: number) => string[];
}

/** The looks are in the change log before a value leaves the database's transaction. */
async function reveal(context: RequestContext, what: WhatAndWhy, asked: Asked): Promise<Revealed[]> {
  const reason = reasonOf(what);
  const { field } = what;
  const mayView = mayOnField(context, field, FieldRight.VIEW);
  const customers = await holdAll(context, asked, mayView);
  if (!mayView) throw isClosed(context, field) ? fieldClosed(["field"]) : mayNotView();
  await useReveals(
    context,
    customers.map(({ id }) => id),
  );
  await noteReveals(context, customers, { field, reason, operation: asked.operation });
  const custom = isCustomField(field) ? await revealable(context, field) : null;
  const declared = custom?.asField ?? archiveField(field);
  return customers.map(({ id, kind, personal }) => {
    const isItsOwn = declared !== null && sectionOf(declared, kind) !== null;
    const value = isItsOwn ? openPersonal(context.cipher, id, personal)[field] : null;
    return { id, value: value ? forPeople(context, field, custom, value) : null };
  });
}

/** A field that the firm made and that is in use. */
async function revealable(context: RequestContext, id: CustomFieldId): Promise<CustomFieldNow> {
  const field = (await readCustomFields(context)).find(({ recordId }) => recordId === id);
  if (!field) throw notFound(["field"]);
  if (field.archived)
    throw new DomainError(
      UserErrorCode.WRONG_STATE,
      text("此字段已停用，请先恢复。", "The field is archived. Restore it first."),
      ["field"],
    );
  return field;
}

/** Codes of choices mean nothing to a reader. */
function forPeople(
  { language }: RequestContext,
  field: SealedFieldName,
  custom: CustomFieldNow | null,
  value: string,
): string {
  if (!custom) return personalForPeople(field, value);
  const isList = custom.type === FieldType.CHOICES;
  if (!isList && custom.type !== FieldType.CHOICE) return value;
  const labels = labelsOfChoices(custom);
  return (isList ? partsOfList(value) : [value])
    .map((code) => labels.get(code)?.[language] ?? code)
    .join(LIST_SEPARATOR);
}

/** The reason as the change log keeps it: its name, with words behind a colon where somebody gave some. */
export function reasonOf(
  { reason, reasonText }: Pick<WhatAndWhy, "reason" | "reasonText">,
  path: readonly string[] = [],
): string {
  const words = normaliseText(reasonText ?? "");
  if (reason === RevealReason.OTHER && words === "") {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("请写明查看原因。", "Say in words why you look at it."),
      [...path, "reasonText"],
    );
  }
  const checked = checkText(words, 200);
  if (checked.issue)
    throw new DomainError(UserErrorCode.TOO_LONG, checked.issue.text, [...path, "reasonText"]);
  return words === "" ? reason : `${reason}: ${words}`;
}

interface HeldCustomer extends Ownership {
  readonly id: string;
  readonly version: number;
  readonly kind: CustomerKind;
  readonly personal: Buffer | null;
}

/** Holds the customers so that their archives stay; nobody who adds something has to wait for that. */
async function holdAll(
  { actor, em }: RequestContext,
  { customerIds, permission, pathOf }: Asked,
  withPersonal: boolean,
): Promise<HeldCustomer[]> {
  const ids = customerIds.map((id, place) => {
    const known = recordId("Customer", id);
    if (!known) throw notFound(pathOf(place));
    return known;
  });
  const { rows } = await sql<HeldCustomer>`
    select id, version, kind, ${withPersonal ? sql`personal` : sql`null::bytea`} as personal,
      owner_id as "ownerId", team_id as "teamId"
    from customer where ${isAnyOf("id", ids)} and ${visibleTo(actor, "customer:list", "customer")}
    order by id for key share`.execute(em.getKysely());
  const held = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id, place) => {
    const customer = held.get(id);
    if (!customer) throw notFound(pathOf(place));
    if (!isWithin(actor, permission, customer)) throw notAllowed(pathOf(place));
    return customer;
  });
}

function mayNotView(): DomainError {
  return new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      "你的角色不能查看此项的完整内容。需要时请联系管理员。",
      "Your role may not see this field whole. Ask an administrator if you need it.",
    ),
    ["field"],
  );
}

/** The one place where a reveal of a customer's value is written down. */
export async function noteReveals(
  context: RequestContext,
  customers: readonly Pick<HeldCustomer, "id" | "version">[],
  { field, reason, operation }: { field: SealedFieldName; reason: string; operation: string },
): Promise<void> {
  await insertChanges(
    context.em,
    customers.map(({ id, version }) => ({
      ...changeRow(context, { kind: ChangeKind.REVEAL, type: "Customer", id, version, operation }),
      field,
      reason,
    })),
  );
}
