import { useQuery } from "@apollo/client/react";
import { Modal, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PickList, type PickGroup } from "../../../components/pick-list.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import { assignComplaintFragment, useAssignComplaint, type Owner } from "./use-assign-complaint.tsx";

const ownersQuery = graphql(`
  query ComplaintOwners($teams: Boolean!) {
    complaintAssignees {
      id
      name
      team {
        id
        name
      }
    }
    teams @include(if: $teams) {
      id
      name
    }
  }
`);

type AssignComplaintDialogProps = {
  complaint: FragmentType<typeof assignComplaintFragment>;
  onClose: () => void;
};

/** Whoever is to look after it: oneself first, then colleagues, then teams. */
export function AssignComplaintDialog({ complaint, onClose }: AssignComplaintDialogProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [search, setSearch] = useState("");
  const { number, assignee, team } = readFragment(assignComplaintFragment, complaint);
  const { assign } = useAssignComplaint(complaint);
  const { data, error, refetch } = useQuery(ownersQuery, { variables: { teams: viewer.may("team:list") } });
  const myself = viewer.staff.id;

  const words = search.trim().toLowerCase();
  const named = (name: string): boolean => name.toLowerCase().includes(words);
  const owners = new Map<string, Owner>();
  const option = (owner: Owner, key: string, text: string, detail?: string, now = false) => {
    owners.set(key, owner);
    return { key, text, detail, ...(now ? { mark: t("complaints.assign.now") } : {}) };
  };
  const everybody = data?.complaintAssignees ?? [];
  const people = everybody.filter(
    (one) => named(one.name) || (one.id === myself && named(t("complaints.assign.me"))),
  );
  const person = (one: (typeof everybody)[number]) =>
    option(
      { kind: "person", id: one.id, name: one.name },
      one.id,
      one.id === myself ? `${t("complaints.assign.me")} · ${one.name}` : one.name,
      one.team?.name,
      one.id === assignee?.id,
    );
  const groups: PickGroup[] = [
    { options: people.filter((one) => one.id === myself).map(person) },
    { title: t("complaints.assign.people"), options: people.filter((one) => one.id !== myself).map(person) },
    {
      title: t("complaints.assign.teams"),
      options: (data?.teams ?? [])
        .filter((one) => named(one.name))
        .map((one) =>
          option({ kind: "team", ...one }, one.id, one.name, undefined, !assignee && one.id === team?.id),
        ),
    },
    {
      // After their team: whoever types its name means the team first.
      title: t("complaints.assign.theirPeople"),
      options: everybody
        .filter((one) => !people.includes(one) && one.team && named(one.team.name))
        .map(person),
    },
    {
      options:
        (assignee || team) && named(t("complaints.assign.nobody"))
          ? [option({ kind: "nobody" }, "nobody", t("complaints.assign.nobody"))]
          : [],
    },
  ];

  const pick = (key: string): void => {
    const owner = owners.get(key);
    if (!owner) return;
    onClose();
    void assign(owner);
  };

  return (
    <Modal
      title={t("complaints.assign.title", { number })}
      open
      onCancel={onClose}
      footer={null}
      width={460}
      destroyOnHidden
    >
      {error ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <PickList
          label={t("complaints.assign.find")}
          placeholder={t("complaints.assign.find")}
          search={search}
          onSearch={setSearch}
          groups={groups}
          empty={t("complaints.assign.noneFound")}
          onPick={pick}
        />
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      )}
    </Modal>
  );
}
