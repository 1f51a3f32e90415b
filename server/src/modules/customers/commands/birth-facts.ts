import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { FieldRight } from "../../../platform/field-rights.ts";
import { text } from "../../../platform/language.ts";
import type { PersonalFieldName } from "../../../platform/personal-fields.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { CustomerPersonal } from "../customer-personal.ts";
import type { PlainValues } from "../field-values.queries.ts";
import { factsOfIdentityNumber } from "../identity-number.ts";
import { mayKnow, mayOnField } from "../personal.queries.ts";
import type { CheckedFields } from "./archive-input.ts";

interface Before {
  readonly personal: CustomerPersonal;
  readonly plain: PlainValues;
}

/**
 * An identity number holds a birth date and a sex. One that contradicts them is refused; given where they are empty, it
 * fills them in the same edit, and its history says so. What is there is never written over.
 */
export function withBirthFacts(
  context: RequestContext,
  checked: CheckedFields,
  before: Before,
  path: readonly string[] = [],
): CheckedFields {
  const { personal, values } = checked;
  const number = valueOf(context, "identityNumber", checked, before);
  if (!number) return checked;
  const facts = factsOfIdentityNumber(number);
  const birthDate = valueOf(context, "birthDate", checked, before);
  const sex = values.has("sex") ? values.get("sex") : before.plain.get("sex");
  const isGiven = personal.identityNumber !== undefined;
  if (birthDate && birthDate !== facts.birthDate && (isGiven || personal.birthDate !== undefined))
    throw contradiction([...path, isGiven ? "identityNumber" : "birthDate"], {
      zh: "出生日期",
      en: "birth date",
    });
  if (sex && sex !== facts.sex && (isGiven || values.has("sex")))
    throw contradiction([...path, isGiven ? "identityNumber" : "sex"], { zh: "性别", en: "sex" });
  if (!isGiven) return checked;
  const fillsBirthDate =
    personal.birthDate === undefined && !before.personal.birthDate && mayKnow(context, "birthDate");
  return {
    ...checked,
    personal: fillsBirthDate ? { ...personal, birthDate: facts.birthDate } : personal,
    values: values.has("sex") || before.plain.has("sex") ? values : new Map([...values, ["sex", facts.sex]]),
  };
}

/**
 * What the caller gives now, or what is there as far as the caller may see it whole: a refusal would tell the others by
 * and by what they may not see.
 */
function valueOf(
  context: RequestContext,
  name: PersonalFieldName & ("identityNumber" | "birthDate"),
  { personal }: CheckedFields,
  before: Before,
): string | null | undefined {
  if (personal[name] !== undefined) return personal[name];
  return mayOnField(context, name, FieldRight.VIEW) ? before.personal[name] : null;
}

function contradiction(path: string[], what: { readonly zh: string; readonly en: string }): DomainError {
  return new DomainError(
    UserErrorCode.INVALID_VALUE,
    text(
      `身份证号码里的${what.zh}与填写的不一致。请核对两项后再保存。`,
      `The ${what.en} in the identity number is another one than the ${what.en} given. Compare both, then save again.`,
    ),
    path,
  );
}
