import { Button, Checkbox, Select } from "antd";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { categoriesOf, kinds, severities, statuses } from "../../../lib/complaint-choices.ts";
import { isFiltered, orderings, withoutFilters, type DeskView } from "./desk-address.ts";
import styles from "./desk.module.css";

export const deskChoices = graphql(`
  fragment DeskFilters_Query on Query {
    complaintAssignees {
      id
      name
    }
    teams @include(if: $teams) {
      id
      name
    }
  }
`);

type DeskFiltersProps = {
  choices: FragmentType<typeof deskChoices> | undefined;
  view: DeskView;
  change: (changes: Partial<DeskView>) => void;
};

function DrawnDeskFilters({ choices, view, change }: DeskFiltersProps): ReactNode {
  const { t } = useTranslation();
  const known = readFragment(deskChoices, choices);
  const named = (list: readonly { id: string; name: string }[] | undefined) =>
    (list ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const teams = named(known?.teams);
  const one = <Value extends string>(value: Value, label: string) => ({ value, label });

  return (
    <div className={styles["filters"]} role="group" aria-label={t("complaints.desk.filter.label")}>
      <Choice
        label={t("complaints.field.severity")}
        options={severities.map((value) => one(value, t(`complaints.severity.${value}`)))}
        chosen={view.severities}
        onChange={(chosen) => change({ severities: chosen })}
      />
      <Choice
        label={t("complaints.field.status")}
        options={statuses.map((value) => one(value, t(`complaints.status.${value}`)))}
        chosen={view.statuses}
        onChange={(chosen) => change({ statuses: chosen })}
      />
      <Choice
        label={t("complaints.field.category")}
        options={(["PRODUCT", "SERVICE"] as const).map((subject) => ({
          label: t(`complaints.subject.${subject}`),
          options: categoriesOf[subject].map((value) => one(value, t(`complaints.category.${value}`))),
        }))}
        chosen={view.categories}
        onChange={(chosen) => change({ categories: chosen })}
      />
      <Choice
        label={t("complaints.field.kind")}
        options={kinds.map((value) => one(value, t(`complaints.kind.${value}`)))}
        chosen={view.kinds}
        onChange={(chosen) => change({ kinds: chosen })}
      />
      <Choice
        label={t("complaints.field.assignee")}
        options={named(known?.complaintAssignees)}
        chosen={view.assignees}
        onChange={(assignees) => change({ assignees })}
      />
      {teams.length > 0 || view.teams.length > 0 ? (
        <Choice
          label={t("complaints.field.team")}
          options={teams}
          chosen={view.teams}
          onChange={(chosen) => change({ teams: chosen })}
        />
      ) : null}
      {view.statuses.length === 0 ? (
        <Checkbox checked={view.closed} onChange={(event) => change({ closed: event.target.checked })}>
          {t("complaints.desk.filter.closed")}
        </Checkbox>
      ) : null}
      {isFiltered(view) ? (
        <Button type="link" onClick={() => change(withoutFilters(view))}>
          {t("complaints.desk.filter.clear")}
        </Button>
      ) : null}
      <span className={styles["spring"]} />
      <Select
        aria-label={t("complaints.desk.order.label")}
        popupMatchSelectWidth={false}
        value={view.order}
        options={orderings.map((order) => ({ value: order, label: t(`complaints.desk.order.${order}`) }))}
        onChange={(order) => change({ order })}
      />
    </div>
  );
}

/** These boxes are slow to draw: that more of the list has come is no reason to draw them again. */
export const DeskFilters = memo(DrawnDeskFilters, (before, now) => {
  const [old, known] = [readFragment(deskChoices, before.choices), readFragment(deskChoices, now.choices)];
  const sameChoices = old?.complaintAssignees === known?.complaintAssignees && old?.teams === known?.teams;
  return sameChoices && before.view === now.view && before.change === now.change;
});

type Option<Value> = { value: Value; label: string };

function Choice<Value extends string>(props: {
  label: string;
  options: (Option<Value> | { label: string; options: Option<Value>[] })[];
  chosen: Value[];
  onChange: (chosen: Value[]) => void;
}): ReactNode {
  return (
    <Select<Value[]>
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
