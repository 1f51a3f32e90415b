import { useQuery } from "@apollo/client/react";
import { Alert, Button, Checkbox, Form, Input, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../../components/user-errors-alert.tsx";
import type { ExportProfile, PrepareExportInput, RevealReason } from "../../../gql/graphql.ts";
import { keepFile } from "../../../lib/download.ts";
import { useFormat } from "../../../lib/format.ts";
import { announce } from "../../../lib/notices.ts";
import { remember, remembered } from "../../../lib/remembered.ts";
import { revealReasons } from "../../../lib/reveal-reasons.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { FormDialog } from "../forms/form-dialog.tsx";
import { chosenColumns, fieldOfKey } from "../ledger/chosen-columns.ts";
import type { LedgerQuestion } from "../ledger/ledger-address.ts";
import { exportOfferQuery } from "./export-documents.ts";
import { ExportProgress } from "./export-progress.tsx";
import styles from "./export.module.css";
import { useExport } from "./use-export.ts";

const formId = "export-customers";
const profiles: readonly ExportProfile[] = ["ROSTER", "CUSTOMER_SHEET", "LEDGER"];
/** As the ledger shows it, until somebody chooses otherwise. */
const usualColumns =
  "number displayName nickname tier channel memberLevel phone totalSpent lastDealOn dealCount";
const CHOSEN = "export.columns";

/** The ledger's own columns as an export calls them. */
const named: Record<string, string> = {
  level: "memberLevel",
  spent: "totalSpent",
  deals: "dealCount",
  lastDeal: "lastDealOn",
  complaints: "openComplaintCount",
};

function columnsOfLedger(): string {
  const chosen = chosenColumns();
  if (!chosen) return usualColumns;
  return ["displayName", ...chosen.map((key) => fieldOfKey(key) ?? named[key] ?? key)].join(" ");
}

type Values = {
  profile: ExportProfile;
  columns?: string[];
  clear: boolean;
  reason?: RevealReason;
  reasonText?: string;
};

/** Which list goes out, with which columns, masked or in clear; then how far it is, and what to do if it fails. */
export function ExportDialog(props: { question: LedgerQuestion; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const profile = Form.useWatch("profile", form) ?? "ROSTER";
  const { stage, run, cancel } = useExport();
  const { search, filter, orderBy } = props.question;
  const { data, error, refetch } = useQuery(exportOfferQuery, {
    variables: { profile, search, filter },
    fetchPolicy: "network-only",
  });
  const offer = data?.exportOffer;
  const running = stage.at === "preparing" || stage.at === "running";

  const submit = async ({ columns, clear, reason, reasonText }: Values): Promise<void> => {
    if (profile === "LEDGER") remember(CHOSEN, (columns ?? []).join(" "));
    const input: Omit<PrepareExportInput, "idempotencyKey"> = {
      profile,
      search,
      filter,
      orderBy,
      // In the order in which they are offered, whatever was ticked first.
      ...(profile === "LEDGER"
        ? { columns: offer?.columns.map(({ name }) => name).filter((name) => columns?.includes(name)) ?? [] }
        : {}),
      ...(clear && reason ? { clear: { reason, reasonText: reasonText ?? null } } : {}),
    };
    const file = await run(input);
    if (!file) return;
    keepFile(file.bytes, file.name ?? "");
    announce({
      kind: "success",
      text: t("exports.done", { count: file.rows, rows: format.number(file.rows), name: file.name ?? "" }),
    });
    props.onClose();
  };

  return (
    <FormDialog
      title={t("exports.title")}
      open
      formId={formId}
      saving={running}
      saveLabel={t("exports.submit")}
      keepsDraft={false}
      disabled={!offer || offer.customers === 0}
      onClose={() => {
        cancel();
        props.onClose();
      }}
    >
      <Form<Values>
        id={formId}
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={running}
        initialValues={{
          profile: "ROSTER",
          clear: false,
          columns: (remembered(CHOSEN) ?? columnsOfLedger()).split(" "),
        }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item name="profile" label={t("exports.profile.label")}>
          <Radio.Group className={styles["choices"] ?? ""}>
            {profiles.map((one) => (
              <Radio key={one} value={one}>
                {t(`exports.profile.${one}`)}
                <span className={styles["explained"]}>{t(`exports.explained.${one}`)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        {profile === "LEDGER" && offer ? <Columns columns={offer.columns} /> : null}
        {offer ? <PersonalData offer={offer} /> : null}
      </Form>
      <div aria-live="polite">
        {error ? (
          <QueryError error={error} onRetry={() => void refetch()} />
        ) : !offer ? (
          <p className="quiet">{t("exports.sizeOpen")}</p>
        ) : offer.customers === 0 ? (
          <Alert type="warning" showIcon title={t("exports.nobody")} />
        ) : (
          <p>
            {t("exports.size", {
              customers: format.number(offer.customers),
              rows: format.number(offer.rows),
            })}
          </p>
        )}
      </div>
      <p className="quiet">{t("exports.logged")}</p>
      {stage.at === "running" ? (
        <ExportProgress
          id={stage.id}
          rowsTotal={stage.rowsTotal}
          label={t("exports.running")}
          onCancel={cancel}
        />
      ) : null}
      {stage.at === "refused" ? <UserErrors errors={stage.errors} /> : null}
      {stage.at === "failed" ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t("exports.failed.title")}
          description={`${stage.why} ${t("exports.failed.delete")}`}
        />
      ) : null}
    </FormDialog>
  );
}

type OfferedColumn = { name: string; label: string; personal: boolean; viewerCanClear: boolean };

function Columns({ columns }: { columns: readonly OfferedColumn[] }): ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Values>();
  return (
    <Form.Item
      name="columns"
      label={
        <>
          {t("exports.columns.label")}
          <Button
            type="link"
            size="small"
            onClick={() =>
              form.setFieldValue(
                "columns",
                columns.map(({ name }) => name),
              )
            }
          >
            {t("exports.columns.all")}
          </Button>
        </>
      }
      rules={[{ required: true, message: t("exports.columns.missing") }]}
    >
      <Checkbox.Group
        className={styles["columns"] ?? ""}
        options={columns.map(({ name, label }) => ({ value: name, label }))}
      />
    </Form.Item>
  );
}

/** Whether values that one could reach a customer by go out whole; asked only where there is a choice. */
function PersonalData({ offer }: { offer: { columns: readonly OfferedColumn[] } }): ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Values>();
  const profile = Form.useWatch("profile", form);
  const chosen = Form.useWatch("columns", form);
  const clear = Form.useWatch("clear", form);
  const reason = Form.useWatch("reason", form);
  const columns = offer.columns.filter(({ name }) => profile !== "LEDGER" || (chosen ?? []).includes(name));
  if (!columns.some(({ personal }) => personal)) return null;
  const mayClear = columns.some(({ viewerCanClear }) => viewerCanClear);
  return (
    <>
      <Form.Item
        name="clear"
        label={t("exports.personal.label")}
        extra={mayClear ? (clear ? t("exports.personal.counts") : null) : t("exports.personal.only")}
      >
        <Radio.Group
          options={[
            { value: false, label: t("exports.personal.masked") },
            ...(mayClear ? [{ value: true, label: t("exports.personal.clear") }] : []),
          ]}
        />
      </Form.Item>
      {clear && mayClear ? (
        <Form.Item
          name="reason"
          label={t("exports.personal.reason")}
          rules={[{ required: true, message: t("exports.personal.reasonMissing") }]}
        >
          <Select options={revealReasons.map((one) => ({ value: one, label: t(`card.reason.${one}`) }))} />
        </Form.Item>
      ) : null}
      {clear && mayClear && reason === "OTHER" ? (
        <Form.Item
          name="reasonText"
          label={t("exports.personal.words")}
          rules={[{ required: true, whitespace: true, message: t("exports.personal.wordsMissing") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      ) : null}
    </>
  );
}
