import { DomainError, DomainErrors, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import { normaliseText } from "../../../platform/plain-text.ts";
import type { ExternalRef } from "../external-ref.entity.ts";
import { checkText } from "../fields.ts";

export interface TypedExternalRef {
  readonly system: string;
  readonly id: string;
}

const MOST_REFS = 20;

/** The pair as it is kept; refuses an empty or overlong one. */
export function checkExternalRef(ref: TypedExternalRef, path: string[]): TypedExternalRef {
  const system = normaliseText(ref.system).toLowerCase();
  const id = normaliseText(ref.id);
  if (system === "" || id === "" || checkText(system, 60).issue || checkText(id, 200).issue) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "外部编号需要系统名（最多 60 个字符）和编号（最多 200 个字符）。",
        "An external ref needs a system (at most 60 characters) and an id (at most 200).",
      ),
      path,
    );
  }
  return { system, id };
}

/** Binds ids of other systems to a customer; refuses one that belongs to another customer. */
export async function addExternalRefs(
  context: RequestContext,
  customerId: string,
  refs: readonly TypedExternalRef[],
): Promise<void> {
  if (refs.length > MOST_REFS) {
    throw new DomainError(
      UserErrorCode.TOO_LONG,
      text(`外部编号最多 ${MOST_REFS} 个。`, `At most ${MOST_REFS} external refs.`),
      ["externalRefs"],
    );
  }
  const taken: DomainError[] = [];
  for (const [index, ref] of refs.entries()) {
    const path = ["externalRefs", String(index)];
    const checked = checkExternalRef(ref, path);
    const inserted = await context.em
      .getKysely<{ external_ref: TableOf<ExternalRef> }>()
      .insertInto("external_ref")
      .values({ system: checked.system, external_id: checked.id, customer_id: customerId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      taken.push(
        new DomainError(
          UserErrorCode.ALREADY_TAKEN,
          text("该外部编号已属于另一位客户。", "Another customer has this external ref already."),
          path,
        ),
      );
    }
  }
  if (taken.length > 0) throw new DomainErrors(taken);
}
