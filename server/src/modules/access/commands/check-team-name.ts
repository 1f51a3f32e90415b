import { DomainErrors, type DomainError } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { checkName, flushNamed } from "./check-name.ts";

const LONGEST_NAME = 50;

/** A team's name as it is kept; refuses an empty, overlong or disguised one. */
export function checkTeamName(typed: string): string {
  const errors: DomainError[] = [];
  const name = checkName(
    typed,
    {
      longest: LONGEST_NAME,
      missing: text("请填写小组名称，例如“售后组”。", "Give the team a name, such as After-sales."),
      tooLong: text(
        `小组名称最多 ${LONGEST_NAME} 个字。`,
        `A team's name has at most ${LONGEST_NAME} characters.`,
      ),
    },
    errors,
  );
  if (errors.length > 0) throw new DomainErrors(errors);
  return name;
}

/** Writes the team; of two with one name, the second is refused. */
export async function flushTeam(context: RequestContext): Promise<void> {
  await flushNamed(
    context,
    text("已有同名的小组，请换一个名称。", "There is a team of this name already. Choose another one."),
  );
}
