import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select, Tooltip, type FormRule } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { checkText } from "../../lib/checks.ts";
import type { PaymentMethod } from "../../gql/graphql.ts";
import { useCustomerChoices } from "../customers/forms/customer-choices.ts";
import { useRules } from "../customers/forms/use-rules.ts";
import { readAmount, readQuantity, sameAmount, sumOfAmounts } from "./amounts.ts";
import type { OrderFormValues } from "./order-values.ts";
import styles from "./orders.module.css";

const paymentMethods: readonly PaymentMethod[] = [
  "ALIPAY",
  "WECHAT_PAY",
  "BANK_CARD",
  "BANK_TRANSFER",
  "CASH",
  "CASH_ON_DELIVERY",
  "OTHER",
];
const whenRested = { validateTrigger: ["onChange", "onBlur"], validateDebounce: 400 };

/** The fields of an order: the day, the goods line by line, what was paid. */
export function OrderFields(): ReactNode {
  const { t } = useTranslation();
  const rulesFor = useRules();
  const form = Form.useFormInstance<OrderFormValues>();
  const { channels } = useCustomerChoices();
  const method = Form.useWatch("paymentMethod", form);
  const [latestDay] = useState(aYearAhead);
  const focusLine = (index: number): void => {
    (form.getFieldInstance(["items", index, "goods"]) as HTMLElement | undefined)?.focus();
  };

  const number = (read: (typed: string) => string | undefined, message: string): FormRule => ({
    validator: async (_, value: unknown) => {
      if (typeof value === "string" && value.trim() !== "" && read(value) === undefined)
        throw new Error(message);
    },
  });
  const amountRule = number(readAmount, t("orders.issue.amount"));
  const quantityRule = number(readQuantity, t("orders.issue.quantity"));

  return (
    <>
      <div className={styles["top"]}>
        <Form.Item
          name="orderedOn"
          label={t("orders.field.orderedOn")}
          rules={[{ required: true, message: t("orders.issue.dayMissing") }]}
        >
          <Input type="date" min="1990-01-01" max={latestDay} />
        </Form.Item>
        <Form.Item name="orderedTime" label={t("orders.field.orderedTime")}>
          <Input type="time" />
        </Form.Item>
        <Form.Item
          name="shopOrderNumber"
          label={t("orders.field.shopOrderNumber")}
          rules={rulesFor(checkText(100))}
          {...whenRested}
        >
          <Input autoComplete="off" placeholder={t("orders.optional")} />
        </Form.Item>
        <Form.Item name="channelId" label={t("orders.field.channelId")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("card.form.none")}
            options={channels.map((channel) => ({ value: channel.id, label: channel.name }))}
          />
        </Form.Item>
      </div>
      <fieldset className={styles["items"]}>
        <legend>{t("orders.field.items")}</legend>
        <Form.List name="items">
          {(lines, { add, remove }) => (
            <>
              {lines.map((line, index) => (
                <div
                  key={line.key}
                  className={styles["item"]}
                  role="group"
                  aria-label={t("orders.line", { index: index + 1 })}
                >
                  <Form.Item
                    name={[line.name, "goods"]}
                    label={t("orders.field.goods")}
                    rules={[
                      ...(index === 0
                        ? [{ required: true, whitespace: true, message: t("orders.issue.goodsMissing") }]
                        : []),
                      ...rulesFor(checkText(500)),
                    ]}
                    {...whenRested}
                  >
                    <Input autoComplete="off" />
                  </Form.Item>
                  <Form.Item
                    name={[line.name, "quantity"]}
                    label={t("orders.field.quantity")}
                    rules={[quantityRule]}
                    {...whenRested}
                  >
                    <Input inputMode="decimal" autoComplete="off" />
                  </Form.Item>
                  <Form.Item
                    name={[line.name, "amount"]}
                    label={t("orders.field.itemAmount")}
                    rules={[amountRule]}
                    {...whenRested}
                  >
                    <Input inputMode="decimal" autoComplete="off" prefix="¥" />
                  </Form.Item>
                  <Tooltip title={t("orders.removeLine")}>
                    <Button
                      type="text"
                      className={styles["remove"] ?? ""}
                      icon={<DeleteOutlined />}
                      disabled={lines.length === 1}
                      aria-label={`${t("orders.removeLine")} ${index + 1}`}
                      onClick={() => remove(line.name)}
                    />
                  </Tooltip>
                </div>
              ))}
              <Button
                type="dashed"
                size="small"
                icon={<PlusOutlined aria-hidden />}
                onClick={() => {
                  add({});
                  requestAnimationFrame(() => focusLine(lines.length));
                }}
                disabled={lines.length >= 100}
              >
                {t("orders.addLine")}
              </Button>
            </>
          )}
        </Form.List>
      </fieldset>
      <Form.Item
        name="amount"
        label={t("orders.field.amount")}
        rules={[{ required: true, whitespace: true, message: t("orders.issue.amountMissing") }, amountRule]}
        {...whenRested}
        extra={<TakeSum />}
        className={styles["amount"] ?? ""}
      >
        <Input inputMode="decimal" autoComplete="off" prefix="¥" />
      </Form.Item>
      <div className={styles["top"]}>
        <Form.Item name="paymentMethod" label={t("orders.field.paymentMethod")}>
          <Select
            allowClear
            placeholder={t("card.form.none")}
            options={paymentMethods.map((method) => ({
              value: method,
              label: t(`orders.payment.${method}`),
            }))}
          />
        </Form.Item>
        {method === "OTHER" ? (
          <Form.Item
            name="otherPayment"
            label={t("orders.field.otherPayment")}
            rules={rulesFor(checkText(50))}
            {...whenRested}
          >
            <Input autoComplete="off" />
          </Form.Item>
        ) : null}
      </div>
    </>
  );
}

/** Offers the sum of the lines where it differs from what is written. */
function TakeSum(): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const form = Form.useFormInstance<OrderFormValues>();
  const sum = Form.useWatch((values: OrderFormValues) => {
    const filled = (values.items ?? []).filter((item) => item?.goods?.trim());
    return sumOfAmounts(filled.map((item) => readAmount(item?.amount ?? "")));
  }, form);
  const written = readAmount(Form.useWatch("amount", form) ?? "");
  if (sum === undefined || (written !== undefined && sameAmount(sum, written))) return null;
  return (
    <Button
      type="link"
      size="small"
      className={styles["sum"] ?? ""}
      onClick={() => {
        form.setFieldValue("amount", sum);
        // The button goes: the keyboard moves on to what it filled in.
        (form.getFieldInstance("amount") as HTMLElement | undefined)?.focus();
        void form.validateFields(["amount"]);
      }}
    >
      {t("orders.takeSum", { sum: format.money({ amount: sum, currency: "CNY" }) })}
    </Button>
  );
}

function aYearAhead(): string {
  const day = new Date();
  day.setFullYear(day.getFullYear() + 1);
  return day.toISOString().slice(0, 10);
}
