import { skipToken, useQuery } from "@apollo/client/react";
import { Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useViewer } from "../../../shell/viewer.tsx";
import { ownersQuery } from "../card/owner-name.tsx";
import { nobody } from "./ledger-address.ts";

/** Whose customers: mine, my team's, nobody's, or those of anybody whom the reader may see. */
export function OwnerFilter(props: {
  owner: string | undefined;
  onChange: (owner: string | undefined) => void;
}): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [opened, setOpened] = useState(false);
  const variables = { staff: viewer.may("staff:list"), teams: viewer.may("team:list") };
  // Names are asked for once somebody looks at them.
  const { data } = useQuery(ownersQuery, opened || props.owner ? { variables } : skipToken);
  const me = viewer.staff;
  const known = (list: readonly { id: string; name: string }[], but: string | undefined) =>
    list.filter(({ id }) => id !== but).map(({ id, name }) => ({ value: id, label: name }));
  const groups = [
    {
      label: t("ledger.filter.owner"),
      options: [
        { value: me.id, label: t("ledger.filter.mine") },
        ...(me.team ? [{ value: me.team.id, label: t("ledger.filter.myTeam") }] : []),
        { value: nobody, label: t("ledger.filter.nobody") },
      ],
    },
    { label: t("ledger.filter.teams"), options: known(data?.teams ?? [], me.team?.id) },
    {
      label: t("ledger.filter.people"),
      options: known(
        (data?.staff ?? []).filter(({ active, id }) => active || id === props.owner),
        me.id,
      ),
    },
  ];
  return (
    <Select
      aria-label={t("ledger.filter.owner")}
      placeholder={t("ledger.filter.owner")}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      value={props.owner ?? null}
      options={groups.filter(({ options }) => options.length > 0)}
      onOpenChange={(open) => {
        if (open) setOpened(true);
      }}
      onChange={(owner: string | null | undefined) => props.onChange(owner ?? undefined)}
    />
  );
}
