import { Checkbox, Input } from "antd";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { valueIn, type RoleValues } from "./role-values.ts";
import styles from "./roles.module.css";

export type PartProps = {
  values: RoleValues;
  editable: boolean;
  onChange: (key: string, value: string) => void;
};

const mostReveals = 10_000;

/** Its name, what it is for, and how those who hold it sign in and look at personal data. */
export function AboutRole({ values, editable, onChange }: PartProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className={styles["part"]} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t("roles.own.title")}</h2>
      <div className={styles["about"]}>
        <label htmlFor={`${id}-name`}>{t("roles.own.name")}</label>
        <Input
          id={`${id}-name`}
          autoComplete="off"
          maxLength={50}
          disabled={!editable}
          value={valueIn(values, "name")}
          onChange={(event) => onChange("name", event.target.value)}
        />
        <label htmlFor={`${id}-description`}>{t("roles.own.description")}</label>
        <Input.TextArea
          id={`${id}-description`}
          rows={2}
          maxLength={500}
          disabled={!editable}
          value={valueIn(values, "description")}
          onChange={(event) => onChange("description", event.target.value)}
        />
        <label htmlFor={`${id}-quota`}>{t("roles.own.revealQuota")}</label>
        <div>
          <Input
            id={`${id}-quota`}
            className={styles["quota"] ?? ""}
            type="number"
            min={0}
            max={mostReveals}
            aria-describedby={`${id}-quota-help`}
            disabled={!editable}
            value={valueIn(values, "revealQuota")}
            onChange={(event) => onChange("revealQuota", event.target.value)}
            // Nothing typed is not a number: none is meant.
            onBlur={(event) => onChange("revealQuota", String(Math.trunc(Number(event.target.value))))}
          />
          <div id={`${id}-quota-help`} className="quiet">
            {t("roles.own.quotaHelp")}
          </div>
        </div>
        <span />
        <Checkbox
          disabled={!editable}
          checked={valueIn(values, "requiresSecondFactor") === "true"}
          onChange={(event) => onChange("requiresSecondFactor", String(event.target.checked))}
        >
          {t("roles.own.requiresSecondFactor")}
        </Checkbox>
      </div>
    </section>
  );
}
