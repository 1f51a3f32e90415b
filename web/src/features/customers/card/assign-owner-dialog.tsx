import { useApolloClient, useQuery } from "@apollo/client/react";
import { Input, Modal, Skeleton } from "antd";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PickList, type PickGroup } from "../../../components/pick-list.tsx";
import { graphql, readFragment } from "../../../gql/index.ts";
import type { CardOwner_CustomerFragment } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { refreshCustomer } from "../../../lib/refresh-customer.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import styles from "./card.module.css";
import { cardOwner } from "./card-owner.tsx";
import { ownersQuery } from "./owner-name.tsx";

const assignCustomerOwner = graphql(`
  mutation AssignCustomerOwner($input: AssignCustomerOwnerInput!) {
    assignCustomerOwner(input: $input) {
      customer {
        id
        ...CardOwner_Customer
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type Owner = { ownerId?: string; teamId?: string; name: string };
type AssignOwnerDialogProps = { customer: CardOwner_CustomerFragment; onClose: () => void };

/** Whoever is to look after the customer: oneself first, then colleagues, teams, and nobody. */
export function AssignOwnerDialog({ customer, onClose }: AssignOwnerDialogProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const client = useApolloClient();
  const [search, setSearch] = useState("");
  const [note, setNote] = useState("");
  const noteId = useId();
  const { run } = useCommand(assignCustomerOwner);
  const { data, error, refetch } = useQuery(ownersQuery, {
    variables: { staff: viewer.may("staff:list"), teams: viewer.may("team:list") },
  });

  const words = search.trim().toLowerCase();
  const named = ({ text }: { text: string }): boolean => text.toLowerCase().includes(words);
  const owners = new Map<string, Owner>();
  const option = (key: string, owner: Owner, text: string, now: boolean, detail?: string) => {
    owners.set(key, owner);
    return { key, text, detail, ...(now ? { mark: t("card.owner.now") } : {}) };
  };
  const person = ({ id, name, team }: { id: string; name: string; team?: { name: string } | null }) =>
    option(
      id,
      { ownerId: id, name },
      id === viewer.staff.id ? t("card.owner.me", { name }) : name,
      id === customer.owner?.id,
      team?.name,
    );
  const groups: PickGroup[] = [
    { options: [person({ ...viewer.staff, team: viewer.staff.team ?? null })].filter(named) },
    {
      title: t("card.owner.people"),
      options: (data?.staff ?? [])
        .filter(({ id, active }) => active && id !== viewer.staff.id)
        .map((one) => person({ ...one, team: one.team ?? null }))
        .filter(named),
    },
    {
      title: t("card.owner.teams"),
      options: (data?.teams ?? [])
        .map(({ id, name }) =>
          option(id, { teamId: id, name }, name, !customer.owner && customer.team?.id === id),
        )
        .filter(named),
    },
    {
      options: [
        option(
          "nobody",
          { name: t("card.owner.nobody") },
          t("card.owner.nobody"),
          !customer.owner && !customer.team,
          t("card.owner.nobodyMeans"),
        ),
      ].filter(named),
    },
  ];

  const give = async (
    { name, ...owner }: Owner,
    expectedVersion: number,
    said: string | null,
  ): Promise<void> => {
    const before: Owner = customer.owner
      ? { ownerId: customer.owner.id, name: customer.owner.name }
      : customer.team
        ? { teamId: customer.team.id, name: customer.team.name }
        : { name: t("card.owner.nobody") };
    const input = { customerId: customer.id, expectedVersion, ...owner, note: said };
    const payload = (await run({ input }))?.assignCustomerOwner;
    for (const refused of payload?.errors ?? []) announce({ kind: "error", text: refused.message });
    if (!payload || payload.errors.length > 0) return;
    // Given to somebody far away, the customer may be out of the giver's own sight, and out of reach.
    const given = payload.customer ? readFragment(cardOwner, payload.customer) : undefined;
    announce({
      kind: "success",
      text:
        owner.ownerId || owner.teamId
          ? t("card.owner.done", { customer: customer.displayName, name })
          : t("card.owner.doneNobody", { customer: customer.displayName }),
      ...(given?.viewerCanAssignOwner
        ? { action: { label: t("card.edit.undo"), run: () => void give(before, given.version, null) } }
        : {}),
      seconds: 10,
    });
    await refreshCustomer(client, customer.id);
  };

  return (
    <Modal
      title={t("card.owner.title", { name: customer.displayName })}
      open
      onCancel={onClose}
      footer={null}
      width={460}
      destroyOnHidden
    >
      {error ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <label htmlFor={noteId}>{t("card.owner.note")}</label>
          <Input.TextArea
            id={noteId}
            className={styles["note"] ?? ""}
            rows={2}
            maxLength={500}
            placeholder={t("card.owner.noteHint")}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <PickList
            label={t("card.owner.find")}
            placeholder={t("card.owner.find")}
            search={search}
            onSearch={setSearch}
            groups={groups.filter(({ options }) => options.length > 0)}
            empty={t("card.owner.noneFound")}
            onPick={(key) => {
              const owner = owners.get(key);
              onClose();
              if (owner) void give(owner, customer.version, note);
            }}
          />
        </>
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      )}
    </Modal>
  );
}
