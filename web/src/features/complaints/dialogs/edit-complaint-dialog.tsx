import { useApolloClient } from "@apollo/client/react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { EditComplaint_ComplaintFragment } from "../../../gql/graphql.ts";
import { refreshComplaint } from "../../../lib/refresh-complaint.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { EditForm } from "../../customers/forms/edit-form.tsx";
import { FormDialog } from "../../customers/forms/form-dialog.tsx";
import { useComplaintWords } from "../use-complaint-words.ts";
import { ComplaintFields } from "./complaint-fields.tsx";
import {
  changesToComplaint,
  complaintBefore,
  valuesOfComplaint,
  type ComplaintChanges,
  type ComplaintFormValues,
} from "./complaint-values.ts";
import { useComplaintValue } from "./use-complaint-value.tsx";

export const editComplaintFragment = graphql(`
  fragment EditComplaint_Complaint on Complaint {
    id
    version
    number
    kind
    category
    subject
    severity
    medium
    description
    order {
      id
      number
    }
    customer {
      id
    }
  }
`);

const editComplaint = graphql(`
  mutation EditComplaint($input: EditComplaintInput!) {
    editComplaint(input: $input) {
      complaint {
        ...EditComplaint_Complaint
        changedAt
      }
      conflicts {
        ...ConflictLine_FieldConflict
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type OnFile = EditComplaint_ComplaintFragment;
type EditComplaintDialogProps = {
  complaint: FragmentType<typeof editComplaintFragment>;
  onClose: () => void;
};

export function EditComplaintDialog({ complaint, onClose }: EditComplaintDialogProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [saving, setSaving] = useState(false);
  const words = useComplaintWords();
  const value = useComplaintValue();
  const { run } = useCommand(editComplaint);
  const onFile = readFragment(editComplaintFragment, complaint);
  const { id } = onFile;
  return (
    <FormDialog
      title={t("complaints.edit.title", { number: onFile.number })}
      open
      formId="edit-complaint"
      saving={saving}
      onClose={onClose}
    >
      <EditForm<ComplaintFormValues, ComplaintChanges, OnFile>
        id="edit-complaint"
        record={onFile}
        valuesOf={valuesOfComplaint}
        changesTo={changesToComplaint}
        before={complaintBefore}
        send={async (changes, expectedVersion) => {
          const answer = await run({ input: { ...changes, complaintId: id, expectedVersion } });
          if (!answer) return undefined;
          const { complaint: saved, conflicts, errors } = answer.editComplaint;
          return { record: readFragment(editComplaintFragment, saved), conflicts, errors };
        }}
        saved={(saved) => t("complaints.edit.done", { number: saved.number })}
        label={words.label}
        show={{
          onFile: (field, record) => value(field, valuesOfComplaint(record), record.order),
          changed: (field, changes) => value(field, changes, onFile.order),
        }}
        onClose={onClose}
        onSaving={setSaving}
        onChanged={() => refreshComplaint(client, { complaintId: id, customerId: onFile.customer.id })}
      >
        {() => <ComplaintFields customerId={onFile.customer.id} />}
      </EditForm>
    </FormDialog>
  );
}
