import type { GraphQLResolveInfo } from "graphql";
import { UserErrorCode, type UserError } from "./errors.ts";
import { parseGlobalId } from "./ids.ts";
import type { RequestContext } from "./request.ts";

/** Of what a mutation refuses, that which is about rights: a form filled in wrongly is nobody's business. */
const ABOUT_RIGHTS: ReadonlySet<string> = new Set([
  UserErrorCode.NOT_FOUND,
  UserErrorCode.NOT_ALLOWED,
  UserErrorCode.WRONG_PASSWORD,
  "QUOTA_EXCEEDED",
]);

type Arguments = Readonly<Record<string, unknown>>;
interface NamedRecord {
  readonly recordType: string;
  readonly recordId: string;
}

/** Notes what a root field refused in its answer: a mutation by its `errors`, a query of one record by answering none. */
export function noteRefusals(
  context: RequestContext,
  { fieldName, parentType }: Pick<GraphQLResolveInfo, "fieldName" | "parentType">,
  args: Arguments,
  answer: unknown,
): void {
  if (answer === null || answer === undefined) {
    const asksForOne = typeof args["id"] === "string" || typeof args["number"] === "string";
    if (parentType.name === "Query" && asksForOne)
      context.refusals.record(context, {
        operation: fieldName,
        code: UserErrorCode.NOT_FOUND,
        ...recordNamedBy(args["id"]),
      });
  } else if (typeof answer === "object" && "errors" in answer && Array.isArray(answer.errors)) {
    const input = (args["input"] ?? args) as Arguments;
    for (const { code, path } of answer.errors as UserError[])
      if (ABOUT_RIGHTS.has(code))
        context.refusals.record(context, { operation: fieldName, code, ...recordIn(input, path) });
  }
}

/** What the refusal points at, or else the first record that the input names. */
function recordIn(input: Arguments, path: readonly string[]): NamedRecord | null {
  let pointedAt: unknown = input;
  for (const step of path)
    pointedAt =
      typeof pointedAt === "object" && pointedAt !== null ? (pointedAt as Arguments)[step] : undefined;
  return recordNamedBy(pointedAt) ?? Object.values(input).map(recordNamedBy).find(Boolean) ?? null;
}

/** Only an id of the right form: anything else that somebody typed stays out of the change log. */
function recordNamedBy(value: unknown): NamedRecord | null {
  const parsed = typeof value === "string" ? parseGlobalId(value) : null;
  return parsed && /^[A-Z][A-Za-z]{1,40}$/.test(parsed.type)
    ? { recordType: parsed.type, recordId: parsed.id }
    : null;
}
