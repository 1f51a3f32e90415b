import { Form } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { checkEmail, checkPhone, checkText, type FieldCheck } from "../../../lib/checks.ts";
import formStyles from "../forms/forms.module.css";
import { useRules } from "../forms/use-rules.ts";
import { ArchiveInput } from "./archive-input.tsx";
import styles from "./archive.module.css";
import { valueOf, type ArchiveOnFile } from "./archive-values.ts";
import type { ArchiveField } from "./use-archive-fields.ts";

/** Typing is judged when it rests, so that half a phone number is not called wrong. */
const whenRested = { validateTrigger: ["onChange", "onBlur"], validateDebounce: 500 };

/** The fields of one section, each with the input that its type asks for, and why it is kept. */
export function SectionFields(props: {
  fields: readonly ArchiveField[];
  customer: ArchiveOnFile;
}): ReactNode {
  const { t } = useTranslation();
  const rulesFor = useRules();
  // Said once for all that are kept for the same; what is kept for something else says so itself.
  const purpose = props.fields.find(({ sensitivity }) => sensitivity === "PLAIN")?.purpose;
  const closed = props.fields.filter(({ open }) => !open);
  return (
    <>
      {purpose ? <p className={styles["purpose"]}>{t("archive.purpose", { purpose })}</p> : null}
      <div className={formStyles["columns"]}>
        {props.fields
          .filter(({ open }) => open)
          .map((field) => (
            <Form.Item
              key={field.name}
              name={field.name}
              label={
                <>
                  {field.label}
                  {field.sensitivity === "SENSITIVE" ? (
                    <span aria-hidden className={styles["mark"]}>
                      {t("archive.sensitive")}
                    </span>
                  ) : null}
                </>
              }
              {...(field.purpose && field.purpose !== purpose
                ? { extra: t("archive.purpose", { purpose: field.purpose }) }
                : {})}
              rules={rulesFor(checkOf(field))}
              {...whenRested}
              className={isWide(field) ? (formStyles["wide"] ?? "") : ""}
            >
              <ArchiveInput field={field} onFile={valueOf(props.customer, field)} />
            </Form.Item>
          ))}
      </div>
      {closed.length > 0 ? (
        <p className="quiet">
          {t("archive.closedFields", {
            fields: closed.map(({ label }) => label).join(t("card.listSeparator")),
          })}
        </p>
      ) : null}
    </>
  );
}

const isWide = ({ type, longest }: ArchiveField): boolean =>
  type === "LONG_TEXT" || type === "TAGS" || (type === "TEXT" && (longest ?? 0) >= 200);

function checkOf({ type, longest }: ArchiveField): FieldCheck {
  if (type === "PHONE") return checkPhone;
  if (type === "EMAIL") return checkEmail;
  return longest ? checkText(longest) : () => undefined;
}
