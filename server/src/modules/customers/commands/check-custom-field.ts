import { DomainError, DomainErrors, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { FieldRight, isMoreRight } from "../../../platform/field-rights.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { normaliseText } from "../../../platform/plain-text.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Role } from "../../access/role.entity.ts";
import { FieldSensitivity, FieldType } from "../archive-field.ts";
import type { KeptChoice } from "../custom-field.entity.ts";
import type { CustomFieldChoiceInput, CustomFieldRightInput } from "../custom-field.types.ts";
import { MOST_CHOICES } from "../custom-fields.ts";
import { checkText } from "../fields.ts";

const LONGEST_LABEL = 40;
const LONGEST_PURPOSE = 200;

/** What was typed as a name or purpose; null for nothing. */
export function checkWords(
  typed: string | null | undefined,
  path: string[],
  longest = LONGEST_LABEL,
): string | null {
  const words = normaliseText(typed ?? "").trim();
  if (words === "") return null;
  const checked = checkText(words, longest);
  if (!checked.issue) return checked.value;
  const { code, text: message } = checked.issue;
  throw new DomainError(
    code === "TOO_LONG" ? UserErrorCode.TOO_LONG : UserErrorCode.INVALID_VALUE,
    message,
    path,
  );
}

export function checkPurpose(typed: string | null | undefined): string | null {
  return checkWords(typed, ["purpose"], LONGEST_PURPOSE);
}

export function needName(zh: string | null, en: string | null, path: string[]): void {
  if (zh !== null || en !== null) return;
  throw new DomainError(
    UserErrorCode.REQUIRED,
    text("请至少用一种语言填写名称。", "Give a name in at least one language."),
    path,
  );
}

/** The choices as they are to be kept. One that is there is renamed or retired; what was chosen never loses its name. */
export function checkChoices(
  type: FieldType,
  given: readonly CustomFieldChoiceInput[],
  known: readonly KeptChoice[] = [],
): KeptChoice[] {
  const isChosen = type === FieldType.CHOICE || type === FieldType.CHOICES;
  if (!isChosen && given.length === 0) return [];
  if (!isChosen) throw invalid("只有单选和多选字段有选项。", "Only a field of choices has any.", ["choices"]);
  if (given.length > MOST_CHOICES)
    throw invalid(`最多 ${MOST_CHOICES} 个选项。`, `At most ${MOST_CHOICES} choices.`, ["choices"]);
  const codes = new Set(known.map(({ code }) => code));
  let next = 1;
  const choices = given.map(({ code, labelZh, labelEn, retired }, place): KeptChoice => {
    const path = ["choices", String(place)];
    const zh = checkWords(labelZh, [...path, "labelZh"]);
    const en = checkWords(labelEn, [...path, "labelEn"]);
    needName(zh, en, [...path, "labelZh"]);
    if (code !== undefined && code !== null && !codes.has(code)) throw notFound([...path, "code"]);
    while (codes.has(String(next))) next += 1;
    const own = code ?? String(next);
    codes.add(own);
    return { code: own, zh, en, retired };
  });
  refuseDoubles(choices);
  const left = known.find(({ code }) => !choices.some((choice) => choice.code === code));
  if (left)
    throw invalid(
      `选项“${left.zh ?? left.en ?? ""}”可能已被选用，不能删除。不再使用时请停用它。`,
      `The choice “${left.en ?? left.zh ?? ""}” may have been chosen and cannot be left out. Retire it instead.`,
      ["choices"],
    );
  if (choices.every(({ retired }) => retired))
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("请至少保留一个可用的选项。", "Keep at least one choice in use."),
      ["choices"],
    );
  return choices;
}

function refuseDoubles(choices: readonly KeptChoice[]): void {
  const seen = new Set<string>();
  for (const [place, { code, zh, en }] of choices.entries())
    for (const word of new Set([`code ${code}`, ...(zh ? [`zh ${zh}`] : []), ...(en ? [`en ${en}`] : [])])) {
      if (seen.has(word))
        throw new DomainError(
          UserErrorCode.ALREADY_TAKEN,
          text("有两个相同的选项，请改名。", "Two choices are the same. Give one another name."),
          ["choices", String(place)],
        );
      seen.add(word);
    }
}

/** What roles are to hold, by their ids in the database. Nobody gives more than he holds himself. */
export async function checkRights(
  { em }: RequestContext,
  given: readonly CustomFieldRightInput[],
  sensitivity: FieldSensitivity,
  most: (roleId: string) => FieldRight,
): Promise<Map<string, FieldRight>> {
  const errors: DomainError[] = [];
  const rights = new Map<string, FieldRight>();
  for (const [place, { roleId, right }] of given.entries()) {
    const path = ["rights", String(place)];
    const id = recordId("Role", roleId);
    if (!id || (await em.count(Role, { id })) === 0) errors.push(notFound([...path, "roleId"]));
    else if (sensitivity === FieldSensitivity.PLAIN && right !== FieldRight.NONE && right !== FieldRight.VIEW)
      errors.push(
        invalid("普通字段只能设为不可见或可查看。", "A plain field is seen or not: give NONE or VIEW.", [
          ...path,
          "right",
        ]),
      );
    else if (isMoreRight(right, most(id))) errors.push(beyondOwnRight([...path, "right"]));
    else rights.set(id, right);
  }
  if (errors.length > 0) throw new DomainErrors(errors);
  return rights;
}

export function beyondOwnRight(path: string[]): DomainError {
  return new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      "不能授予超出自己对此字段的权限。",
      "You cannot give more than you may do with this field yourself.",
    ),
    path,
  );
}

export function invalid(zh: string, en: string, path: string[]): DomainError {
  return new DomainError(UserErrorCode.INVALID_VALUE, text(zh, en), path);
}
