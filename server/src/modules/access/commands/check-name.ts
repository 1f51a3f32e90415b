import { UniqueConstraintViolationException } from "@mikro-orm/core";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text, type Text } from "../../../platform/language.ts";
import { isBlank, isDisguised, normaliseText } from "../../../platform/plain-text.ts";
import type { RequestContext } from "../../../platform/request.ts";

interface NameRule {
  readonly longest: number;
  readonly missing: Text;
  readonly tooLong: Text;
}

/** A name of a person, team or program as it is kept: in one line. Adds to the errors what is wrong with it. */
export function checkName(
  typed: string,
  { longest, missing, tooLong }: NameRule,
  errors: DomainError[],
): string {
  const name = normaliseText(typed.replace(/\s+/g, " "));
  const refuse = (code: UserErrorCode, message: Text): unknown =>
    errors.push(new DomainError(code, message, ["name"]));
  if (isDisguised(name))
    refuse(
      UserErrorCode.INVALID_VALUE,
      text(
        "名称中含有无法显示的控制字符，请重新输入。",
        "The name holds control characters that cannot be shown. Type it again.",
      ),
    );
  else if (isBlank(name)) refuse(UserErrorCode.REQUIRED, missing);
  else if ([...name].length > longest) refuse(UserErrorCode.TOO_LONG, tooLong);
  return name;
}

/** Words that explain something, as they are kept; null when there are none. Adds to the errors what is wrong with them. */
export function checkRemark(
  typed: string | null | undefined,
  { field, longest }: { readonly field: string; readonly longest: number },
  errors: DomainError[],
): string | null {
  const words = (typed ?? "").normalize("NFC").trim();
  const refuse = (code: UserErrorCode, message: Text): unknown =>
    errors.push(new DomainError(code, message, [field]));
  if (isDisguised(words))
    refuse(
      UserErrorCode.INVALID_VALUE,
      text(
        "内容中含有无法显示的控制字符，请重新输入。",
        "The text holds control characters that cannot be shown. Type it again.",
      ),
    );
  else if ([...words].length > longest)
    refuse(UserErrorCode.TOO_LONG, text(`最多 ${longest} 个字。`, `At most ${longest} characters.`));
  return isBlank(words) ? null : words;
}

/** Writes what has a name of its own; of two with one name, the second is refused. */
export async function flushNamed(context: RequestContext, taken: Text): Promise<void> {
  try {
    await context.em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new DomainError(UserErrorCode.ALREADY_TAKEN, taken, ["name"]);
  }
}
