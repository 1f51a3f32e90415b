import { lazy, Suspense, type ReactNode } from "react";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { useFetchedAhead } from "../../../lib/use-fetched-ahead.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import type { ComplaintDialog } from "./use-complaint-address.ts";

const assignDialog = async () => ({
  default: (await import("../dialogs/assign-complaint-dialog.tsx")).AssignComplaintDialog,
});
const editDialog = async () => ({
  default: (await import("../dialogs/edit-complaint-dialog.tsx")).EditComplaintDialog,
});
const statusDialog = async () => ({
  default: (await import("../dialogs/change-complaint-status-dialog.tsx")).ChangeComplaintStatusDialog,
});
const AssignComplaintDialog = lazy(assignDialog);
const EditComplaintDialog = lazy(editDialog);
const ChangeComplaintStatusDialog = lazy(statusDialog);
const scripts = [statusDialog, assignDialog, editDialog];

export const complaintDialogs = graphql(`
  fragment ComplaintDialogs_Complaint on Complaint {
    id
    viewerCanEdit
    viewerCanAssign
    ...AssignComplaint_Complaint
    ...EditComplaint_Complaint
    ...ChangeComplaintStatus_Complaint
  }
`);

type ComplaintDialogsProps = {
  complaint: FragmentType<typeof complaintDialogs>;
  dialog: ComplaintDialog | undefined;
  onDialog: (dialog: ComplaintDialog) => void;
  onClose: () => void;
};

/** The dialog that the address names, if the reader may open it. */
export function ComplaintDialogs({ dialog, onDialog, onClose, ...props }: ComplaintDialogsProps): ReactNode {
  const viewer = useViewer();
  const complaint = readFragment(complaintDialogs, props.complaint);
  useFetchedAhead(scripts, viewer.may("complaint:changeStatus"));
  const shown = (): ReactNode => {
    switch (dialog) {
      case undefined:
        return null;
      case "assign":
        return complaint.viewerCanAssign ? (
          <AssignComplaintDialog complaint={complaint} onClose={onClose} />
        ) : null;
      case "edit":
        return complaint.viewerCanEdit ? (
          <EditComplaintDialog complaint={complaint} onClose={onClose} />
        ) : null;
      default:
        return viewer.may("complaint:changeStatus") ? (
          <ChangeComplaintStatusDialog
            complaint={complaint}
            to={dialog}
            onStep={onDialog}
            onClose={onClose}
          />
        ) : null;
    }
  };
  return <Suspense>{shown()}</Suspense>;
}
