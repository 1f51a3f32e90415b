import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text, type Text } from "../../../platform/language.ts";
import { isBlank, isDisguised } from "../../../platform/plain-text.ts";

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
  const name = typed.normalize("NFKC").replace(/\s+/g, " ").trim();
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
