import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChipChoice } from "../../../components/chip-choice.tsx";
import { categoriesOf, kinds, mediums, severities } from "../../../lib/complaint-choices.ts";
import styles from "./dialogs.module.css";
import { OrderChoice } from "./order-choice.tsx";

/** The words first, because they come first on the telephone; then what sorts them, one click each. */
export function ComplaintFields({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles["fields"]}>
      <Form.Item name="description" label={t("complaints.file.what")}>
        <Input.TextArea
          rows={4}
          placeholder={t("complaints.file.whatHint")}
          className={styles["words"] ?? ""}
        />
      </Form.Item>
      <Form.Item name="category" label={t("complaints.field.category")}>
        <ChipChoice
          label={t("complaints.field.category")}
          groups={(["PRODUCT", "SERVICE"] as const).map((subject) => ({
            title: t(`complaints.subject.${subject}`),
            options: categoriesOf[subject].map((value) => ({
              value,
              label: t(`complaints.category.${value}`),
            })),
          }))}
        />
      </Form.Item>
      <div className={styles["row"]}>
        <Form.Item name="severity" label={t("complaints.field.severity")}>
          <ChipChoice
            label={t("complaints.field.severity")}
            groups={[
              {
                options: severities
                  .toReversed()
                  .map((value) => ({ value, label: t(`complaints.severity.${value}`) })),
              },
            ]}
          />
        </Form.Item>
        <Form.Item name="kind" label={t("complaints.field.kind")}>
          <ChipChoice
            label={t("complaints.field.kind")}
            groups={[{ options: kinds.map((value) => ({ value, label: t(`complaints.kind.${value}`) })) }]}
          />
        </Form.Item>
      </div>
      <OrderChoice customerId={customerId} />
      <Form.Item name="medium" label={t("complaints.field.medium")}>
        <Select
          className={styles["medium"] ?? ""}
          options={mediums.map((value) => ({ value, label: t(`complaints.medium.${value}`) }))}
        />
      </Form.Item>
    </div>
  );
}
