import type { Actor, Permission } from "../../platform/actor.ts";
import type { CustomFieldId, HeldCustomField, HeldCustomFields } from "../../platform/custom-fields.ts";
import { everyRight, FieldRight, isMoreRight, lesserRight, rightAmong } from "../../platform/field-rights.ts";
import { CONTACT_FIELDS, PersonalField, SENSITIVE_FIELDS } from "../../platform/personal-fields.ts";
import { isMore, lesser, RecordScope } from "../../platform/scope.ts";
import { PERMISSIONS } from "./permissions.ts";

/** What a role gives: scopes of permissions, and rights on personal fields. */
export interface Rights {
  readonly scopes: ReadonlyMap<Permission, RecordScope>;
  /** Of some fields; `everyRight` says what it gives on the others. */
  readonly fields: ReadonlyMap<PersonalField, FieldRight>;
  readonly revealQuota: number;
  /** On the fields that the firm made, where it is asked whether they are more than somebody's own. */
  readonly customFields?: HeldCustomFields;
}

/** Rights as an actor holds them. */
export type HeldRights = Pick<
  Actor,
  "permissions" | "scopeOf" | "fieldRights" | "closedFields" | "customFields" | "revealQuota"
>;

const { NONE, ALL } = RecordScope;

export function scopeIn(rights: Rights, permission: Permission): RecordScope {
  return rights.scopes.get(permission) ?? NONE;
}

/**
 * What of a role's rights has an effect: nobody changes what he does not see; an import, which meets every customer
 * there is, is for those who may see and change all of them, with their personal values; and the change log, which tells
 * of every record, for those who may see all of them.
 */
export function effectiveRights(rights: Rights): Rights {
  const scopes = new Map(
    [...rights.scopes].map(([permission, scope]) => [
      permission,
      lesser(scope, scopeIn(rights, seenBy(permission))),
    ]),
  );
  for (const permission of scopes.keys())
    if (needsOfAll(permission).some((needed) => scopes.get(needed) !== ALL)) scopes.delete(permission);
  if (!seesEveryField(rights))
    for (const permission of scopes.keys()) if (takesRowsIn(permission)) scopes.delete(permission);
  for (const [permission, scope] of scopes) if (scope === NONE) scopes.delete(permission);
  return { ...rights, fields: everyRight(rights.fields), scopes };
}

/** The permission by which the records are seen that this one changes; itself when there is none. */
export function seenBy(permission: Permission): Permission {
  if (permission === "customer:create" || permission === "customer:matchContact") return permission;
  if (/^(customer|order|review|note):|^complaint:file$/.test(permission)) return "customer:list";
  return permission.startsWith("complaint:") ? "complaint:list" : permission;
}

const IMPORT_READS: ReadonlySet<Permission> = new Set(["import:list", "import:discard"]);

/** What has to be held at ALL for a permission to make sense. */
export function needsOfAll(permission: Permission): readonly Permission[] {
  if (permission.startsWith("change:")) return ["customer:list", "complaint:list"];
  if (!permission.startsWith("import:")) return [];
  return takesRowsIn(permission)
    ? ["customer:list", "customer:create", "customer:edit", "customer:matchContact"]
    : ["customer:list"];
}

function takesRowsIn(permission: Permission): boolean {
  return permission.startsWith("import:") && !IMPORT_READS.has(permission);
}

/** Rows are mended whole, and a file of guessed phones would tell which of them are on file. */
function seesEveryField({ fields }: Rights): boolean {
  return CONTACT_FIELDS.every((field) => fields.get(field) === FieldRight.VIEW);
}

/** No more than either. */
export function commonRights(one: Rights, other: Rights): Rights {
  return {
    scopes: new Map(
      [...one.scopes].map(([permission, scope]) => [permission, lesser(scope, scopeIn(other, permission))]),
    ),
    fields: new Map(
      [...everyRight(one.fields)].map(([field, right]) => [
        field,
        lesserRight(right, rightAmong(other.fields, field)),
      ]),
    ),
    revealQuota: Math.min(one.revealQuota, other.revealQuota),
  };
}

/** Of fields that the firm made no more than either. */
export function commonCustomFields(one: HeldCustomFields, other: HeldCustomFields): HeldCustomFields {
  return new Map(
    [...one].map(([id, held]): [typeof id, HeldCustomField] => {
      const others = other.get(id);
      const right = lesserRight(held.right, others?.right ?? FieldRight.NONE);
      return [id, { ...held, closed: held.closed || (others?.closed ?? true), right }];
    }),
  );
}

/** As the actor holds them while these fields are closed. */
export function hold(
  rights: Rights,
  closedFields: ReadonlySet<PersonalField> = SENSITIVE_FIELDS,
  customFields: HeldCustomFields = new Map(),
): HeldRights {
  const { scopes, fields, revealQuota } = effectiveRights(rights);
  return {
    permissions: new Set(scopes.keys()),
    scopeOf: (permission) => scopes.get(permission) ?? NONE,
    fieldRights: fields,
    closedFields,
    customFields,
    revealQuota,
  };
}

/** What somebody holds whom the server is not sure of yet. */
export const NO_RIGHTS = hold({ scopes: new Map(), fields: new Map(), revealQuota: 0 });

/** Every permission with all records, and every personal value. */
export function holdsEverything(actor: HeldRights): boolean {
  return (
    PERMISSIONS.every((permission) => actor.scopeOf(permission) === ALL) &&
    Object.values(PersonalField).every((field) => actor.fieldRights.get(field) === FieldRight.VIEW)
  );
}

/**
 * The permissions and fields of which these rights give more than the actor holds; and the reveals a day, which only who
 * holds everything may set higher than the own. Whoever holds everything may also give what he keeps from himself of a
 * field that the firm made.
 */
export function beyond(
  actor: HeldRights,
  rights: Rights,
): (Permission | PersonalField | CustomFieldId | "revealQuota")[] {
  const { scopes, fields } = effectiveRights(rights);
  return [
    ...[...scopes]
      .filter(([permission, scope]) => isMore(scope, actor.scopeOf(permission)))
      .map(([permission]) => permission),
    ...[...fields]
      .filter(([field, right]) => isMoreRight(right, actor.fieldRights.get(field) ?? FieldRight.NONE))
      .map(([field]) => field),
    ...customFieldsBeyond(actor, rights.customFields ?? new Map()).keys(),
    ...(rights.revealQuota > actor.revealQuota && reveals(rights) && !holdsEverything(actor)
      ? (["revealQuota"] as const)
      : []),
  ];
}

/** Whether these rights give less of anything than others did. */
export function givesLess(now: HeldRights, before: HeldRights): boolean {
  const { fieldRights, closedFields, customFields } = now;
  const rightNow = (id: CustomFieldId): FieldRight => {
    const held = customFields.get(id);
    return !held || held.closed ? FieldRight.NONE : held.right;
  };
  return (
    [...before.permissions].some((permission) =>
      isMore(before.scopeOf(permission), now.scopeOf(permission)),
    ) ||
    [...before.fieldRights].some(([field, right]) =>
      isMoreRight(right, fieldRights.get(field) ?? FieldRight.NONE),
    ) ||
    [...closedFields].some((field) => !before.closedFields.has(field)) ||
    [...before.customFields].some(([id, { closed, right }]) => !closed && isMoreRight(right, rightNow(id)))
  );
}

/** Those of the fields that the firm made of which these rights give more than the actor holds, with what he holds. */
export function customFieldsBeyond(
  actor: HeldRights,
  customFields: HeldCustomFields,
): ReadonlyMap<CustomFieldId, FieldRight> {
  if (holdsEverything(actor)) return new Map();
  const own = (id: CustomFieldId): FieldRight => actor.customFields.get(id)?.right ?? FieldRight.NONE;
  return new Map(
    [...customFields].flatMap(([id, { right }]) =>
      isMoreRight(right, own(id)) ? [[id, own(id)] as const] : [],
    ),
  );
}

function reveals(rights: Rights): boolean {
  const { scopes } = effectiveRights(rights);
  return scopes.has("customer:reveal") || scopes.has("customer:revealMany");
}
