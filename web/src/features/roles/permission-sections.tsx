import { UserOutlined } from "@ant-design/icons";
import { Checkbox, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PartProps } from "./about-role.tsx";
import type { Description } from "./role-editor.tsx";
import { permissionKey, scopes, valueIn } from "./role-values.ts";
import styles from "./roles.module.css";

/** Every permission there is by sections: those about records with their scope, the others given or not. */
export function PermissionSections(props: PartProps & { descriptions: readonly Description[] }): ReactNode {
  const { t } = useTranslation();
  const sections = Map.groupBy(props.descriptions, ({ section }) => section);
  const isGiven = ({ permission }: Description): boolean =>
    valueIn(props.values, permissionKey(permission)) !== "NONE";
  return (
    <section className={styles["part"]} aria-labelledby="role-permissions">
      <h2 id="role-permissions">{t("roles.permissions.title")}</h2>
      <p className="quiet">
        {t("roles.permissions.lead")} <UserOutlined aria-hidden /> {t("roles.permissions.peopleOnly")}
      </p>
      {[...sections].map(([section, permissions]) => (
        <fieldset key={section} className={styles["section"]}>
          <legend>
            {section}{" "}
            <span className="quiet figures">
              {t("roles.permissions.given", {
                given: permissions.filter(isGiven).length,
                all: permissions.length,
              })}
            </span>
          </legend>
          <ul>
            {permissions.map((description) => (
              <li key={description.permission}>
                <span className={styles["permission"]}>
                  {description.name}
                  {description.forPeopleOnly ? (
                    <UserOutlined
                      className={styles["people-only"]}
                      role="img"
                      aria-label={t("roles.permissions.peopleOnly")}
                      title={t("roles.permissions.peopleOnly")}
                    />
                  ) : null}
                </span>
                <Given {...props} description={description} />
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
    </section>
  );
}

function Given(props: PartProps & { description: Description }): ReactNode {
  const { t } = useTranslation();
  const { permission, name, scoped } = props.description;
  const key = permissionKey(permission);
  const scope = scopes.find((known) => known === valueIn(props.values, key)) ?? "NONE";
  if (!scoped) {
    return (
      <Checkbox
        aria-label={name}
        disabled={!props.editable}
        checked={scope !== "NONE"}
        onChange={(event) => props.onChange(key, event.target.checked ? "ALL" : "NONE")}
      >
        {t("roles.permissions.allow")}
      </Checkbox>
    );
  }
  if (!props.editable)
    return <span className={scope === "NONE" ? "quiet" : ""}>{t(`roles.scope.${scope}`)}</span>;
  return (
    <Select
      aria-label={t("roles.permissions.scopeOf", { name })}
      className={styles["scope"] ?? ""}
      popupMatchSelectWidth={false}
      value={scope}
      options={scopes.map((known) => ({ value: known, label: t(`roles.scope.${known}`) }))}
      onChange={(chosen) => props.onChange(key, chosen)}
    />
  );
}
