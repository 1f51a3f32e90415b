import { Form, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { checkAddress, checkEmail, checkPhone, checkText, type FieldCheck } from "../../lib/checks.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { useRules } from "../customers/forms/use-rules.ts";
import styles from "./orders.module.css";

type Field = "nickname" | "name" | "phone" | "email" | "address";

const checks: Readonly<Record<Field, FieldCheck>> = {
  nickname: checkText(100),
  name: checkText(100),
  phone: checkPhone,
  email: checkEmail,
  address: checkAddress,
};
const rights = { phone: "CUSTOMER_PHONE", email: "CUSTOMER_EMAIL", address: "CUSTOMER_ADDRESS" } as const;

/** What an order says of who bought. Whose archive it is follows from it; what is new there is only proposed. */
export function BuyerFields({ known = false }: { known?: boolean }): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const rulesFor = useRules();
  const isClosed = (field: Field): boolean =>
    field in rights && viewer.rightOn(rights[field as keyof typeof rights]) === "NONE";
  const fields = (Object.keys(checks) as Field[]).filter(
    (field) => !isClosed(field) && !(known && field === "nickname"),
  );
  return (
    <fieldset className={styles["items"]}>
      <legend>{t(known ? "orders.buyer.title" : "orders.buyer.who")}</legend>
      <p className="quiet">{t(known ? "orders.buyer.proposed" : "orders.buyer.found")}</p>
      <div className={styles["top"]}>
        {fields.map((field) => (
          <Form.Item
            key={field}
            name={["buyer", field]}
            label={t(`customers.field.${field}`)}
            rules={rulesFor(checks[field])}
            validateTrigger={["onChange", "onBlur"]}
            validateDebounce={400}
            className={field === "address" ? (styles["wide"] ?? "") : ""}
          >
            <Input autoComplete="off" />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  );
}
