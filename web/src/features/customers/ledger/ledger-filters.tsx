import { TableOutlined } from "@ant-design/icons";
import { Button, Checkbox, Segmented, Select, Tooltip } from "antd";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { FieldOrder } from "../../../gql/graphql.ts";
import { FieldFilters } from "./field-filters.tsx";
import {
  isFiltered,
  lifecycles,
  orderings,
  tiers,
  withoutFilters,
  type LedgerView,
} from "./ledger-address.ts";
import styles from "./ledger.module.css";
import { OwnerFilter } from "./owner-filter.tsx";

export const ledgerChoices = graphql(`
  fragment LedgerFilters_Query on Query {
    channels {
      id
      name
    }
    memberLevels {
      id
      name
    }
  }
`);

type LedgerFiltersProps = {
  choices: FragmentType<typeof ledgerChoices> | undefined;
  /** Whether there are example customers, so that asking for them makes sense. */
  demo: boolean;
  view: LedgerView;
  /** The columns that the list can be ordered by. */
  sortable: readonly { name: string; title: string }[];
  onColumns: () => void;
  change: (changes: Partial<LedgerView>) => void;
};

function DrawnLedgerFilters(props: LedgerFiltersProps): ReactNode {
  const { t } = useTranslation();
  const { choices, demo, view, sortable, change } = props;
  const known = choices ? readFragment(ledgerChoices, choices) : undefined;
  const named = (
    list: readonly { id: string; name: string }[] | undefined,
  ): { value: string; label: string }[] =>
    (list ?? []).map((entry) => ({ value: entry.id, label: entry.name }));

  return (
    <div className={styles["filters"]} role="group" aria-label={t("ledger.filter.label")}>
      <Segmented
        aria-label={t("customers.field.lifecycle")}
        value={view.lifecycle ?? "ALL"}
        options={[
          { value: "ALL", label: t("ledger.filter.all") },
          ...lifecycles.map((lifecycle) => ({
            value: lifecycle,
            label: t(`customers.lifecycle.${lifecycle}`),
          })),
        ]}
        onChange={(chosen) => change({ lifecycle: lifecycles.find((lifecycle) => lifecycle === chosen) })}
      />
      <Choice
        label={t("customers.field.memberLevel")}
        options={named(known?.memberLevels)}
        chosen={view.levels}
        onChange={(levels) => change({ levels })}
      />
      <Choice
        label={t("customers.field.channel")}
        options={named(known?.channels)}
        chosen={view.channels}
        onChange={(channels) => change({ channels })}
      />
      <Choice
        label={t("customers.field.tier")}
        options={tiers.map((tier) => ({ value: tier, label: t(`customers.tier.${tier}`) }))}
        chosen={view.tiers}
        onChange={(chosen) => change({ tiers: tiers.filter((tier) => chosen.includes(tier)) })}
      />
      <Checkbox checked={view.complaint} onChange={(event) => change({ complaint: event.target.checked })}>
        {t("ledger.filter.complaint")}
      </Checkbox>
      <OwnerFilter owner={view.owner} onChange={(owner) => change({ owner })} />
      <FieldFilters questions={view.fields} onChange={(fields) => change({ fields })} />
      {demo || view.demo !== undefined ? (
        <Select
          aria-label={t("ledger.filter.demo")}
          placeholder={t("ledger.filter.demo")}
          allowClear
          popupMatchSelectWidth={false}
          value={view.demo === undefined ? null : view.demo ? "only" : "none"}
          options={[
            { value: "only", label: t("ledger.filter.demoOnly") },
            { value: "none", label: t("ledger.filter.demoNone") },
          ]}
          onChange={(chosen: string | null | undefined) =>
            change({ demo: chosen ? chosen === "only" : undefined })
          }
        />
      ) : null}
      {isFiltered(view) ? (
        <Button type="link" onClick={() => change(withoutFilters(view))}>
          {t("ledger.filter.clear")}
        </Button>
      ) : null}
      <span className={styles["spring"]} />
      <Select
        aria-label={t("ledger.order.label")}
        popupMatchSelectWidth={false}
        value={view.fieldOrder ? sortKey(view.fieldOrder) : view.order}
        options={[
          ...orderings.map((order) => ({ value: order, label: t(`ledger.order.${order}`) })),
          ...sortable.flatMap(({ name, title }) =>
            [true, false].map((ascending) => ({
              value: sortKey({ field: name, ascending }),
              label: t(ascending ? "ledger.order.up" : "ledger.order.down", { field: title }),
            })),
          ),
        ]}
        onChange={(chosen: string) => {
          const order = orderings.find((each) => each === chosen);
          if (order) return change({ order, fieldOrder: undefined });
          const [field = "", way] = chosen.split(" ");
          change({ fieldOrder: { field, ascending: way === "up" } });
        }}
      />
      <Tooltip title={t("ledger.columns.title")}>
        <Button icon={<TableOutlined />} aria-label={t("ledger.columns.title")} onClick={props.onColumns} />
      </Tooltip>
    </div>
  );
}

const sortKey = ({ field, ascending }: FieldOrder): string => `${field} ${ascending ? "up" : "down"}`;

/** These boxes are slow to draw: that more of the list has come is no reason to draw them again. */
export const LedgerFilters = memo(DrawnLedgerFilters, (before, now) => {
  const [old, known] = [
    readFragment(ledgerChoices, before.choices),
    readFragment(ledgerChoices, now.choices),
  ];
  const sameChoices = old?.channels === known?.channels && old?.memberLevels === known?.memberLevels;
  const sameColumns = before.sortable === now.sortable;
  return (
    sameChoices &&
    sameColumns &&
    before.demo === now.demo &&
    before.view === now.view &&
    before.change === now.change
  );
});

function Choice(props: {
  label: string;
  options: { value: string; label: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}): ReactNode {
  return (
    <Select
      mode="multiple"
      className={styles["choice"] ?? ""}
      aria-label={props.label}
      placeholder={props.label}
      maxTagCount={1}
      maxTagTextLength={6}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      allowClear
      value={props.chosen}
      options={props.options}
      onChange={props.onChange}
    />
  );
}
