import { Form, Input, Radio, Select, type FormRule } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelKind } from "../../../gql/graphql.ts";
import { checkAddress, checkEmail, checkPhone, checkText } from "../../../lib/checks.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import { useCustomerChoices } from "./customer-choices.ts";
import type { CustomerFormValues, CustomerOnFile } from "./customer-values.ts";
import styles from "./forms.module.css";
import { PersonalInput } from "./personal-input.tsx";
import { useRules } from "./use-rules.ts";

/** Typing is judged when it rests, so that half a phone number is not called wrong. */
const whenRested = { validateTrigger: ["onChange", "onBlur"], validateDebounce: 500 };
const kinds = ["INDIVIDUAL", "COMPANY"] as const;
const lifecycles = ["POTENTIAL", "EXISTING", "LOST"] as const;
const channelKinds: readonly ChannelKind[] = ["DIRECT", "INDIRECT"];

/** The fields of a customer, for making one and, with what is `onFile`, for changing one. */
export function CustomerFields({ onFile }: { onFile?: CustomerOnFile }): ReactNode {
  const { t } = useTranslation();
  const rulesFor = useRules();
  const viewer = useViewer();
  const { channels, memberLevels } = useCustomerChoices();
  const form = Form.useFormInstance<CustomerFormValues>();
  const kind = Form.useWatch("kind", form);

  const somethingToCallThem: FormRule = {
    validator: async () => {
      const { name, nickname, phone } = form.getFieldsValue();
      const phoneStays = Boolean(onFile?.phone.text) && phone === undefined;
      if (!name?.trim() && !nickname?.trim() && !phone?.trim() && !phoneStays) {
        throw new Error(t("card.issue.nothingToCallThem"));
      }
    },
    // Said when saving, not while the first of the three is still being typed.
    validateTrigger: "onSubmit",
  };

  return (
    <div className={styles["columns"]}>
      <Form.Item name="kind" label={t("customers.field.kind")} className={styles["wide"] ?? ""}>
        <Radio.Group
          optionType="button"
          options={kinds.map((value) => ({ value, label: t(`customers.kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={kind === "COMPANY" ? t("card.form.companyName") : t("customers.field.name")}
        rules={[...rulesFor(checkText(100)), somethingToCallThem]}
        {...whenRested}
        validateTrigger={["onChange", "onBlur", "onSubmit"]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="nickname"
        label={t("customers.field.nickname")}
        rules={rulesFor(checkText(100))}
        {...whenRested}
      >
        <Input autoComplete="off" placeholder={t("card.form.nicknameHint")} />
      </Form.Item>
      <Form.Item name="phone" label={t("customers.field.phone")} rules={rulesFor(checkPhone)} {...whenRested}>
        <PersonalInput
          onFile={onFile?.phone}
          closed={viewer.rightOn("CUSTOMER_PHONE") === "NONE"}
          label={t("customers.field.phone")}
          inputMode="tel"
        />
      </Form.Item>
      <Form.Item name="email" label={t("customers.field.email")} rules={rulesFor(checkEmail)} {...whenRested}>
        <PersonalInput
          onFile={onFile?.email}
          closed={viewer.rightOn("CUSTOMER_EMAIL") === "NONE"}
          label={t("customers.field.email")}
          inputMode="email"
        />
      </Form.Item>
      <Form.Item
        name="address"
        label={t("customers.field.address")}
        rules={rulesFor(checkAddress)}
        {...whenRested}
        className={styles["wide"] ?? ""}
      >
        <PersonalInput
          onFile={onFile?.address}
          closed={viewer.rightOn("CUSTOMER_ADDRESS") === "NONE"}
          label={t("customers.field.address")}
        />
      </Form.Item>
      <Form.Item name="channelId" label={t("customers.field.channel")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("card.form.none")}
          options={channelKinds
            .map((group) => ({
              label: t(`card.channelKind.${group}`),
              options: channels
                .filter((channel) => channel.kind === group)
                .map((channel) => ({ value: channel.id, label: channel.name })),
            }))
            .filter((group) => group.options.length > 0)}
        />
      </Form.Item>
      <Form.Item name="memberLevelId" label={t("customers.field.memberLevel")}>
        <Select
          allowClear
          placeholder={t("card.form.none")}
          options={memberLevels.map((level) => ({ value: level.id, label: level.name }))}
        />
      </Form.Item>
      {onFile ? (
        <Form.Item name="lifecycle" label={t("customers.field.lifecycle")}>
          <Select
            options={lifecycles.map((value) => ({ value, label: t(`customers.lifecycle.${value}`) }))}
          />
        </Form.Item>
      ) : null}
    </div>
  );
}
