import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MaskedText } from "../../components/masked-text.tsx";
import type { FieldRight, PersonalField } from "../../gql/graphql.ts";
import type { PartProps } from "./about-role.tsx";
import { fieldKey, rights, valueIn, type RoleValues } from "./role-values.ts";
import { SectionRights } from "./section-rights.tsx";
import styles from "./roles.module.css";

const fields = ["CUSTOMER_PHONE", "CUSTOMER_EMAIL", "CUSTOMER_ADDRESS"] as const satisfies PersonalField[];

/** The rights on personal fields, each with what somebody who has it sees. */
export function FieldRights(props: PartProps & { onChangeAll: (changes: RoleValues) => void }): ReactNode {
  const { values, editable, onChange, onChangeAll } = props;
  const { t } = useTranslation();
  return (
    <section className={styles["part"]} aria-labelledby="role-fields">
      <h2 id="role-fields">{t("roles.fields.title")}</h2>
      <p className="quiet">{t("roles.fields.lead")}</p>
      <table className={`${styles["table"]} ${styles["rights"]}`}>
        <caption className="visually-hidden">{t("roles.fields.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("roles.fields.field")}</th>
            <th scope="col">{t("roles.fields.right")}</th>
            <th scope="col">{t("roles.fields.example")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const held = rights.find((right) => right === valueIn(values, fieldKey(field))) ?? "MASKED";
            return (
              <tr key={field}>
                <th scope="row">{t(`roles.field.${field}`)}</th>
                <td>
                  {editable ? (
                    <Select
                      aria-label={`${t("roles.fields.right")}: ${t(`roles.field.${field}`)}`}
                      className={styles["scope"] ?? ""}
                      popupMatchSelectWidth={false}
                      value={held}
                      options={rights.map((right) => ({ value: right, label: t(`roles.right.${right}`) }))}
                      onChange={(right) => onChange(fieldKey(field), right)}
                    />
                  ) : (
                    t(`roles.right.${held}`)
                  )}
                </td>
                <td>
                  <Example field={field} right={held} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <SectionRights values={values} editable={editable} onChangeAll={onChangeAll} beside={fields} />
    </section>
  );
}

function Example({ field, right }: { field: (typeof fields)[number]; right: FieldRight }): ReactNode {
  const { t } = useTranslation();
  const { masked, clear } = {
    masked: t(`roles.sample.${field}.masked`),
    clear: t(`roles.sample.${field}.clear`),
  };
  if (right === "NONE") return <MaskedText value={{ state: "HIDDEN" }} />;
  return (
    <span className={styles["example"]}>
      <MaskedText value={{ state: "MASKED", text: masked }} />
      {right === "MASKED" ? null : <span className="quiet">{t("roles.fields.matchNote")}</span>}
      {right === "VIEW" ? (
        <span className="quiet">
          {t("roles.fields.viewNote")} <MaskedText value={{ state: "CLEAR", text: clear }} />
        </span>
      ) : null}
    </span>
  );
}
