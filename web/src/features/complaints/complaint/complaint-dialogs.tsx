import { lazy, Suspense, type ReactNode } from "react";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import type { ComplaintDialog } from "./use-complaint-address.ts";

const AssignComplaintDialog = lazy(async () => ({
  default: (await import("../dialogs/assign-complaint-dialog.tsx")).AssignComplaintDialog,
}));
const EditComplaintDialog = lazy(async () => ({
  default: (await import("../dialogs/edit-complaint-dialog.tsx")).EditComplaintDialog,
}));
const ChangeComplaintStatusDialog = lazy(async () => ({
  default: (await import("../dialogs/change-complaint-status-dialog.tsx")).ChangeComplaintStatusDialog,
}));

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
