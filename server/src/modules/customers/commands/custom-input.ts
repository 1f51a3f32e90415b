import { DomainError, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { CustomerKind } from "../customer.entity.ts";
import { hasKind } from "../custom-fields.ts";
import { customFieldId, readCustomFields } from "../custom-fields.queries.ts";
import { givenIn, KEY_OF_TYPE, type GivenFieldValue } from "../field-value-input.ts";
import { wrongKind, type TypedField } from "./archive-input.ts";

/** A value of a field that the firm made, as it was given; null empties the field. */
export interface TypedFieldValue {
  readonly field: string;
  readonly value?: GivenFieldValue | null | undefined;
}

const MOST_VALUES = 200;

/** The fields meant, and what was given for them; says what is not theirs. */
export async function typedCustomFields(
  context: RequestContext,
  given: readonly TypedFieldValue[],
  kind: CustomerKind,
  errors: DomainError[],
  start: readonly string[],
): Promise<TypedField[]> {
  if (given.length === 0) return [];
  if (given.length > MOST_VALUES) {
    errors.push(
      new DomainError(
        UserErrorCode.INVALID_VALUE,
        text(`一次最多 ${MOST_VALUES} 个值。`, `At most ${MOST_VALUES} values at once.`),
        [...start],
      ),
    );
    return [];
  }
  // As they are now, and not as this server remembers them.
  const known = new Map((await readCustomFields(context)).map((field) => [field.recordId as string, field]));
  const seen = new Set<string>();
  return given.flatMap(({ field: name, value }, place) => {
    const path = [...start, String(place)];
    const refuse = (error: DomainError): [] => {
      errors.push(error);
      return [];
    };
    const field = known.get(customFieldId(name) ?? "");
    if (!field) return refuse(notFound([...path, "field"]));
    if (seen.has(field.recordId))
      return refuse(
        new DomainError(
          UserErrorCode.INVALID_VALUE,
          text("同一字段只能给一个值。", "Give one value for a field."),
          [...path, "field"],
        ),
      );
    seen.add(field.recordId);
    if (!hasKind(field, kind))
      return refuse(
        wrongKind(kind === CustomerKind.INDIVIDUAL ? CustomerKind.COMPANY : CustomerKind.INDIVIDUAL, [
          ...path,
          "field",
        ]),
      );
    if (field.archived)
      return refuse(
        new DomainError(
          UserErrorCode.WRONG_STATE,
          text("此字段已停用，请先恢复再填写。", "The field is archived. Restore it before you fill it in."),
          [...path, "field"],
        ),
      );
    const key = KEY_OF_TYPE[field.type];
    const content = value ? givenIn(value) : null;
    if (content && content.key !== key)
      return refuse(
        new DomainError(
          UserErrorCode.INVALID_VALUE,
          text(`此字段的值请用 ${key} 填写。`, `Values of this field are given as \`${key}\`.`),
          [...path, "value"],
        ),
      );
    return [{ field: field.asField, given: content?.content ?? null, path: [...path, "value"] }];
  });
}
