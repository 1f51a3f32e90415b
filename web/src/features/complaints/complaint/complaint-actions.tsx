import { DownOutlined, EditOutlined, MessageOutlined, UserSwitchOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ShortcutButton } from "../../../components/shortcut-button.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import { useAssignComplaint } from "../dialogs/use-assign-complaint.tsx";
import { isReopening, useComplaintWords } from "../use-complaint-words.ts";
import styles from "./complaint.module.css";
import type { ComplaintDialog } from "./use-complaint-address.ts";

export const complaintActions = graphql(`
  fragment ComplaintActions_Complaint on Complaint {
    id
    status
    allowedTransitions {
      status
      requires
    }
    viewerCanEdit
    viewerCanAssign
    viewerCanWriteNote
    assignee {
      id
      name
    }
    ...AssignComplaint_Complaint
  }
`);

type ComplaintActionsProps = {
  complaint: FragmentType<typeof complaintActions>;
  onDialog: (dialog: ComplaintDialog) => void;
  onNote: () => void;
};

/** What can be done with it now: the next step first. The server says what that is. */
export function ComplaintActions(props: ComplaintActionsProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const words = useComplaintWords();
  const complaint = readFragment(complaintActions, props.complaint);
  const { assign, running } = useAssignComplaint(complaint);
  const { status, allowedTransitions } = complaint;
  const onward = allowedTransitions.find(
    (allowed) => allowed.status !== "WITHDRAWN" && !isReopening(status, allowed.status),
  );
  const others = allowedTransitions.filter((allowed) => allowed !== onward);
  // With no way on, the only way back stands in the open instead of in a menu.
  const first = onward ?? others[0];
  const inMenu = others.filter((allowed) => allowed !== first);
  if (!first && !complaint.viewerCanEdit && !complaint.viewerCanAssign && !complaint.viewerCanWriteNote) {
    return null;
  }

  return (
    <div className={styles["actions"]}>
      {first ? (
        <ShortcutButton
          type={onward ? "primary" : "default"}
          shortcut="s"
          does={words.step(status, first.status)}
          onAct={() => props.onDialog(first.status)}
        >
          {onward
            ? t("complaints.step.next", { step: words.step(status, first.status) })
            : words.step(status, first.status)}
        </ShortcutButton>
      ) : null}
      {complaint.viewerCanAssign && complaint.assignee?.id !== viewer.staff.id ? (
        <ShortcutButton
          shortcut="m"
          does={t("complaints.assign.mine")}
          disabled={running}
          onAct={() => void assign({ kind: "person", id: viewer.staff.id, name: viewer.staff.name })}
        >
          {t("complaints.assign.mine")}
        </ShortcutButton>
      ) : null}
      {complaint.viewerCanAssign ? (
        <ShortcutButton
          shortcut="a"
          does={t("complaints.assign.open")}
          icon={<UserSwitchOutlined aria-hidden />}
          onAct={() => props.onDialog("assign")}
        >
          {t("complaints.assign.open")}
        </ShortcutButton>
      ) : null}
      {complaint.viewerCanWriteNote ? (
        <ShortcutButton
          shortcut="n"
          does={t("complaints.note.open")}
          icon={<MessageOutlined aria-hidden />}
          onAct={props.onNote}
        >
          {t("complaints.note.open")}
        </ShortcutButton>
      ) : null}
      {complaint.viewerCanEdit ? (
        <ShortcutButton
          shortcut="e"
          does={t("complaints.edit.open")}
          icon={<EditOutlined aria-hidden />}
          onAct={() => props.onDialog("edit")}
        >
          {t("complaints.edit.open")}
        </ShortcutButton>
      ) : null}
      {inMenu.length > 0 ? (
        <Dropdown
          trigger={["click"]}
          getPopupContainer={(trigger) => trigger.parentElement ?? document.body}
          menu={{
            items: inMenu.map((allowed) => ({
              key: allowed.status,
              label: isReopening(status, allowed.status)
                ? t("complaints.step.reopenTo", { status: t(`complaints.status.${allowed.status}`) })
                : words.step(status, allowed.status),
              onClick: () => props.onDialog(allowed.status),
            })),
          }}
        >
          <Button icon={<DownOutlined aria-hidden />} iconPlacement="end">
            {t("complaints.step.more")}
          </Button>
        </Dropdown>
      ) : null}
    </div>
  );
}
