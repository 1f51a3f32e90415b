import { useApolloClient } from "@apollo/client/react";
import { Form } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../../components/user-errors-alert.tsx";
import { forgetUserErrors, showUserErrors, type UserErrorValue } from "../../../components/user-errors.ts";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ComplaintStatus } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { refreshComplaint } from "../../../lib/refresh-complaint.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { DraftNote } from "../../customers/forms/draft-note.tsx";
import { useDraft } from "../../customers/forms/drafts.ts";
import { FormDialog } from "../../customers/forms/form-dialog.tsx";
import { useComplaintWords } from "../use-complaint-words.ts";
import { evidenceFor, evidenceOnFile, EvidenceFields, type EvidenceValues } from "./evidence-fields.tsx";
import { Meanwhile } from "./meanwhile.tsx";

export const changeStatusFragment = graphql(`
  fragment ChangeComplaintStatus_Complaint on Complaint {
    id
    version
    number
    status
    allowedTransitions {
      status
      requires
    }
    acknowledgedThrough
    cause
    solution
    reaction
    satisfaction
    customer {
      id
    }
    ...Meanwhile_Complaint
  }
`);

const changeComplaintStatus = graphql(`
  mutation ChangeComplaintStatus($input: ChangeComplaintStatusInput!) {
    changeComplaintStatus(input: $input) {
      complaint {
        ...ChangeComplaintStatus_Complaint
        open
        changedAt
        customer {
          id
          openComplaintCount
        }
        viewerCanEdit
        viewerCanAssign
        viewerCanWriteNote
        assignee {
          id
          name
        }
        team {
          id
          name
        }
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type ChangeComplaintStatusDialogProps = {
  complaint: FragmentType<typeof changeStatusFragment>;
  to: ComplaintStatus;
  /** Another step is wanted after all; what was typed goes along. */
  onStep: (to: ComplaintStatus) => void;
  onClose: () => void;
};

/** One step of a complaint: asks for exactly the evidence that the server names for it, and no more. */
export function ChangeComplaintStatusDialog(props: ChangeComplaintStatusDialogProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const words = useComplaintWords();
  const { to, onClose } = props;
  const complaint = readFragment(changeStatusFragment, props.complaint);
  const { id, version, number, status, allowedTransitions } = complaint;
  const [form] = Form.useForm<EvidenceValues>();
  const draft = useDraft<EvidenceValues>(`change-complaint-status ${id}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  // The version that the reader has seen: what happens after that must be looked at before the step is taken.
  const [seen, setSeen] = useState({ version, status });
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);
  const { run, running } = useCommand(changeComplaintStatus);
  const allowed = allowedTransitions.find((transition) => transition.status === to);
  const changed = version !== seen.version;
  const step = words.step(changed ? seen.status : status, to);

  // Another step was chosen: the keyboard goes to what it asks for.
  const asked = useRef(to);
  useEffect(() => {
    if (asked.current === to) return;
    asked.current = to;
    document
      .querySelector<HTMLElement>("#change-complaint-status textarea, #change-complaint-status input")
      ?.focus();
  }, [to]);

  const submit = async (values: EvidenceValues): Promise<void> => {
    if (!allowed) return;
    const input = { complaintId: id, expectedVersion: seen.version, status: to };
    const answer = await run({ input: { ...input, ...evidenceFor(allowed.requires, values) } });
    if (!answer) return;
    const { errors } = answer.changeComplaintStatus;
    const stale = errors.some(
      (error) => error.code === "CONFLICT" && error.path.at(-1) === "expectedVersion",
    );
    // The answer has brought what others did; `changed` shows it above the fields, and nothing that was typed goes.
    setHomeless(stale ? [] : showUserErrors(form, errors));
    if (errors.length === 0) {
      draft.drop();
      announce({
        kind: "success",
        text: t("complaints.step.done", { number, status: t(`complaints.status.${to}`) }),
      });
      onClose();
    }
    if (errors.length === 0 || stale) {
      await refreshComplaint(client, { complaintId: id, customerId: complaint.customer.id });
    }
  };

  return (
    <FormDialog
      title={t("complaints.step.title", { step, number })}
      open
      formId="change-complaint-status"
      saving={running}
      saveLabel={t("complaints.step.save", { step })}
      disabled={!allowed}
      onClose={onClose}
    >
      {changed || !allowed ? (
        <Meanwhile
          complaint={complaint}
          since={seen.version}
          step={step}
          possible={allowed !== undefined}
          onGoOn={() => setSeen({ version, status })}
          onStep={(other) => {
            setSeen({ version, status });
            props.onStep(other);
          }}
        />
      ) : null}
      <Form<EvidenceValues>
        id="change-complaint-status"
        name="change-complaint-status"
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={{ ...evidenceOnFile(complaint), ...draft.left }}
        onValuesChange={(changed: EvidenceValues) => {
          forgetUserErrors(form, changed);
          draft.keep(form.getFieldsValue(true) as EvidenceValues);
        }}
        onFinish={() => void submit(form.getFieldsValue(true) as EvidenceValues)}
      >
        <DraftNote
          shown={restored}
          onDiscard={() => {
            draft.drop();
            form.setFieldsValue({ ...noEvidence, ...evidenceOnFile(complaint) });
            setRestored(false);
          }}
        />
        <EvidenceFields requires={allowed?.requires ?? []} />
        {allowed?.requires.length === 0 ? (
          <p>{t("complaints.step.confirmOnly", { status: t(`complaints.status.${to}`) })}</p>
        ) : null}
        <UserErrors errors={homeless} />
      </Form>
    </FormDialog>
  );
}

const noEvidence: EvidenceValues = { reason: "" };
