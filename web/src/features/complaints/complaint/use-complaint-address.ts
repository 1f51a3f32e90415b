import { useSearchParams } from "react-router";
import type { ComplaintStatus } from "../../../gql/graphql.ts";
import { statuses } from "../../../lib/complaint-choices.ts";

/** A step's dialog is named by the status that it leads to. */
export type ComplaintDialog = "assign" | "edit" | ComplaintStatus;
const dialogs: readonly ComplaintDialog[] = ["assign", "edit", ...statuses];

/** The open dialog of a complaint, which stands in the address. */
export function useComplaintAddress(): {
  dialog: ComplaintDialog | undefined;
  showDialog: (dialog: ComplaintDialog | undefined) => void;
} {
  const [address, setAddress] = useSearchParams();
  return {
    dialog: dialogs.find((dialog) => dialog === address.get("do")),
    showDialog: (dialog) =>
      setAddress(
        (known) => {
          const next = new URLSearchParams(known);
          if (dialog === undefined) next.delete("do");
          else next.set("do", dialog);
          return next;
        },
        { replace: true },
      ),
  };
}
