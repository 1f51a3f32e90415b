import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/chip.tsx";
import type { FieldRight, PersonalField } from "../../gql/graphql.ts";
import type { PartProps } from "./about-role.tsx";
import { fieldKey, rights, valueIn, type RoleValues } from "./role-values.ts";
import styles from "./roles.module.css";
import { useRoleFields, type RoleField } from "./use-role-fields.ts";

/** The rights on the fields of the sections: a section at once, or each of its own. */
type SectionRightsProps = Omit<PartProps, "onChange"> & { onChangeAll: (changes: RoleValues) => void };

export function SectionRights(props: SectionRightsProps & { beside: readonly PersonalField[] }): ReactNode {
  const fields = useRoleFields().filter(({ personalField }) => !props.beside.includes(personalField));
  return [...Map.groupBy(fields, ({ section }) => section)].map(([section, own]) => (
    <Section key={section} {...props} fields={own} />
  ));
}

function Section(props: SectionRightsProps & { fields: RoleField[] }): ReactNode {
  const { fields, values, editable, onChangeAll } = props;
  const { t } = useTranslation();
  const [first] = fields;
  if (!first) return null;
  const section = `${t(`customers.kind.${first.kind}`)} · ${first.sectionLabel}`;
  const heldOn = (field: PersonalField): FieldRight =>
    rights.find((right) => right === valueIn(values, fieldKey(field))) ?? "NONE";
  const held = new Set(fields.map(({ personalField }) => heldOn(personalField)));
  const [all] = held.size === 1 ? held : [];
  const options = rights.map((right) => ({ value: right, label: t(`roles.right.${right}`) }));
  return (
    <details className={`${styles["section"]} ${styles["rightsOfSection"]}`}>
      <summary>
        <strong>{section}</strong>
        <span className="quiet figures">{t("roles.fields.count", { count: fields.length })}</span>
        <span className="quiet">{all ? t(`roles.right.${all}`) : t("roles.fields.various")}</span>
      </summary>
      {editable ? (
        <label className={styles["allOfSection"]}>
          {t("roles.fields.all")}
          <Select
            aria-label={t("roles.fields.allOf", { section })}
            className={styles["scope"] ?? ""}
            popupMatchSelectWidth={false}
            placeholder={t("roles.fields.various")}
            value={all ?? null}
            options={options}
            onChange={(right) =>
              onChangeAll(Object.fromEntries(fields.map((field) => [fieldKey(field.personalField), right])))
            }
          />
        </label>
      ) : null}
      <ul>
        {fields.map(({ personalField, label, sensitivity, open }) => (
          <li key={personalField}>
            <span className={styles["permission"]}>
              {label}{" "}
              {open ? (
                sensitivity === "SENSITIVE" ? (
                  <Chip tone="warn">{t("roles.fields.sensitive")}</Chip>
                ) : null
              ) : (
                <Chip tone="quiet">{t("roles.fields.closed")}</Chip>
              )}
            </span>
            {editable ? (
              <Select
                aria-label={`${t("roles.fields.right")}: ${label}`}
                className={styles["scope"] ?? ""}
                popupMatchSelectWidth={false}
                value={heldOn(personalField)}
                options={options}
                onChange={(right) => onChangeAll({ [fieldKey(personalField)]: right })}
              />
            ) : (
              t(`roles.right.${heldOn(personalField)}`)
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
