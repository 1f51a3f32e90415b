import { useTranslation } from "react-i18next";
import { useRoleFields } from "./use-role-fields.ts";
import type { Description } from "./role-editor.tsx";
import { rights, scopes, subjectOf } from "./role-values.ts";

const personal = ["CUSTOMER_PHONE", "CUSTOMER_EMAIL", "CUSTOMER_ADDRESS"] as const;
const own = ["name", "description", "requiresSecondFactor", "revealQuota"] as const;

type RoleWords = {
  label: (key: string) => string;
  value: (key: string, value: string) => string;
  /** Whether one value gives more than the other; undefined where that cannot be said. */
  isWider: (before: string, after: string) => boolean | undefined;
};

/** What the parts of a role and their values are called. */
export function useRoleWords(descriptions: readonly Description[]): RoleWords {
  const { t } = useTranslation();
  const fields = useRoleFields();
  return {
    label: (key) => {
      const subject = subjectOf(key);
      if ("permission" in subject) {
        const { permission } = subject;
        return descriptions.find((known) => known.permission === permission)?.name ?? permission;
      }
      if ("field" in subject) {
        const field = personal.find((known) => known === subject.field);
        const declared = fields.find(({ personalField }) => personalField === subject.field);
        return field ? t(`roles.field.${field}`) : (declared?.label ?? subject.field);
      }
      const part = own.find((known) => known === subject.own);
      return part ? t(`roles.own.${part}`) : key;
    },
    value: (key, value) => {
      const subject = subjectOf(key);
      if ("permission" in subject) {
        const scope = scopes.find((known) => known === value) ?? "NONE";
        const description = descriptions.find(({ permission }) => permission === subject.permission);
        return description && !description.scoped && scope === "ALL"
          ? t("roles.permissions.allow")
          : t(`roles.scope.${scope}`);
      }
      if ("field" in subject) return t(`roles.right.${rights.find((known) => known === value) ?? "MASKED"}`);
      if (subject.own === "requiresSecondFactor") return value === "true" ? t("roles.yes") : t("roles.no");
      return value || t("roles.none");
    },
    isWider: (before, after) => {
      for (const ladder of [scopes, rights] as const) {
        const places = [before, after].map((value) => (ladder as readonly string[]).indexOf(value));
        const [old = -1, now = -1] = places;
        if (old >= 0 && now >= 0) return now > old;
      }
      return undefined;
    },
  };
}
