import { DomainError, DomainErrors, UserErrorCode, notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { normaliseText } from "../../../platform/plain-text.ts";
import { Channel } from "../../channels/channel.entity.ts";
import type { CustomerDetails, CustomerKind, CustomerLifecycle } from "../customer.entity.ts";
import type { CustomerPersonal } from "../customer-personal.ts";
import { CUSTOMER_FIELDS, isPersonalField, type FieldIssueCode, type PersonalFieldName } from "../fields.ts";
import { MemberLevel } from "../member-level.entity.ts";
import { mayKnow } from "../personal.queries.ts";

/** Details of a customer as typed: a missing one stays as it is, null empties it. */
export interface TypedDetails {
  readonly kind?: CustomerKind | null | undefined;
  readonly lifecycle?: CustomerLifecycle | null | undefined;
  readonly name?: string | null | undefined;
  readonly nickname?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly channelId?: string | null | undefined;
  readonly memberLevelId?: string | null | undefined;
}

export interface CheckedDetails {
  readonly details: Partial<CustomerDetails>;
  /** Personal fields that were given; null empties one. */
  readonly personal: Partial<Record<PersonalFieldName, string | null>>;
}

const ERROR_CODE: Partial<Record<FieldIssueCode, UserErrorCode>> = { TOO_LONG: UserErrorCode.TOO_LONG };

/** Checks what was typed, all fields at once, and turns it into values as they are kept. */
export async function checkDetails(context: RequestContext, typed: TypedDetails): Promise<CheckedDetails> {
  const details: Partial<Record<keyof CustomerDetails, string | null>> = {};
  const personal: Partial<Record<PersonalFieldName, string | null>> = {};
  const errors: DomainError[] = [];
  for (const field of CUSTOMER_FIELDS) {
    const given = typed[field.name];
    if (given === undefined) continue;
    if (isPersonalField(field.name) && !mayKnow(context, field.name)) {
      errors.push(notForYou([field.name]));
      continue;
    }
    const normal = normaliseText(given ?? "");
    const checked = normal === "" ? { value: null } : field.check(normal);
    if ("issue" in checked && checked.issue) {
      errors.push(
        new DomainError(ERROR_CODE[checked.issue.code] ?? UserErrorCode.INVALID_VALUE, checked.issue.text, [
          field.name,
        ]),
      );
    } else if (isPersonalField(field.name)) {
      personal[field.name] = checked.value ?? null;
    } else {
      details[field.name] = checked.value ?? null;
    }
  }
  if (typed.kind) details.kind = typed.kind;
  if (typed.lifecycle) details.lifecycle = typed.lifecycle;
  if (typed.channelId !== undefined) {
    details.channelId = await knownId(
      "channelId",
      typed.channelId,
      "Channel",
      (id) => context.em.count(Channel, { id }),
      errors,
    );
  }
  if (typed.memberLevelId !== undefined) {
    details.memberLevelId = await knownId(
      "memberLevelId",
      typed.memberLevelId,
      "MemberLevel",
      (id) => context.em.count(MemberLevel, { id }),
      errors,
    );
  }
  if (errors.length > 0) throw new DomainErrors(errors);
  return { details: details as Partial<CustomerDetails>, personal };
}

/** Whoever may not even know whether there is a value would find that out by changing it. */
function notForYou(path: string[]): DomainError {
  return new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text("你的角色不能查看或填写此项。", "Your role may neither see nor fill this field."),
    path,
  );
}

async function knownId(
  field: string,
  given: string | null,
  type: string,
  count: (id: string) => Promise<number>,
  errors: DomainError[],
): Promise<string | null> {
  if (given === null) return null;
  const id = recordId(type, given);
  if (id && (await count(id)) === 1) return id;
  errors.push(notFound([field]));
  return null;
}

/** The personal values after an edit: what was known, with what was given put over it. */
export function mergePersonal(known: CustomerPersonal, given: CheckedDetails["personal"]): CustomerPersonal {
  const merged: CustomerPersonal = { ...known };
  for (const [field, value] of Object.entries(given) as [PersonalFieldName, string | null][]) {
    if (value === null) delete merged[field];
    else merged[field] = value;
  }
  return merged;
}
