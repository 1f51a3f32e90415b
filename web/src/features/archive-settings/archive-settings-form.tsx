import { useApolloClient } from "@apollo/client/react";
import { Button, Form, InputNumber, Switch } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { archiveSettingsQuery, changeArchiveSettings } from "./archive-settings-commands.ts";
import styles from "./archive-settings.module.css";
import { LifecycleForecast } from "./lifecycle-forecast.tsx";

export type Settings = { version: number; lostAfterMonths: number | null; inSaleDays: number };
type Values = { hasRule: boolean; lostAfterMonths: number | null; inSaleDays: number };

const usualMonths = 12;

const valuesOf = ({ lostAfterMonths, inSaleDays }: Settings): Values => ({
  hasRule: lostAfterMonths !== null,
  lostAfterMonths: lostAfterMonths ?? usualMonths,
  inSaleDays,
});
const monthsOf = ({ hasRule, lostAfterMonths }: Values): number | null =>
  hasRule ? (lostAfterMonths ?? usualMonths) : null;

export function ArchiveSettingsForm({ settings }: { settings: Settings }): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<UserErrorValue[]>([]);
  const { run, running } = useCommand(changeArchiveSettings);
  const now = Form.useWatch((values: Values) => values, form) ?? valuesOf(settings);
  const changed = monthsOf(now) !== settings.lostAfterMonths || now.inSaleDays !== settings.inSaleDays;

  const change = async (
    wanted: Omit<Settings, "version">,
    expectedVersion: number,
  ): Promise<Settings | null> => {
    const answer = await run({ input: { expectedVersion, ...wanted } });
    if (!answer) return null;
    const { settings: saved, errors } = answer.changeArchiveSettings;
    client.writeQuery({ query: archiveSettingsQuery, data: { archiveSettings: saved } });
    setHomeless(showUserErrors(form, errors));
    if (errors.length > 0) return null;
    form.setFieldsValue(valuesOf(saved));
    return saved;
  };

  const submit = async (values: Values): Promise<void> => {
    const wanted = { lostAfterMonths: monthsOf(values), inSaleDays: values.inSaleDays };
    const saved = await change(wanted, settings.version);
    if (!saved) return;
    const before = { lostAfterMonths: settings.lostAfterMonths, inSaleDays: settings.inSaleDays };
    const ruleChanged = saved.lostAfterMonths !== before.lostAfterMonths;
    announce({
      kind: "success",
      text: t(ruleChanged ? "archiveSettings.saved" : "archiveSettings.savedStage"),
      action: { label: t("archiveSettings.undo"), run: () => void change(before, saved.version) },
    });
  };

  return (
    <Form
      form={form}
      layout="vertical"
      className={styles["form"] ?? ""}
      initialValues={valuesOf(settings)}
      requiredMark={false}
      onFinish={(values) => void submit(values)}
    >
      <UserErrors errors={homeless} />
      <section aria-labelledby="settings-lifecycle">
        <h2 id="settings-lifecycle">{t("archiveSettings.lifecycle")}</h2>
        <p className="quiet">{t("archiveSettings.lifecycleLead")}</p>
        <Form.Item
          name="hasRule"
          label={t("archiveSettings.hasRule")}
          valuePropName="checked"
          layout="horizontal"
          colon={false}
        >
          <Switch />
        </Form.Item>
        <Form.Item name="lostAfterMonths" label={t("archiveSettings.lostAfterMonths")} hidden={!now.hasRule}>
          <InputNumber min={1} max={120} precision={0} suffix={t("archiveSettings.months")} />
        </Form.Item>
        {monthsOf(now) === settings.lostAfterMonths ? null : (
          <LifecycleForecast lostAfterMonths={monthsOf(now)} />
        )}
      </section>
      <section aria-labelledby="settings-stage">
        <h2 id="settings-stage">{t("archiveSettings.stage")}</h2>
        <p className="quiet">{t("archiveSettings.stageLead")}</p>
        <Form.Item name="inSaleDays" label={t("archiveSettings.inSaleDays")}>
          <InputNumber min={0} max={365} precision={0} suffix={t("archiveSettings.days")} />
        </Form.Item>
      </section>
      <Button type="primary" htmlType="submit" loading={running} disabled={!changed}>
        {t("archiveSettings.save")}
      </Button>
    </Form>
  );
}
