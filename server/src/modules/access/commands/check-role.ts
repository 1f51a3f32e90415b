import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import type { Permission } from "../../../platform/actor.ts";
import { isCustomField } from "../../../platform/custom-fields.ts";
import type { FieldRight } from "../../../platform/field-rights.ts";
import type { PersonalField } from "../../../platform/personal-fields.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { RecordScope } from "../../../platform/scope.ts";
import { isPermission, isScoped, nameOfPermission } from "../permissions.ts";
import { beyond, holdsEverything, needsOfAll, type Rights } from "../role-rights.ts";

const MOST_REVEALS = 10_000;

export interface TypedPermission {
  readonly permission: string;
  readonly scope: RecordScope;
}

export interface TypedField {
  readonly field: PersonalField;
  readonly right: FieldRight;
}

/** What was typed as a set of permissions; adds to the errors what cannot be. */
export function checkScopes(
  typed: readonly TypedPermission[],
  errors: DomainError[],
): ReadonlyMap<Permission, RecordScope> {
  const scopes = new Map<Permission, RecordScope>();
  for (const [place, { permission, scope }] of typed.entries()) {
    const refuse = (zh: string, en: string): unknown =>
      errors.push(new DomainError(UserErrorCode.INVALID_VALUE, text(zh, en), ["permissions", String(place)]));
    if (!isPermission(permission))
      refuse(`没有名为“${permission.slice(0, 60)}”的权限。`, "There is no permission of this name.");
    else if (scopes.has(permission))
      refuse(
        `“${nameOfPermission(permission).zh}”重复了，请只保留一项。`,
        `"${nameOfPermission(permission).en}" is there twice. Keep one of them.`,
      );
    else if (!isScoped(permission) && scope !== RecordScope.ALL && scope !== RecordScope.NONE)
      refuse(
        `“${nameOfPermission(permission).zh}”不区分数据范围，只能选“全部”或“无”。`,
        `"${nameOfPermission(permission).en}" is about no records: its scope is ALL or NONE.`,
      );
    else scopes.set(permission, scope);
  }
  for (const [permission, scope] of scopes) if (scope === RecordScope.NONE) scopes.delete(permission);
  checkNeedsOfAll(scopes, errors);
  return scopes;
}

/** An import meets every customer there is, and the change log tells of every record. */
function checkNeedsOfAll(scopes: ReadonlyMap<Permission, RecordScope>, errors: DomainError[]): void {
  const missing = new Set(
    [...scopes.keys()]
      .flatMap(needsOfAll)
      .filter((needed) => (scopes.get(needed) ?? RecordScope.NONE) !== RecordScope.ALL),
  );
  if (missing.size === 0) return;
  const names = [...missing].map(nameOfPermission);
  errors.push(
    new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        `导入会与全部客户比对，变更日志涉及全部记录，因此还需要这些权限的范围为“全部”：${names.map(({ zh }) => zh).join("、")}。`,
        `An import is compared with every customer and the change log tells of every record, so these have to reach all: ${names.map(({ en }) => en).join(", ")}.`,
      ),
      ["permissions"],
    ),
  );
}

export function checkFields(
  typed: readonly TypedField[],
  before: ReadonlyMap<PersonalField, FieldRight>,
): ReadonlyMap<PersonalField, FieldRight> {
  return new Map([...before, ...typed.map(({ field, right }) => [field, right] as const)]);
}

export function checkQuota(quota: number, errors: DomainError[]): number {
  if (quota < 0 || quota > MOST_REVEALS)
    errors.push(
      new DomainError(
        UserErrorCode.INVALID_VALUE,
        text(
          `每日查看额度须在 0 到 ${MOST_REVEALS} 之间。`,
          `The daily number of reveals lies between 0 and ${MOST_REVEALS}.`,
        ),
        ["revealQuota"],
      ),
    );
  return quota;
}

/** Nobody gives more than he has himself: neither to others nor, by way of them, to himself. */
export function refuseBeyond(context: RequestContext, rights: Rights, path: string[]): void {
  const { actor } = context;
  // The command line is the way in for whoever is locked out; whoever may run commands may do everything.
  if (!actor) return;
  const [first] = beyond(actor, rights);
  if (first === undefined) return;
  const isQuota = first === "revealQuota";
  const name = isQuota
    ? text("每日查看额度", "the number of reveals a day")
    : isPermission(first)
      ? nameOfPermission(first)
      : isCustomField(first)
        ? text("某个自定义字段", "a custom field")
        : text(first, first);
  throw new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      `不能授予超出你自己权限的内容（${name.zh}）。请由权限更高的同事操作。`,
      `You cannot give more than you may do yourself (${name.en}). Ask somebody with more rights.`,
    ),
    isQuota && path[0] === "permissions" ? ["revealQuota"] : path,
  );
}

/**
 * Whether a role keeps its second factor: nobody of fewer than all rights takes it off a role, or makes one without of
 * rights that are his own with one. `before` is null of a new role, which no requirement was copied for.
 */
export function checkSecondFactor(
  { actor }: RequestContext,
  { wanted, before }: { readonly wanted: boolean | null | undefined; readonly before: boolean | null },
): boolean {
  const held = actor === null || holdsEverything(actor);
  const needed = before ?? (!held && actor.requiresSecondFactor);
  const after = wanted ?? needed;
  if (after || !needed || held) return after;
  throw new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      "此角色必须两步验证，只有拥有全部权限的同事才能取消。请保留此项，或请管理员操作。",
      "This role has to have a second factor, and only somebody who holds every right can take it off. Leave it on, or ask an administrator.",
    ),
    ["requiresSecondFactor"],
  );
}
