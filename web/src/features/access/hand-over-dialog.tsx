import { useApolloClient, useQuery } from "@apollo/client/react";
import { Alert, Checkbox, Form, Input, Select, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { announce } from "../../lib/notices.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { QueryError } from "../../shell/query-error.tsx";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
import { handOverRecords, handOversQuery, staffRecordsQuery } from "./hand-over-commands.ts";
import type { Team } from "./team-dialog.tsx";

type Person = { id: string; name: string; active: boolean };
type HandOverProps = {
  /** Whose records go. */
  member: Person;
  staff: readonly Person[];
  teams: readonly Team[];
  onClose: () => void;
};

const formId = "hand-over";
const isTeam = (id: string): boolean => id.startsWith("Team_");

/** Gives what somebody looks after to a colleague or a team, all at once, with a word about it. */
export function HandOverDialog(props: HandOverProps): ReactNode {
  const { t } = useTranslation();
  const [saving, setSaving] = useState(false);
  const { data, error, refetch } = useQuery(staffRecordsQuery, {
    variables: { id: props.member.id },
    fetchPolicy: "network-only",
  });
  const records = data?.node?.__typename === "StaffMember" ? data.node.records : undefined;
  const nothing = records?.customers === 0 && records.complaints === 0;
  return (
    <FormDialog
      title={t("access.handOver.title", { name: props.member.name })}
      open
      formId={formId}
      saving={saving}
      saveLabel={t("access.handOver.submit")}
      keepsDraft={false}
      disabled={!records || nothing}
      onClose={props.onClose}
    >
      {error ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : !records ? (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      ) : nothing ? (
        <p>{t("access.handOver.nothing", { name: props.member.name })}</p>
      ) : (
        <HandOverForm {...props} records={records} onSaving={setSaving} />
      )}
    </FormDialog>
  );
}

type Values = { to?: string; note: string; customers: boolean; complaints: boolean };

function HandOverForm(
  props: HandOverProps & {
    records: { customers: number; complaints: number };
    onSaving: (saving: boolean) => void;
  },
): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);
  const { run } = useCommand(handOverRecords);
  // One opening of the form asks for one hand-over, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(randomKey);
  const { member, records } = props;

  const submit = async ({ to = "", ...values }: Values): Promise<void> => {
    props.onSaving(true);
    const answer = await run({
      input: {
        fromStaffId: member.id,
        ...(isTeam(to) ? { toTeamId: to } : { toStaffId: to }),
        ...values,
        idempotencyKey,
      },
    });
    props.onSaving(false);
    if (!answer) return;
    const { errors } = answer.handOverRecords;
    // One box stands for both kinds of receivers.
    const placed = errors.map((error) => ({
      ...error,
      path: error.path.map((part) => (part === "toStaffId" || part === "toTeamId" ? "to" : part)),
    }));
    setHomeless(showUserErrors(form, placed));
    if (errors.length > 0) return setIdempotencyKey(randomKey());
    announce({ kind: "success", text: t("access.handOver.begun", { name: member.name }) });
    props.onClose();
    await client.refetchQueries({ include: [handOversQuery] });
  };

  const choices = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form<Values>
      id={formId}
      form={form}
      layout="vertical"
      requiredMark={false}
      // What there is none of needs nobody who may take it over.
      initialValues={{ note: "", customers: records.customers > 0, complaints: records.complaints > 0 }}
      onFinish={(values) => void submit(values)}
    >
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 16 }}
        title={t("access.handOver.counts", {
          name: member.name,
          customers: records.customers,
          complaints: records.complaints,
        })}
      />
      <Form.Item
        name="to"
        label={t("access.handOver.to")}
        rules={[{ required: true, message: t("access.handOver.toRequired") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("access.handOver.toHint")}
          options={[
            {
              label: t("access.handOver.people"),
              options: choices(props.staff.filter(({ active, id }) => active && id !== member.id)),
            },
            { label: t("access.team.title"), options: choices(props.teams) },
          ].filter(({ options }) => options.length > 0)}
        />
      </Form.Item>
      <Form.Item name="customers" valuePropName="checked" noStyle>
        <Checkbox>{t("access.handOver.customers")}</Checkbox>
      </Form.Item>
      <Form.Item
        name="complaints"
        valuePropName="checked"
        dependencies={["customers"]}
        rules={[
          {
            validator: async (_rule, complaints: boolean) => {
              if (!complaints && !form.getFieldValue("customers"))
                throw new Error(t("access.handOver.whatRequired"));
            },
          },
        ]}
      >
        <Checkbox>{t("access.handOver.complaints")}</Checkbox>
      </Form.Item>
      <Form.Item
        name="note"
        label={t("access.handOver.note")}
        rules={[{ required: true, whitespace: true, message: t("access.handOver.noteRequired") }]}
      >
        <Input.TextArea rows={3} maxLength={500} placeholder={t("access.handOver.noteHint")} />
      </Form.Item>
      <UserErrors errors={homeless} />
    </Form>
  );
}
