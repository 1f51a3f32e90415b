import { DomainErrors, notFound, type DomainError } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { SealedFieldName } from "../../../platform/custom-fields.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Channel } from "../../channels/channel.entity.ts";
import type { GivenValues } from "../archive.types.ts";
import { CustomerKind, type CustomerDetails, type CustomerLifecycle } from "../customer.entity.ts";
import type { CustomerPersonal } from "../customer-personal.ts";
import { CUSTOMER_FIELDS, fieldsOfKind } from "../fields.ts";
import { MemberLevel } from "../member-level.entity.ts";
import { typedCustomFields, type TypedFieldValue } from "./custom-input.ts";
import { checkFields, wrongKind, type CheckedFields, type TypedField } from "./archive-input.ts";

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
  /** Fields of the sections, by their names. */
  readonly archive?: GivenValues | null | undefined;
  /** Of fields that the firm made. */
  readonly fieldValues?: readonly TypedFieldValue[] | null | undefined;
  /** Where these were given; `fieldValues` unless told. */
  readonly valuesPath?: string;
}

export interface CheckedDetails extends Pick<CheckedFields, "personal" | "values"> {
  readonly details: Partial<CustomerDetails>;
}

/**
 * Checks what was typed, all fields at once, and turns it into values as they are kept. The fields of the sections are
 * those of `kind`; `path` leads to them.
 */
export async function checkDetails(
  context: RequestContext,
  typed: TypedDetails,
  kind: CustomerKind,
  path: readonly string[] = [],
): Promise<CheckedDetails> {
  const errors: DomainError[] = [];
  const custom = await typedCustomFields(context, typed.fieldValues ?? [], kind, errors, [
    typed.valuesPath ?? "fieldValues",
  ]);
  const { columns, personal, values } = await checkFields(
    context,
    [...typedFields(typed, kind, path), ...custom],
    errors,
  );
  const details: Partial<Record<keyof CustomerDetails, string | null>> = { ...columns };
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
  return { details: details as Partial<CustomerDetails>, personal, values };
}

/** The fields of the sections as a new customer is given them: of a person or of a firm. */
export interface TypedArchives {
  readonly individual?: GivenValues | null | undefined;
  readonly company?: GivenValues | null | undefined;
}

/** Those of the customer's own kind, and the path to them; refuses those of the other one. */
export function archiveOf(
  { individual, company }: TypedArchives,
  kind: CustomerKind,
): { readonly archive: GivenValues | null; readonly path: string[] } {
  const isPerson = kind === CustomerKind.INDIVIDUAL;
  if (isPerson && company) throw wrongKind(CustomerKind.COMPANY, ["company"]);
  if (!isPerson && individual) throw wrongKind(CustomerKind.INDIVIDUAL, ["individual"]);
  return isPerson
    ? { archive: individual ?? null, path: ["individual"] }
    : { archive: company ?? null, path: ["company"] };
}

function typedFields(typed: TypedDetails, kind: CustomerKind, path: readonly string[]): TypedField[] {
  const own = CUSTOMER_FIELDS.flatMap((field) =>
    typed[field.name] === undefined ? [] : [{ field, given: typed[field.name], path: [field.name] }],
  );
  const { archive } = typed;
  if (!archive) return own;
  const others = fieldsOfKind(kind).flatMap((field) =>
    archive[field.name] === undefined
      ? []
      : [{ field, given: archive[field.name], path: [...path, field.name] }],
  );
  return [...own, ...others];
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
  for (const [field, value] of Object.entries(given) as [SealedFieldName, string | null][]) {
    if (value === null) delete merged[field];
    else merged[field] = value;
  }
  return merged;
}
