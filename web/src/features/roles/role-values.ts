import type { EditRoleInput, FieldRight, PersonalField, RecordScope } from "../../gql/graphql.ts";

/** A role as it stood when it was read. */
export type RoleOnFile = {
  id: string;
  version: number;
  name: string;
  description?: string | null;
  requiresSecondFactor: boolean;
  revealQuota: number;
  permissions: readonly { permission: string; scope: RecordScope }[];
  fields: readonly { field: PersonalField; right: FieldRight }[];
};

/** Everything that an editor changes, each under a name of its own: two people may change different ones at once. */
export type RoleValues = Readonly<Record<string, string>>;

export const scopes: readonly RecordScope[] = ["NONE", "OWN", "TEAM", "DEPARTMENT", "ALL"];
export const rights: readonly FieldRight[] = ["NONE", "MASKED", "MATCH", "VIEW"];

const ofPermission = "permission ";
const ofField = "field ";
export const permissionKey = (permission: string): string => ofPermission + permission;
export const fieldKey = (field: PersonalField): string => ofField + field;

/** What a key is about: a permission, a personal field, or else the role itself. */
export function subjectOf(key: string): { permission: string } | { field: string } | { own: string } {
  if (key.startsWith(ofPermission)) return { permission: key.slice(ofPermission.length) };
  if (key.startsWith(ofField)) return { field: key.slice(ofField.length) };
  return { own: key };
}

export function valuesOf(role: RoleOnFile): RoleValues {
  return Object.fromEntries([
    ["name", role.name],
    ["description", role.description ?? ""],
    ["requiresSecondFactor", String(role.requiresSecondFactor)],
    ["revealQuota", String(role.revealQuota)],
    ...role.permissions.map(({ permission, scope }) => [permissionKey(permission), scope]),
    ...role.fields.map(({ field, right }) => [fieldKey(field), right]),
  ]) as RoleValues;
}

/** The value of a key; a permission that is not given is NONE. */
export function valueIn(values: RoleValues, key: string): string {
  return values[key] ?? (key.startsWith(ofPermission) ? "NONE" : "");
}

/** Only what differs, with its value of now. */
export function changedValues(before: RoleValues, now: RoleValues): RoleValues {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return Object.fromEntries(
    keys
      .filter((key) => valueIn(before, key).trim() !== valueIn(now, key).trim())
      .map((key) => [key, valueIn(now, key).trim()]),
  );
}

/** What is sent so that these changes are made to the role as it is on file: its permissions go as one list. */
export function inputFor(
  role: RoleOnFile,
  changes: RoleValues,
): Omit<EditRoleInput, "roleId" | "expectedVersion"> {
  const keys = Object.keys(changes);
  const after = Object.entries({ ...valuesOf(role), ...changes });
  const { name, description, requiresSecondFactor, revealQuota } = changes;
  const fields = keys.filter((key) => key.startsWith(ofField));
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description: description || null }),
    ...(requiresSecondFactor === undefined ? {} : { requiresSecondFactor: requiresSecondFactor === "true" }),
    ...(revealQuota === undefined ? {} : { revealQuota: Number(revealQuota) }),
    ...(keys.some((key) => key.startsWith(ofPermission))
      ? {
          permissions: after.flatMap(([key, scope]) =>
            key.startsWith(ofPermission) && scope !== "NONE"
              ? [{ permission: key.slice(ofPermission.length), scope: scope as RecordScope }]
              : [],
          ),
        }
      : {}),
    ...(fields.length > 0
      ? {
          fields: fields.map((key) => ({
            field: key.slice(ofField.length) as PersonalField,
            right: changes[key] as FieldRight,
          })),
        }
      : {}),
  };
}
