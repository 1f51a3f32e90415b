import { useApolloClient } from "@apollo/client/react";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { AssignComplaint_ComplaintFragment } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { refreshComplaint } from "../../../lib/refresh-complaint.ts";
import { useCommand } from "../../../lib/use-command.ts";

export const assignComplaintFragment = graphql(`
  fragment AssignComplaint_Complaint on Complaint {
    id
    version
    number
    customer {
      id
    }
    assignee {
      id
      name
    }
    team {
      id
      name
    }
  }
`);

const assignComplaint = graphql(`
  mutation AssignComplaint($input: AssignComplaintInput!) {
    assignComplaint(input: $input) {
      complaint {
        ...AssignComplaint_Complaint
        status
        changedAt
        viewerCanEdit
        viewerCanAssign
        allowedTransitions {
          status
          requires
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

type OnFile = AssignComplaint_ComplaintFragment;
export type Owner = { kind: "person" | "team"; id: string; name: string } | { kind: "nobody" };

function ownerOf({ assignee, team }: OnFile): Owner {
  if (assignee) return { kind: "person", ...assignee };
  return team ? { kind: "team", ...team } : { kind: "nobody" };
}

const sameOwner = (one: OnFile, other: OnFile): boolean =>
  one.assignee?.id === other.assignee?.id && one.team?.id === other.team?.id;

/**
 * Gives a complaint to somebody, to a team, or back to nobody, and can be taken back. When somebody else gave it away
 * meanwhile, the reader sees both and decides; other changes meanwhile do not stand in its way.
 */
export function useAssignComplaint(shown: FragmentType<typeof assignComplaintFragment>): {
  assign: (to: Owner) => Promise<boolean>;
  running: boolean;
} {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const client = useApolloClient();
  const { run, running } = useCommand(assignComplaint);
  const seen = readFragment(assignComplaintFragment, shown);

  const nameOf = (owner: Owner): string =>
    owner.kind === "nobody" ? t("complaints.assign.unassigned") : owner.name;

  const say = (number: string, to: Owner, before: OnFile, saved: OnFile, undoing: boolean): void => {
    const done =
      to.kind === "person"
        ? t("complaints.assign.done", { number, name: to.name })
        : to.kind === "team"
          ? t("complaints.assign.doneTeam", { number, name: to.name })
          : t("complaints.assign.doneNobody", { number });
    announce({
      kind: "success",
      text: undoing ? t("complaints.assign.undone") : done,
      name: `assign ${saved.id}`,
      ...(!undoing && {
        action: {
          label: t("complaints.assign.undo"),
          run: () => void give(ownerOf(before), saved, true),
        },
        seconds: 10,
      }),
    });
  };

  const give = async (to: Owner, onFile: OnFile, undoing = false): Promise<boolean> => {
    const answer = await run({
      input: {
        complaintId: onFile.id,
        expectedVersion: onFile.version,
        ...(to.kind === "person" ? { assigneeId: to.id } : {}),
        ...(to.kind === "team" ? { teamId: to.id } : {}),
      },
    });
    if (!answer) return false;
    const { complaint, errors } = answer.assignComplaint;
    const current = readFragment(assignComplaintFragment, complaint);
    const stale = errors.some(
      (error) => error.code === "CONFLICT" && error.path.at(-1) === "expectedVersion",
    );
    if (stale && current) {
      await refreshComplaint(client, { complaintId: current.id, customerId: current.customer.id });
      if (!sameOwner(current, onFile) && !(await stillGive(to, current))) return false;
      return give(to, current, undoing);
    }
    for (const error of errors) announce({ kind: "error", text: error.message });
    if (errors.length > 0 || !current) return false;
    say(current.number, to, onFile, current, undoing);
    await refreshComplaint(client, { complaintId: current.id, customerId: current.customer.id });
    return true;
  };

  const stillGive = async (to: Owner, current: OnFile): Promise<boolean> =>
    new Promise((resolve) => {
      modal.confirm({
        title: t("complaints.assign.clash"),
        content: t("complaints.assign.clashText", { now: nameOf(ownerOf(current)), mine: nameOf(to) }),
        okText: t("complaints.assign.clashMine", { name: nameOf(to) }),
        cancelText: t("complaints.assign.clashTheirs"),
        onOk: () => resolve(true),
        onCancel: () => resolve(false),
      });
    });

  return { assign: (to) => give(to, seen), running };
}
