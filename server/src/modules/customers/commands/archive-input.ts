import { sql } from "kysely";
import { DomainError, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import { isGuardedField, isCustomField, type SealedFieldName } from "../../../platform/custom-fields.ts";
import { normaliseText } from "../../../platform/plain-text.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { FieldType, type ArchiveField } from "../archive-field.ts";
import { CustomerKind } from "../customer.entity.ts";
import { visibleTo } from "../customer.policy.ts";
import { typedText } from "../field-value-shape.ts";
import { today, type FieldIssueCode } from "../fields.ts";
import { isClosed, mayKnow } from "../personal.queries.ts";

/** A field and what was typed into it; null empties it. */
export interface TypedField {
  readonly field: Pick<ArchiveField, "name" | "type" | "check" | "personal">;
  readonly given: unknown;
  readonly path: string[];
}

/** Checked values by where they lie; null empties a field. */
export interface CheckedFields {
  /** In the customer's own columns. */
  readonly columns: Readonly<Record<string, string | null>>;
  readonly personal: Partial<Record<SealedFieldName, string | null>>;
  /** Beside the customer, in `field_value`. */
  readonly values: ReadonlyMap<string, string | null>;
}

const ERROR_CODE: Partial<Record<FieldIssueCode, UserErrorCode>> = { TOO_LONG: UserErrorCode.TOO_LONG };
const COLUMNS: ReadonlySet<string> = new Set(["name", "nickname"]);

/** Checks what was typed into fields, all of them at once, and turns it into values as they are kept. */
export async function checkFields(
  context: RequestContext,
  typed: readonly TypedField[],
  errors: DomainError[],
): Promise<CheckedFields> {
  const columns: Record<string, string | null> = {};
  const personal: Partial<Record<SealedFieldName, string | null>> = {};
  const values = new Map<string, string | null>();
  const lastDay = today(context.timeZone);
  for (const one of typed) {
    const { name } = one.field;
    const isGuarded = isGuardedField(name);
    const refusal = isGuarded ? refusalOf(context, name, one.path) : null;
    if (refusal) {
      errors.push(refusal);
      continue;
    }
    const checked = await checkField(context, one, lastDay);
    if (checked instanceof DomainError) errors.push(checked);
    else if (isGuarded && one.field.personal) personal[name] = checked;
    else if (COLUMNS.has(name)) columns[name] = checked;
    else values.set(name, checked);
  }
  return { columns, personal, values };
}

/** Whoever may not even know whether there is a value would find that out by changing it. */
function refusalOf(context: RequestContext, name: SealedFieldName, path: string[]): DomainError | null {
  if (isClosed(context, name)) return fieldClosed(path);
  if (mayKnow(context, name)) return null;
  return new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text("你的角色不能查看或填写此项。", "Your role may neither see nor fill this field."),
    path,
  );
}

export function fieldClosed(path: string[]): DomainError {
  return new DomainError(
    UserErrorCode.FIELD_CLOSED,
    text(
      "此项属于敏感个人信息，尚未启用。请管理员先在“档案设置”中写明收集目的。",
      "This is sensitive personal data and closed. An administrator has to say first, in the archive settings, what it is kept for.",
    ),
    path,
  );
}

export function wrongKind(kind: CustomerKind, path: string[]): DomainError {
  return new DomainError(
    UserErrorCode.WRONG_KIND,
    kind === CustomerKind.INDIVIDUAL
      ? text(
          "这是个人客户的字段，而此客户是企业客户。请填写企业客户的档案。",
          "These are fields of a person, and this customer is a firm. Give those of a firm.",
        )
      : text(
          "这是企业客户的字段，而此客户是个人客户。请填写个人客户的档案。",
          "These are fields of a firm, and this customer is a person. Give those of a person.",
        ),
    path,
  );
}

async function checkField(
  context: RequestContext,
  { field, given, path }: TypedField,
  lastDay: string,
): Promise<string | null | DomainError> {
  if (field.type === FieldType.MONEY && currencyOf(given) !== "CNY")
    return new DomainError(
      UserErrorCode.INVALID_VALUE,
      text("目前只支持人民币（CNY）。", "Only CNY is taken for now."),
      [...path, "currency"],
    );
  const normal = normaliseText(typedText(field, given));
  if (normal === "") return null;
  if (field.type === FieldType.CUSTOMER && !(await isCustomerToSee(context, normal, field.name)))
    return notFound(path);
  const checked = field.check(normal, lastDay);
  if (!checked.issue) return checked.value === "" ? null : checked.value;
  const { code, text: message } = checked.issue;
  return new DomainError(ERROR_CODE[code] ?? UserErrorCode.INVALID_VALUE, message, path);
}

function currencyOf(given: unknown): string {
  return given === null || given === undefined ? "CNY" : (given as { currency: string }).currency;
}

/** Whether there is such a customer among those that the caller sees; the archive's own fields name persons. */
async function isCustomerToSee({ actor, em }: RequestContext, id: string, field: string): Promise<boolean> {
  const kinds = isCustomField(field) ? Object.values(CustomerKind) : [CustomerKind.INDIVIDUAL];
  const { rows } = await sql`
    select from customer
    where id = ${id} and kind = any(${kinds}) and ${visibleTo(actor, "customer:list", "customer")}`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}
