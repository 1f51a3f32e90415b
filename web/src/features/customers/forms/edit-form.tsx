import { Form } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../../components/user-errors-alert.tsx";
import { forgetUserErrors, showUserErrors, type UserErrorValue } from "../../../components/user-errors.ts";
import { announce } from "../../../lib/notices.ts";
import { FieldConflictDialog } from "./field-conflict-dialog.tsx";
import { DraftNote } from "./draft-note.tsx";
import { useDraft } from "./drafts.ts";
import { useVersionedSave, type SaveAnswer } from "./use-versioned-save.ts";

type EditFormProps<Values extends object, Changes extends object, OnFile> = {
  /** The form's id, which the dialog's save button names. */
  id: string;
  record: OnFile;
  /** Every field of the form, also those that begin empty: discarding a draft sets them all. */
  valuesOf: (record: OnFile) => Values;
  changesTo: (record: OnFile, values: Values) => Changes;
  /** What takes the changes back; fields that cannot be put back, such as masked ones, are left out. */
  before: (record: OnFile, changes: Changes) => Changes;
  /** Undefined when it failed at the top level: the reader has been told then. */
  send: (changes: Changes, expectedVersion: number) => Promise<SaveAnswer<OnFile> | undefined>;
  /** What the notice says once it is saved. */
  saved: (record: OnFile) => string;
  label: (field: string) => string;
  show: {
    onFile: (field: string, record: OnFile) => ReactNode;
    changed: (field: string, changes: Changes) => ReactNode;
  };
  /** The fields of the form. */
  children: (record: OnFile) => ReactNode;
  onClose: () => void;
  onSaving: (saving: boolean) => void;
  /** Something was saved or taken back: what shows the record is to be read again. */
  onChanged: () => Promise<void>;
};

/**
 * Edits a record: sends only what was changed, on top of the version it was read with; shows both values when somebody
 * was faster; keeps what was typed when it is closed; can be taken back.
 */
export function EditForm<
  Values extends object,
  Changes extends object,
  OnFile extends { id: string; version: number },
>(props: EditFormProps<Values, Changes, OnFile>): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<{ values: Values; onFile: OnFile }>(`${props.id} ${props.record.id}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  // As it stood when the typing began: a conflict is measured against that.
  const [onFile, setOnFile] = useState(draft.left?.onFile ?? props.record);
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);
  const [sending, setSending] = useState(false);

  const finish = (): void => {
    draft.drop();
    props.onClose();
    void props.onChanged();
  };

  const takeBack = async (before: Changes, expectedVersion: number): Promise<void> => {
    const answer = await props.send(before, expectedVersion);
    if (!answer) return;
    const refused = answer.errors.length > 0;
    announce({
      kind: refused ? "warning" : "success",
      text: refused ? t("card.edit.undoRefused") : t("card.edit.undone"),
    });
    await props.onChanged();
  };

  const save = useVersionedSave<Changes, OnFile>({
    send: async (changes, expectedVersion) => {
      setSending(true);
      props.onSaving(true);
      const answer = await props.send(changes, expectedVersion);
      setSending(false);
      props.onSaving(false);
      return answer;
    },
    onSaved: (saved, changes, over) => {
      const before = props.before(over ?? onFile, changes);
      const canBeTakenBack = Object.keys(before).length > 0;
      announce({
        kind: "success",
        text: props.saved(saved),
        ...(canBeTakenBack && {
          action: { label: t("card.edit.undo"), run: () => void takeBack(before, saved.version) },
          seconds: 10,
        }),
      });
      finish();
    },
    onRefused: (errors) => setHomeless(showUserErrors(form, errors)),
    onTheirsTaken: () => {
      announce({ kind: "info", text: t("card.conflict.theirsTaken") });
      finish();
    },
  });

  const submit = async (values: Values): Promise<void> => {
    const changes = props.changesTo(onFile, values);
    if (Object.keys(changes).length === 0) return finish();
    await save.send(changes, onFile.version);
  };

  const discard = (): void => {
    draft.drop();
    setOnFile(props.record);
    form.setFieldsValue(props.valuesOf(props.record));
    setRestored(false);
  };

  const { clash } = save;
  return (
    <>
      <Form<Values>
        id={props.id}
        name={props.id}
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={draft.left?.values ?? props.valuesOf(onFile)}
        onValuesChange={(changed: Partial<Values>, values) => {
          forgetUserErrors(form, changed);
          draft.keep({ values, onFile });
        }}
        onFinish={(values) => void submit(values)}
      >
        <DraftNote shown={restored} onDiscard={discard} />
        {props.children(onFile)}
        <UserErrors errors={homeless} />
      </Form>
      <FieldConflictDialog
        open={clash !== undefined}
        saving={sending}
        conflicts={clash?.conflicts ?? []}
        mine={Object.keys(clash?.mine ?? {})}
        label={props.label}
        show={{
          original: (field) => props.show.onFile(field, onFile),
          theirs: (field) => (clash ? props.show.onFile(field, clash.current) : null),
          mine: (field) => (clash ? props.show.changed(field, clash.mine) : null),
        }}
        onDecide={(keepMine) => void save.decide(keepMine)}
        onBack={save.back}
      />
    </>
  );
}
