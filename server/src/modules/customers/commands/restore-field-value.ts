import { sql } from "kysely";
import { validate } from "uuid";
import { DomainError, notAllowed, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { isGuardedField, isCustomField } from "../../../platform/custom-fields.ts";
import { FieldRight } from "../../../platform/field-rights.ts";
import { globalId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { openChanges } from "../../../platform/record-keys.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { SECTIONS, type ArchiveField } from "../archive-field.ts";
import { findCustomField } from "../custom-fields.queries.ts";
import { KEY_OF_TYPE } from "../field-value-input.ts";
import { archiveField, CUSTOMER_FIELDS, sectionOf } from "../fields.ts";
import { isClosed, mayOnField } from "../personal.queries.ts";
import { givenAgain } from "../restored-value.ts";
import { fieldClosed, wrongKind } from "./archive-input.ts";
import type { TypedDetails } from "./customer-input.ts";
import { changeDetails } from "./edit-customer.ts";
import { loadCustomer } from "./load-customer.ts";
import type { Customer } from "../customer.entity.ts";

interface ChangeRow {
  readonly id: string;
  readonly record_id: string;
  readonly field: string | null;
  readonly old_value: string | null;
  readonly personal: Buffer | null;
}

/**
 * Puts back what stood in a field before a change, as an edit like any other: checked anew, with a line of its own.
 * Whoever may not see the value whole may not put it back unseen.
 */
export async function restoreFieldValue(
  context: RequestContext,
  input: { readonly changeId: string; readonly expectedVersion: number },
): Promise<string> {
  const { rows } = validate(input.changeId)
    ? await sql<ChangeRow>`
        select id, record_id, field, old_value, personal from change
        where id = ${input.changeId} and record_type = 'Customer' and kind = 'CHANGE'`.execute(
        context.em.getKysely(),
      )
    : { rows: [] };
  const [change] = rows;
  if (!change) throw notFound(["changeId"]);
  const customer = await loadCustomer(
    context,
    globalId("Customer", change.record_id),
    "customer:edit",
    input.expectedVersion,
    ["changeId"],
  );
  const field = await fieldOf(context, change.field);
  refuseToRestore(context, customer, change.field, field);
  const sealed = await openChanges(context, [change]);
  const old = sealed.has(change.id) ? (sealed.get(change.id)?.old ?? null) : change.old_value;
  await changeDetails(context, customer, typedAgain(change.field ?? "", field, old), "restoreFieldValue");
  return customer.id;
}

async function fieldOf(context: RequestContext, name: string | null): Promise<ArchiveField | null> {
  if (name === null) return null;
  return isCustomField(name) ? ((await findCustomField(context, name))?.asField ?? null) : archiveField(name);
}

function refuseToRestore(
  context: RequestContext,
  { kind }: Customer,
  name: string | null,
  field: ArchiveField | null,
): void {
  if (name !== null && REFERENCES.has(name)) return;
  if (!field) throw nothingToRestore();
  if (isGuardedField(field.name)) {
    if (isClosed(context, field.name)) throw fieldClosed(["changeId"]);
    if (!mayOnField(context, field.name, FieldRight.VIEW)) throw notAllowed(["changeId"]);
  }
  const [section] = field.sections;
  if (section && sectionOf(field, kind) === null) throw wrongKind(SECTIONS[section].kind, ["changeId"]);
}

/** What lies in a column of the customer and names another record, by that record's type in the graph. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["channelId", "Channel"],
  ["memberLevelId", "MemberLevel"],
]);
const OWN: ReadonlySet<string> = new Set(CUSTOMER_FIELDS.map(({ name }) => name));

/** Whether a change of this field can be taken back by `restoreFieldValue`, whoever asks. */
export function isRestorable(field: string | null): boolean {
  return field !== null && (REFERENCES.has(field) || archiveField(field) !== null || isCustomField(field));
}

function typedAgain(name: string, field: ArchiveField | null, old: string | null): TypedDetails {
  const type = REFERENCES.get(name);
  if (type) return { [name]: old === null ? null : globalId(type, old) };
  const given = field && old !== null ? givenAgain(field, old) : null;
  if (field && isCustomField(name)) {
    const value = given === null ? null : { [KEY_OF_TYPE[field.type] ?? "text"]: given };
    return { fieldValues: [{ field: name, value }] };
  }
  return OWN.has(name) ? { [name]: given } : { archive: { [name]: given } };
}

function nothingToRestore(): DomainError {
  return new DomainError(
    UserErrorCode.WRONG_STATE,
    text(
      "这条记录没有可恢复的字段值。负责人、客户状态等请直接修改。",
      "This line holds no value that can be put back. Change the owner, the lifecycle and the like directly.",
    ),
    ["changeId"],
  );
}
